package dev.errand.runtime.engine;

import dev.errand.intents.Tokens;
import dev.errand.runtime.budget.Budget;
import dev.errand.runtime.budget.Spending;
import dev.errand.runtime.journal.Entry;
import dev.errand.runtime.journal.Recorded;
import dev.errand.runtime.journal.RunState;
import dev.errand.runtime.journal.Tally;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// What a run may take and what it took, as its journal tells it.
final class RunBudget {
    private final Tally tally = new Tally();
    private final Map<Integer, Tokens> calls = new TreeMap<>();
    private Budget limits = Budget.NONE;
    private Budget dayRaised = Budget.NONE;
    private Instant dayRaisedAt = Instant.EPOCH;
    private Entry.@Nullable BudgetReached reached;
    private RunState stateBefore = RunState.PLANNING;
    private Duration cpu = Duration.ZERO;
    private BigDecimal deviceWattHours = BigDecimal.ZERO;

    /// The next entry of the run.
    ///
    /// @param state of the run before it
    void add(Recorded recorded, RunState state) {
        tally.add(recorded);
        if (recorded.entry() instanceof Entry.RunStarted e) {
            Budget own = e.options().budget();
            limits = own == null ? Budget.NONE : own;
        } else if (recorded.entry() instanceof Entry.ModelCallStarted e) {
            calls.put(e.call(), new Tokens(e.inputTokens(), 0, 0, true));
        } else if (recorded.entry() instanceof Entry.ModelCallFinished e) {
            calls.put(e.call(), new Tokens(e.inputTokens(), e.cachedTokens(), e.outputTokens(), e.estimated()));
        } else if (recorded.entry() instanceof Entry.Worked e) {
            cpu = cpu.plusMillis(e.cpuMs());
            deviceWattHours = deviceWattHours.add(e.wattHours());
        } else if (recorded.entry() instanceof Entry.BudgetReached e) {
            reached = e;
            stateBefore = state;
        } else if (recorded.entry() instanceof Entry.BudgetRaised e) {
            limits = limits.overriddenBy(e.run());
            dayRaised = e.day();
            dayRaisedAt = recorded.at();
        }
    }

    /// The run's own limits, as raised.
    Budget limits() {
        return limits;
    }

    /// The day's limits for this run: raised ones hold on the day on which they were raised.
    Budget day(Budget standing, LocalDate today, ZoneId zone) {
        boolean isRaised = LocalDate.ofInstant(dayRaisedAt, zone).equals(today);
        return isRaised ? standing.overriddenBy(dayRaised) : standing;
    }

    Spending spent() {
        return tally.total();
    }

    /// Whether the price of every request is known.
    boolean isPriced() {
        return tally.isPriced();
    }

    /// The number of the last request to a model.
    int lastCall() {
        return calls.size();
    }

    /// Tokens of all requests.
    Tokens tokens() {
        return calls.values().stream()
                .reduce(
                        Tokens.NONE,
                        (one, other) -> new Tokens(
                                one.input() + other.input(),
                                one.cached() + other.cached(),
                                one.output() + other.output(),
                                one.estimated() || other.estimated()));
    }

    /// CPU time of the process while it worked on the run.
    Duration cpu() {
        return cpu;
    }

    /// The device's own part of the energy.
    BigDecimal deviceWattHours() {
        return deviceWattHours;
    }

    /// The limit that was reached last.
    Optional<Entry.BudgetReached> reached() {
        return Optional.ofNullable(reached);
    }

    /// Where the run goes on once its budget has been raised.
    RunState stateBefore() {
        return stateBefore;
    }
}
