package dev.errand.runtime.journal;

import dev.errand.runtime.budget.Spending;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// Where entries are kept. Thread-safe.
///
/// Failures are [JournalFailure]s; after one nothing more is accepted, so that nobody goes on without a record. A
/// [RunConflict] is the exception: it concerns its run alone.
public interface Journal extends AutoCloseable {
    /// A run at a glance.
    ///
    /// @param until when the run goes on by itself: a timer, the end of an approval's time, an undo that has
    /// begun; else the epoch
    record Summary(RunId id, String intent, RunState state, Instant startedAt, Instant until) {}

    /// Appends entries; returns when they are durable. Sequence numbers go on from the last one; an entry whose
    /// number is there already is refused, since then somebody else writes this run.
    ///
    /// @param summary of the run after these entries
    /// @throws RunConflict if the entries do not follow the run's last one
    void append(Summary summary, List<Recorded> entries);

    /// Appends an entry that may be lost in a crash, since doing it again is harmless. It is durable once anything
    /// after it is.
    void appendLazily(Summary summary, Recorded entry);

    /// All entries of a run in order; empty if there is no such run.
    List<Recorded> read(RunId run);

    /// Those of them that come after this one, which cost no more than they are.
    default List<Recorded> read(RunId run, long after) {
        return read(run).stream().filter(entry -> entry.sequence() > after).toList();
    }

    Optional<Summary> summary(RunId run);

    /// All runs, newest first.
    List<Summary> runs();

    /// Some runs, newest first; a store does better than to look at all of them.
    ///
    /// @param states of the runs that are meant
    /// @param before only runs that began before this one
    default List<Summary> runs(Set<RunState> states, int limit, Optional<RunId> before) {
        return runs().stream()
                .dropWhile(run -> before.isPresent() && !run.id().equals(before.get()))
                .skip(before.isPresent() ? 1 : 0)
                .filter(run -> states.contains(run.state()))
                .limit(limit)
                .toList();
    }

    /// Runs that somebody has to go on with: active ones, and those whose time has come. Oldest first; a store does
    /// better than to look at all of them.
    default List<Summary> due(Instant now, int limit) {
        return runs().reversed().stream()
                .filter(run -> run.state().isActive()
                        || (run.until().isAfter(Instant.EPOCH) && !run.until().isAfter(now)))
                .limit(limit)
                .toList();
    }

    /// The next time after this one at which a run is due; a store does better than to look at all of them.
    default Optional<Instant> nextDue(Instant after) {
        return runs().stream()
                .map(Summary::until)
                .filter(until -> until.isAfter(after))
                .min(Comparator.naturalOrder());
    }

    /// How many runs stand where; a store does better than to look at all of them.
    default Map<RunState, Long> census() {
        return runs().stream().collect(Collectors.groupingBy(Summary::state, Collectors.counting()));
    }

    /// What was done on this device so far.
    CallHistory history();

    /// What all runs took from one moment up to, but not including, another: derived from the entries, always. A
    /// store may keep the sums at hand, as long as they are the same.
    default Spending spent(Instant from, Instant to) {
        return runs().stream()
                .map(run -> Tally.of(read(run.id())).between(from, to))
                .reduce(Spending.NOTHING, Spending::plus);
    }

    @Override
    void close();
}
