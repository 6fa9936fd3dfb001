package dev.errand.runtime.journal;

import dev.errand.runtime.budget.Spending;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Where entries are kept. Thread-safe.
///
/// Failures are [JournalFailure]s; after one nothing more is accepted, so that nobody goes on without a record.
public interface Journal extends AutoCloseable {
    /// A run at a glance.
    ///
    /// @param until when a waiting run goes on by itself: a timer, or the end of an approval's time; else the epoch
    record Summary(RunId id, String intent, RunState state, Instant startedAt, Instant until) {}

    /// Appends entries; returns when they are durable. Sequence numbers go on from the last one; an entry whose
    /// number is there already is refused, since then somebody else writes this run.
    ///
    /// @param summary of the run after these entries
    void append(Summary summary, List<Recorded> entries);

    /// Appends an entry that may be lost in a crash, since doing it again is harmless. It is durable once anything
    /// after it is.
    void appendLazily(Summary summary, Recorded entry);

    /// All entries of a run in order; empty if there is no such run.
    List<Recorded> read(RunId run);

    Optional<Summary> summary(RunId run);

    /// All runs, newest first.
    List<Summary> runs();

    /// What was done on this device so far.
    CallHistory history();

    /// What all runs took from one moment up to, but not including, another: derived from the entries, always. A store
    /// may keep the sums at hand, as long as they are the same.
    default Spending spent(Instant from, Instant to) {
        return runs().stream()
                .map(run -> Tally.of(read(run.id())).between(from, to))
                .reduce(Spending.NOTHING, Spending::plus);
    }

    @Override
    void close();
}
