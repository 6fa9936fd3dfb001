package dev.errand.sandbox;

import java.util.Locale;

/// The sentences that say which limit ended an execution.
final class Limited {
    private Limited() {}

    static Outcome statements(Limits limits) {
        return reached(Limit.STATEMENTS, limits.statements(), "ran more than %,d statements");
    }

    static Outcome wallTime(Limits limits) {
        return reached(Limit.WALL_TIME, limits.wallTime().toMillis(), "took longer than %,d ms");
    }

    static Outcome memory(Limits limits) {
        return reached(Limit.MEMORY, limits.allocatedBytes(), "used more than %,d bytes of memory");
    }

    static Outcome output(Limits limits) {
        return reached(Limit.OUTPUT, limits.outputCharacters(), "passed on more than %,d characters");
    }

    static Outcome calls(Limits limits) {
        return reached(Limit.CALLS, limits.calls(), "made more than %,d operation calls");
    }

    static Outcome depth(Limits limits) {
        return reached(Limit.DEPTH, limits.stackBytes(), "called functions deeper than a stack of %,d bytes holds");
    }

    private static Outcome reached(Limit limit, long value, String what) {
        String message = "Limit of " + limit.label() + ": the program " + String.format(Locale.ROOT, what, value);
        return new Outcome.LimitReached(limit, value, message);
    }
}
