package dev.errand.runtime.engine;

import dev.errand.runtime.journal.Journal;
import dev.errand.runtime.journal.Recorded;
import dev.errand.runtime.journal.RunId;
import java.util.ArrayList;
import java.util.List;

/// A journal whose process dies at one of its appends.
final class MortalJournal implements Forwarding {
    /// The process is gone. Nothing in production code catches this.
    static final class Death extends Error {
        private static final long serialVersionUID = 1;
    }

    /// Where the process dies, and what is left of entries that may be lost.
    enum Moment {
        /// At a durable append, before it: what was appended lazily since the last one is gone too.
        BEFORE,
        /// At any append, as soon as it is durable.
        AFTER
    }

    private record Lazy(Summary summary, Recorded entry) {}

    private final Journal journal;
    private final int life;
    private final Moment moment;
    private final List<Lazy> lazy = new ArrayList<>();
    private int appends;
    private boolean dead;

    /// @param life the number of the append at which it dies
    MortalJournal(Journal journal, int life, Moment moment) {
        this.journal = journal;
        this.life = life;
        this.moment = moment;
    }

    @Override
    public Journal journal() {
        return journal;
    }

    boolean isDead() {
        return dead;
    }

    @Override
    public void append(Summary summary, List<Recorded> entries) {
        live(() -> {
            keepLazy();
            journal.append(summary, entries);
        });
    }

    @Override
    public void appendLazily(Summary summary, Recorded entry) {
        Runnable append = () -> lazy.add(new Lazy(summary, entry));
        switch (moment) {
            case BEFORE -> append.run();
            case AFTER -> live(append);
        }
    }

    private void live(Runnable append) {
        appends++;
        if (appends < life) {
            append.run();
            return;
        }
        dead = true;
        switch (moment) {
            case BEFORE -> {}
            case AFTER -> {
                append.run();
                keepLazy();
            }
        }
        throw new Death();
    }

    private void keepLazy() {
        lazy.forEach(each -> journal.append(each.summary(), List.of(each.entry())));
        lazy.clear();
    }

    @Override
    public List<Recorded> read(RunId run) {
        keepLazy();
        return journal.read(run);
    }
}
