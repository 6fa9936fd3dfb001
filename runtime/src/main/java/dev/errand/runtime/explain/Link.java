package dev.errand.runtime.explain;

import java.util.Locale;

/// How a step bears on something that came later.
///
/// @param step     the earlier one
/// @param to       the later one; 0 for the failure itself
/// @param argument of the later step, empty if it is not about one
record Link(int step, int to, Kind kind, String argument) {
    /// From the surest to the least sure.
    enum Kind {
        /// It returned this very value.
        VALUE,
        /// A caught error of it led here.
        ERROR,
        /// A part of the value can be seen in what it returned.
        PART,
        /// It wrote what the later step read.
        WRITTEN,
        /// The code computes the value from what it returned, among others.
        COMPUTED,
        /// The code decided by what it returned.
        CONDITION;

        /// The name used in JSON.
        String id() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
