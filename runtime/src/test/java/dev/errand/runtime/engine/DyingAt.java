package dev.errand.runtime.engine;

import dev.errand.runtime.journal.CallHistory;
import dev.errand.runtime.journal.Entry;
import dev.errand.runtime.journal.Journal;
import dev.errand.runtime.journal.Recorded;
import dev.errand.runtime.journal.RunId;
import java.util.List;
import java.util.Optional;

/// A journal whose process dies at the first durable entry of a type.
///
/// @param before whether that entry is lost
record DyingAt(Journal journal, Class<? extends Entry> type, boolean before) implements Journal {
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

    @Override
    public void appendLazily(Summary summary, Recorded entry) {
        journal.appendLazily(summary, entry);
    }

    @Override
    public List<Recorded> read(RunId run) {
        return journal.read(run);
    }

    @Override
    public Optional<Summary> summary(RunId run) {
        return journal.summary(run);
    }

    @Override
    public List<Summary> runs() {
        return journal.runs();
    }

    @Override
    public CallHistory history() {
        return journal.history();
    }

    @Override
    public void close() {
        journal.close();
    }
}
