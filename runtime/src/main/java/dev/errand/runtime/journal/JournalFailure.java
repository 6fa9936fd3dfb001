package dev.errand.runtime.journal;

/// The journal cannot be written or read. The message says why and what to do; nothing acknowledged before is lost.
public sealed class JournalFailure extends RuntimeException permits RunConflict {
    private static final long serialVersionUID = 1;

    JournalFailure(String message, Throwable cause) {
        super(message, cause);
    }

    @Override
    public final String getMessage() {
        return String.valueOf(super.getMessage());
    }
}
