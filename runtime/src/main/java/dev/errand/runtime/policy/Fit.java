package dev.errand.runtime.policy;

import java.util.stream.Stream;

/// Whether something meets a condition.
enum Fit {
    YES,
    NO,
    /// It cannot be told: an address that cannot be read, a command that needs a shell. Never enough to allow, and
    /// enough to ask where a rule denies.
    UNCLEAR;

    static Fit of(boolean fits) {
        return fits ? YES : NO;
    }

    static Fit all(Stream<Fit> fits) {
        return fits.reduce(YES, (a, b) -> a == NO || b == NO ? NO : a == UNCLEAR || b == UNCLEAR ? UNCLEAR : YES);
    }

    static Fit any(Stream<Fit> fits) {
        return fits.reduce(NO, (a, b) -> a == YES || b == YES ? YES : a == UNCLEAR || b == UNCLEAR ? UNCLEAR : NO);
    }
}
