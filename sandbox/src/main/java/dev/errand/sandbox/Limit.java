package dev.errand.sandbox;

/// What an execution can run out of.
public enum Limit {
    STATEMENTS("statements"),
    WALL_TIME("wall time"),
    MEMORY("memory"),
    OUTPUT("output"),
    CALLS("calls"),
    DEPTH("call depth");

    private final String label;

    Limit(String label) {
        this.label = label;
    }

    public String label() {
        return label;
    }
}
