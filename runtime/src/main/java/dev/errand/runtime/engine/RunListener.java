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

    static RunListener silent() {
        return (_, _) -> {};
    }
}
