package dev.errand.runtime.journal;

/// The journal cannot be written or read. The message says why and what to do; nothing acknowledged before is lost.
public final class JournalFailure extends RuntimeException {
    private static final long serialVersionUID = 1;

    JournalFailure(String message, Throwable cause) {
        super(message, cause);
    }

    @Override
    public String getMessage() {
        return String.valueOf(super.getMessage());
    }
}
