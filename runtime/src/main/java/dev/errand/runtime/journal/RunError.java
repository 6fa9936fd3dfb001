package dev.errand.runtime.journal;

import java.util.Locale;

/// Why a run failed, in words for a person.
///
/// @param remedy what to do; empty if there is nothing sensible to say
/// @param limit  the limit that was reached; empty for other kinds
/// @param line   the line of the code; 0 if unknown
public record RunError(Kind kind, String message, String remedy, String limit, int line) {
    /// Decides the exit code.
    public enum Kind {
        GUEST,
        OPERATION,
        LIMIT,
        BUDGET,
        CONFIGURATION,
        SERVICE,
        INTERNAL;

        /// The name used in JSON.
        public String id() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public static RunError of(Kind kind, String message, String remedy) {
        return new RunError(kind, message, remedy, "", 0);
    }
}
