package dev.errand.runtime.cli;

/// The command line makes no sense; the message says what is wrong and what to write instead.
final class WrongUsage extends RuntimeException {
    private static final long serialVersionUID = 1;

    WrongUsage(String message) {
        super(message);
    }

    @Override
    public String getMessage() {
        return String.valueOf(super.getMessage());
    }
}
