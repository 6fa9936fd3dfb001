package dev.errand.runtime.engine;

import dev.errand.runtime.budget.Spending;
import dev.errand.runtime.journal.CallHistory;
import dev.errand.runtime.journal.Journal;
import dev.errand.runtime.journal.Recorded;
import dev.errand.runtime.journal.RunId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// A journal that another one keeps; whoever extends it says what is different.
interface Forwarding extends Journal {
    Journal journal();

    @Override
    default void append(Summary summary, List<Recorded> entries) {
        journal().append(summary, entries);
    }

    @Override
    default void appendLazily(Summary summary, Recorded entry) {
        journal().appendLazily(summary, entry);
    }

    @Override
    default List<Recorded> read(RunId run) {
        return journal().read(run);
    }

    @Override
    default Optional<Summary> summary(RunId run) {
        return journal().summary(run);
    }

    @Override
    default List<Summary> runs() {
        return journal().runs();
    }

    @Override
    default Spending spent(Instant from, Instant to) {
        return journal().spent(from, to);
    }

    @Override
    default CallHistory history() {
        return journal().history();
    }

    @Override
    default void close() {
        journal().close();
    }
}
