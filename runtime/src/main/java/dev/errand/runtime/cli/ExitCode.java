package dev.errand.runtime.cli;

import dev.errand.runtime.engine.Run;
import dev.errand.runtime.journal.Entry;
import dev.errand.runtime.journal.RunError;

/// What the process ends with.
public final class ExitCode {
    public static final int SUCCEEDED = 0;
    public static final int FAILED = 1;
    public static final int WRONG_USAGE = 2;
    public static final int PARKED = 3;
    public static final int DENIED = 4;
    public static final int LIMIT = 5;
    public static final int DECLINED = 6;
    public static final int UNAVAILABLE = 69;
    public static final int CANCELLED = 130;

    private ExitCode() {}

    static int of(Run run) {
        return switch (run.state()) {
            case SUCCEEDED, PREVIEWED, UNDONE -> SUCCEEDED;
            case FAILED ->
                run.finished().map(Entry.RunFinished::error).map(ExitCode::of).orElse(FAILED);
            case DECLINED -> DECLINED;
            case DENIED -> DENIED;
            case CANCELLED -> CANCELLED;
            case OVER_BUDGET -> LIMIT;
            case PLANNING, PREVIEWING, RUNNING, AWAITING_APPROVAL, AWAITING_ANSWER, AWAITING_TIMER -> PARKED;
        };
    }

    private static int of(RunError error) {
        return switch (error.kind()) {
            case GUEST, OPERATION, INTERNAL -> FAILED;
            case LIMIT, BUDGET -> LIMIT;
            case CONFIGURATION, SERVICE -> UNAVAILABLE;
        };
    }
}
