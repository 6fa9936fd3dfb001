package dev.errand.runtime.engine;

/// Why an execution of workflow code was stopped from outside.
enum Ending {
    /// Nothing stopped it.
    NONE,
    /// The person is asked something.
    QUESTION,
    /// The run waits for a time.
    TIMER,
    /// A preview cannot look further: the rest is decided at run time.
    REST_AT_RUN_TIME,
    /// Applying came to an effect that nobody has decided on.
    UNDECIDED_EFFECT,
    /// There was no room in the budget for the next step.
    OVER_BUDGET,
    /// The person cancelled, or the process is shutting down.
    INTERRUPTED
}
