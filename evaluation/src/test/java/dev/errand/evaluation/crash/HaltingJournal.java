package dev.errand.evaluation.crash;

import dev.errand.runtime.journal.CallHistory;
import dev.errand.runtime.journal.Journal;
import dev.errand.runtime.journal.Recorded;
import dev.errand.runtime.journal.RunId;
import java.util.List;
import java.util.Optional;

/// A journal that halts the whole process at one of its durable appends.
final class HaltingJournal implements Journal {
    /// How a process ends that was halted.
    static final int HALTED = 77;

    /// On which side of an append the process halts.
    enum Side {
        BEFORE,
        AFTER
    }

    private final Journal journal;
    private int appends;
    private int last = Integer.MAX_VALUE;
    private Side side = Side.AFTER;

    HaltingJournal(Journal journal) {
        this.journal = journal;
    }

    /// From now on appends are counted.
    ///
    /// @param last the number of the one at which to halt
    synchronized void arm(int last, Side side) {
        this.appends = 0;
        this.last = last;
        this.side = side;
    }

    /// How many there were since it was armed.
    synchronized int appends() {
        return appends;
    }

    @Override
    public void append(Summary summary, List<Recorded> entries) {
        reach(Side.BEFORE);
        journal.append(summary, entries);
        reach(Side.AFTER);
    }

    private synchronized void reach(Side here) {
        if (here == Side.BEFORE) {
            appends++;
        }
        if (appends == last && here == side) {
            System.out.flush();
            Runtime.getRuntime().halt(HALTED);
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
