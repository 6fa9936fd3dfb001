package dev.errand.runtime.engine;

import dev.errand.runtime.budget.Budget;
import dev.errand.runtime.budget.Budgets;
import dev.errand.runtime.budget.Spending;
import dev.errand.runtime.journal.Journal;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.function.Supplier;

/// The budget of the day, which all runs of a home share. Thread-safe.
///
/// Whoever asks a model looks at the day and records the request in one turn ([#reserving]), so that the requests of
/// other runs are seen. Only one process at a time works on a home.
final class Days {
    private final Journal journal;
    private final Budgets budgets;
    private final InstantSource clock;
    private final Object turn = new Object();

    Days(Journal journal, Budgets budgets, InstantSource clock) {
        this.journal = journal;
        this.budgets = budgets;
        this.clock = clock;
    }

    Budgets budgets() {
        return budgets;
    }

    /// The day's limits as they hold for a run now.
    Budget limits(Run run) {
        ZoneId zone = ZoneId.of(run.start().zone());
        return run.budget().day(budgets.day(), date(zone), zone);
    }

    private LocalDate date(ZoneId zone) {
        return LocalDate.ofInstant(clock.instant(), zone);
    }

    Today today(Run run) {
        ZoneId zone = ZoneId.of(run.start().zone());
        LocalDate date = date(zone);
        return new Today(date, zone, limits(run), spent(date, zone));
    }

    Today today(ZoneId zone) {
        LocalDate date = date(zone);
        return new Today(date, zone, budgets.day(), spent(date, zone));
    }

    private Spending spent(LocalDate date, ZoneId zone) {
        Instant from = date.atStartOfDay(zone).toInstant();
        return journal.spent(from, date.plusDays(1).atStartOfDay(zone).toInstant());
    }

    /// Does something that looks at the day and takes of it, while no other run does.
    <T> T reserving(Supplier<T> work) {
        synchronized (turn) {
            return work.get();
        }
    }
}
