package dev.errand.intents;

/// Turns an intent into a plan. Thread-safe; blocks until it is done. Interrupting the thread ends it early, with
/// [Planning.Failed].
public interface Planner {
    /// The name used in JSON and on the command line.
    String name();

    Planning plan(PlanRequest request, Progress progress);

    /// Hears what a planner is doing, as it happens, in the thread that plans.
    interface Progress {
        /// A piece of an answer arrived.
        void token(String text);

        /// An answer could not be used and is being repaired, or a request is made again; in words for a person.
        void note(String text);

        /// Hears nothing.
        static Progress silent() {
            return new Progress() {
                @Override
                public void token(String text) {}

                @Override
                public void note(String text) {}
            };
        }
    }
}
