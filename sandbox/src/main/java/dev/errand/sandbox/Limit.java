package dev.errand.sandbox;

/// What an execution can run out of.
public enum Limit {
    STATEMENTS("statements"),
    CPU_TIME("processor time"),
    WALL_TIME("wall time"),
    /// Bytes allocated in all.
    MEMORY("memory"),
    /// The heap of a worker process, which guest code shares with the language's engine.
    HEAP("heap"),
    OUTPUT("output"),
    CALL_SIZE("call size"),
    CALLS("calls"),
    PROMISES("promises"),
    DEPTH("call depth"),
    /// A worker process that ended, fell silent, or sent what a worker never sends.
    WORKER("worker process");

    private final String label;

    Limit(String label) {
        this.label = label;
    }

    public String label() {
        return label;
    }
}
