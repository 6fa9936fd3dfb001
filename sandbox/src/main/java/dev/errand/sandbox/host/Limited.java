package dev.errand.sandbox.host;

import dev.errand.sandbox.Limit;
import dev.errand.sandbox.Limits;
import dev.errand.sandbox.Outcome;
import java.util.Locale;

/// The sentences that say which limit ended an execution.
final class Limited {
    private Limited() {}

    /// @param heap bytes of the heap that the guest shares with its engine
    static Outcome at(Limit limit, Limits limits, long heap) {
        return switch (limit) {
            case STATEMENTS -> reached(limit, limits.statements(), "ran more than %,d statements");
            case CPU_TIME -> reached(limit, limits.cpuTime().toMillis(), "kept a processor busy for more than %,d ms");
            case WALL_TIME -> reached(limit, limits.wallTime().toMillis(), "took longer than %,d ms");
            case MEMORY -> reached(limit, limits.allocatedBytes(), "used more than %,d bytes of memory");
            case HEAP -> reached(limit, heap, "filled the %,d bytes of its process's heap");
            case OUTPUT -> reached(limit, limits.outputCharacters(), "passed on more than %,d characters");
            case CALL_SIZE ->
                reached(limit, limits.callCharacters(), "passed more than %,d characters to one operation");
            case CALLS -> reached(limit, limits.calls(), "made more than %,d operation calls");
            case PROMISES -> reached(limit, limits.promises(), "had more than %,d promises that nothing had settled");
            case DEPTH ->
                reached(limit, limits.stackBytes(), "called functions deeper than a stack of %,d bytes holds");
            case WORKER -> reached(limit, 1, "was ended: its worker process stopped answering");
        };
    }

    /// The one for a worker process that is not to be believed any more.
    static Outcome worker(String why) {
        return new Outcome.LimitReached(
                Limit.WORKER, 1, "Limit of worker process: the program was ended, because " + why);
    }

    private static Outcome reached(Limit limit, long value, String what) {
        String message = "Limit of " + limit.label() + ": the program " + String.format(Locale.ROOT, what, value);
        return new Outcome.LimitReached(limit, value, message);
    }
}
