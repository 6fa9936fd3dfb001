package dev.errand.runtime.engine;

import dev.errand.runtime.journal.Recorded;

/// Hears what happens in runs, in order, on the thread that does it. It must not throw and should be quick.
public interface RunListener {
    /// An entry was journaled.
    void recorded(Run run, Recorded recorded);

    /// A piece of a model's answer arrived.
    default void planToken(Run run, String text) {}

    /// Planning takes another turn; in words for a person.
    default void planNote(Run run, String text) {}

    /// Both hear everything, this one first.
    default RunListener and(RunListener other) {
        RunListener first = this;
        return new RunListener() {
            @Override
            public void recorded(Run run, Recorded recorded) {
                first.recorded(run, recorded);
                other.recorded(run, recorded);
            }

            @Override
            public void planToken(Run run, String text) {
                first.planToken(run, text);
                other.planToken(run, text);
            }

            @Override
            public void planNote(Run run, String text) {
                first.planNote(run, text);
                other.planNote(run, text);
            }
        };
    }

    static RunListener silent() {
        return (_, _) -> {};
    }
}
