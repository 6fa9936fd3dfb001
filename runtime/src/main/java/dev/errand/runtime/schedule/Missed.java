package dev.errand.runtime.schedule;

/// What becomes of times at which nothing was there to attend to them.
public enum Missed {
    /// One run for the last of them.
    ONCE,
    /// No run.
    SKIP,
    /// A run for each, up to [Attendant#MOST_AT_ONCE].
    ALL
}
