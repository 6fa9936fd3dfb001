package dev.errand.runtime.schedule;

/// Standing intents cannot be read or kept. The message says why and what to do.
public final class ScheduleFailure extends RuntimeException {
    private static final long serialVersionUID = 1;

    ScheduleFailure(String message, Exception cause) {
        super(message, cause);
    }

    @Override
    public String getMessage() {
        return String.valueOf(super.getMessage());
    }
}
