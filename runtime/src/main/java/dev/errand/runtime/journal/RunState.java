package dev.errand.runtime.journal;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/// Where a run stands.
public enum RunState {
    PLANNING,
    PREVIEWING,
    PREVIEWED,
    AWAITING_APPROVAL,
    AWAITING_ANSWER,
    AWAITING_TIMER,
    RUNNING,
    OVER_BUDGET,
    SUCCEEDED,
    FAILED,
    DECLINED,
    DENIED,
    CANCELLED,
    UNDONE;

    /// The name used in JSON.
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// Whether the run has ended for good.
    public boolean isTerminal() {
        return switch (this) {
            case SUCCEEDED, FAILED, DECLINED, DENIED, CANCELLED, UNDONE -> true;
            case PLANNING,
                    PREVIEWING,
                    PREVIEWED,
                    AWAITING_APPROVAL,
                    AWAITING_ANSWER,
                    AWAITING_TIMER,
                    RUNNING,
                    OVER_BUDGET -> false;
        };
    }

    /// Whether the run goes on by itself, so that finding it so at start means that it was interrupted.
    public boolean isActive() {
        return this == PLANNING || this == PREVIEWING || this == RUNNING;
    }

    /// Whether the run goes on once a person has said something, and not before.
    public boolean waitsForPerson() {
        return this == AWAITING_ANSWER || this == AWAITING_APPROVAL || this == OVER_BUDGET;
    }

    /// The states of which something is true.
    public static Set<RunState> where(Predicate<RunState> isMeant) {
        return Arrays.stream(values())
                .filter(isMeant)
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(RunState.class)));
    }
}
