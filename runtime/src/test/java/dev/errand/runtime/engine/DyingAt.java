package dev.errand.runtime.engine;

import dev.errand.runtime.journal.Entry;
import dev.errand.runtime.journal.Journal;
import dev.errand.runtime.journal.Recorded;
import java.util.List;

/// A journal whose process dies at the first durable entry of a type.
///
/// @param before whether that entry is lost
record DyingAt(Journal journal, Class<? extends Entry> type, boolean before) implements Forwarding {
    @Override
    public void append(Summary summary, List<Recorded> entries) {
        boolean dies = entries.stream().anyMatch(recorded -> type.isInstance(recorded.entry()));
        if (!dies || !before) {
            journal.append(summary, entries);
        }
        if (dies) {
            throw new MortalJournal.Death();
        }
    }
}
