package dev.errand.runtime.policy;

/// A rule that is not one, or that cannot be kept. Nothing was changed; the message says what to do.
public final class RuleFault extends RuntimeException {
    private static final long serialVersionUID = 1;

    RuleFault(String message) {
        super(message);
    }

    @Override
    public String getMessage() {
        return String.valueOf(super.getMessage());
    }
}
