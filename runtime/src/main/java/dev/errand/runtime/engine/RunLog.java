package dev.errand.runtime.engine;

import dev.errand.runtime.journal.Entry;
import dev.errand.runtime.journal.Journal;
import dev.errand.runtime.journal.Recorded;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/// Writes a run's journal and keeps the run in memory in step with it. For the thread that owns the run.
final class RunLog {
    private final Journal journal;
    private final Run run;
    private final InstantSource clock;
    private final RunListener listener;
    private final Purse purse;
    private final Work work;
    private final Turns.Turn turn;
    private boolean working;

    RunLog(Journal journal, Run run, InstantSource clock, Days days, RunListener listener, Turns.Turn turn) {
        this.journal = journal;
        this.run = run;
        this.clock = clock;
        this.listener = listener;
        this.turn = turn;
        this.work = new Work(clock, days.budgets().energy());
        this.purse = new Purse(this, days, work);
    }

    /// Holds the run against its budget.
    Purse purse() {
        return purse;
    }

    /// From here on time counts as work on the run.
    void workBegins() {
        working = true;
        work.take();
    }

    /// Work on the run is over for now. What it took is recorded if anything came of it.
    void workEnds(long lengthBefore) {
        working = false;
        if (run.length() > lengthBefore) {
            append(work.take());
        }
    }

    Run run() {
        return run;
    }

    /// The right by which the run is written.
    Turns.Turn turn() {
        return turn;
    }

    /// Appends entries, all or none; they are durable when this returns.
    void write(Entry... entries) {
        write(List.of(entries));
    }

    void write(List<Entry> entries) {
        List<Recorded> recorded = new ArrayList<>();
        if (working && work.isDue()) {
            recorded.add(take(work.take()));
        }
        for (Entry entry : entries) {
            recorded.add(take(entry));
        }
        journal.append(run.summary(), recorded);
        recorded.forEach(r -> listener.recorded(run, r));
    }

    /// Appends an entry that may be lost in a crash.
    void note(Entry entry) {
        if (working && work.isDue()) {
            append(work.take());
        }
        append(entry);
    }

    private void append(Entry entry) {
        Recorded recorded = take(entry);
        journal.appendLazily(run.summary(), recorded);
        listener.recorded(run, recorded);
    }

    private Recorded take(Entry entry) {
        Recorded recorded = new Recorded(run.length() + 1, clock.instant(), entry);
        run.add(recorded);
        return recorded;
    }
}
