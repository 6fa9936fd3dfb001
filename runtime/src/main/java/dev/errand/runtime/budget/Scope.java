package dev.errand.runtime.budget;

import java.util.Locale;

/// What a limit is for.
public enum Scope {
    INTENT,
    /// All intents of a day, from midnight to midnight in the person's zone.
    DAY;

    /// The name used in JSON.
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }
}
