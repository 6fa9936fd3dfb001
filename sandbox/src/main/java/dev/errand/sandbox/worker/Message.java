package dev.errand.sandbox.worker;

import dev.errand.sandbox.guest.Ending;
import dev.errand.sandbox.guest.GuestCode;
import dev.errand.sandbox.guest.Question;

/// What crosses between a host and a worker process.
public sealed interface Message {
    /// What a host says.
    sealed interface ToWorker extends Message {
        /// Run this. Only while no guest runs.
        record Begin(GuestCode code) implements ToWorker {}

        /// The answer to the question that is open.
        record Answer(String text) implements ToWorker {}

        /// There is no answer: the guest ends here.
        record Stop() implements ToWorker {}
    }

    /// What a worker says.
    sealed interface ToHost extends Message {
        /// The worker is there.
        ///
        /// @param filtered whether the system refuses it the calls that it does not need
        record Ready(boolean filtered) implements ToHost {}

        record Asked(Question question) implements ToHost {}

        /// The guest is gone.
        ///
        /// @param reusable whether nothing of it is left in this process
        record Ended(Ending ending, boolean reusable) implements ToHost {}
    }
}
