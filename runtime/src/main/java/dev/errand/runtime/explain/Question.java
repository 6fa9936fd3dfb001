package dev.errand.runtime.explain;

/// What is to be explained about a run.
public sealed interface Question {
    /// Why it failed, was refused or came to a stop.
    record WhyFailed() implements Question {}

    /// Why a step was done as it was.
    ///
    /// @param argument only this one; empty for the step as a whole
    record WhyStep(int number, String argument) implements Question {}

    /// The same of an effect.
    ///
    /// @param argument only this one; empty for the effect as a whole
    record WhyEffect(int number, String argument) implements Question {}

    /// Why the result of the run is what it is.
    record WhyResult() implements Question {}

    /// Why a line of the code was not reached.
    record WhyNotReached(int line) implements Question {}
}
