package dev.errand.runtime.explain;

/// There is nothing of that number or name in the run.
public final class NoSuchStep extends IllegalArgumentException {
    private static final long serialVersionUID = 1;

    NoSuchStep(String message) {
        super(message);
    }
}
