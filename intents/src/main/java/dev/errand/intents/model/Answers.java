package dev.errand.intents.model;

import dev.errand.intents.Usage;

/// Where full answers come from: a model, or a recording of one. Belongs to one planning.
interface Answers {
    /// What came back.
    sealed interface Reply {
        /// @param text what the model wrote, all of it
        /// @param cut  whether the model was stopped by a limit on the length of answers
        record Answered(String text, boolean cut) implements Reply {}

        /// The model, or a filter before it, will not answer.
        record Refused(String reason) implements Reply {}

        /// There was no room in the budget for the answer, or for the rest of it.
        record OverBudget() implements Reply {}

        /// There will be no answer.
        record Stopped(boolean service, String message, String remedy) implements Reply {}
    }

    /// @param attempt  1 for the first answer
    /// @param problems what is wrong with the answer before, in words for a model; empty for the first
    Reply next(int attempt, String problems);

    /// The model's name.
    String model();

    /// What it took so far.
    Usage usage();
}
