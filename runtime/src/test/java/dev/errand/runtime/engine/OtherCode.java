package dev.errand.runtime.engine;

import dev.errand.runtime.journal.CallHistory;
import dev.errand.runtime.journal.Entry;
import dev.errand.runtime.journal.Entry.PlanReady;
import dev.errand.runtime.journal.Journal;
import dev.errand.runtime.journal.Recorded;
import dev.errand.runtime.journal.RunId;
import java.util.List;
import java.util.Optional;

/// A journal in which somebody has exchanged the code of the plan.
record OtherCode(Journal journal, String code) implements Journal {
    @Override
    public void append(Summary summary, List<Recorded> entries) {
        journal.append(summary, entries);
    }

    @Override
    public void appendLazily(Summary summary, Recorded entry) {
        journal.appendLazily(summary, entry);
    }

    @Override
    public List<Recorded> read(RunId run) {
        return journal.read(run).stream()
                .map(recorded -> new Recorded(recorded.sequence(), recorded.at(), exchanged(recorded.entry())))
                .toList();
    }

    private Entry exchanged(Entry entry) {
        return entry instanceof PlanReady plan
                ? new PlanReady(
                        plan.language(), code, "other", plan.planner(), plan.model(), plan.findings(), plan.spent())
                : entry;
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
