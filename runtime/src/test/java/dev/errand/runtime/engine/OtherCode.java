package dev.errand.runtime.engine;

import dev.errand.runtime.journal.Entry;
import dev.errand.runtime.journal.Entry.PlanReady;
import dev.errand.runtime.journal.Journal;
import dev.errand.runtime.journal.Recorded;
import dev.errand.runtime.journal.RunId;
import java.util.List;

/// A journal in which somebody has exchanged the code of the plan.
record OtherCode(Journal journal, String code) implements Forwarding {
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
}
