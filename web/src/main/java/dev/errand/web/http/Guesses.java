package dev.errand.web.http;

import java.util.OptionalLong;
import java.util.function.LongSupplier;

/// How often a password may be tried: from one source, and from all of them together, since an attacker may have
/// many. Thread-safe.
final class Guesses {
    private static final String ALL = "all";

    private final Rate each;
    private final Rate all;

    Guesses(LongSupplier nanos) {
        each = new Rate(1.0 / 60, 5, nanos);
        all = new Rate(1.0 / 6, 50, nanos);
    }

    /// Takes one before it is looked at, so that many at once are not more; empty if it may be looked at, else how
    /// many seconds to wait.
    OptionalLong take(String source) {
        if (!each.take(source)) {
            return OptionalLong.of(each.secondsUntilNext(source));
        }
        if (!all.take(ALL)) {
            each.giveBack(source);
            return OptionalLong.of(all.secondsUntilNext(ALL));
        }
        return OptionalLong.empty();
    }

    /// It was no guess.
    void giveBack(String source) {
        each.giveBack(source);
        all.giveBack(ALL);
    }
}
