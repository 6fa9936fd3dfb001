package dev.errand.runtime.engine;

import dev.errand.intents.Allowance;
import dev.errand.intents.Tokens;
import dev.errand.runtime.budget.Budget;
import dev.errand.runtime.budget.Budgets;
import dev.errand.runtime.budget.Price;
import dev.errand.runtime.budget.Resource;
import dev.errand.runtime.budget.Scope;
import dev.errand.runtime.budget.Spending;
import dev.errand.runtime.journal.Entry;
import dev.errand.runtime.journal.RunError;
import dev.errand.runtime.journal.RunState;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Holds a run against its budget and the day's while it is worked on. For the thread that owns the run.
///
/// A request to a model or a step for which there is no room is not made. The run takes at most its limit and one
/// unit more: an answer is only as long as it turns out, and is cut off when it outgrows the limit; a step takes the
/// time it takes. Runs that are worked on at once can together exceed the day's limit by at most one such unit each.
final class Purse implements Allowance {
    private final RunLog log;
    private final Days days;
    private final Work work;
    private @Nullable Entry refusal;

    Purse(RunLog log, Days days, Work work) {
        this.log = log;
        this.days = days;
        this.work = work;
    }

    private Run run() {
        return log.run();
    }

    private Budgets budgets() {
        return days.budgets();
    }

    /// Whether a step may be carried out. If not, the journal says why when this returns.
    boolean hasRoomForStep() {
        Optional<Entry.BudgetReached> shortage = shortage(Spending.STEP, Spending.NOTHING, daySoFar());
        shortage.ifPresent(log::write);
        return shortage.isEmpty();
    }

    /// Why the last request, or the rest of its answer, was not allowed: an entry that is still to be written.
    Entry refusal() {
        Entry why = refusal;
        if (why == null) {
            throw new IllegalStateException("Somebody gave up though nothing was refused to them");
        }
        return why;
    }

    @Override
    public Call begin(String model, long inputTokens) throws Exhausted {
        Optional<Price> price = budgets().price(model);
        Budget own = run().budget().limits();
        if (price.isEmpty() && (own.limits(Resource.USD) || days.limits(run()).limits(Resource.USD))) {
            throw refused(noPrice(model));
        }
        Request request = new Request(run().budget().lastCall() + 1, model, price);
        Tokens sent = new Tokens(inputTokens, 0, 0, true);
        Optional<Entry.BudgetReached> shortage = days.reserving(() -> {
            // An answer has one token at least.
            Spending least = request.spending(new Tokens(inputTokens, 0, 1, true));
            Spending day = daySoFar();
            Optional<Entry.BudgetReached> found = shortage(least, Spending.NOTHING, day);
            if (found.isEmpty()) {
                request.dayBefore = day;
                log.write(request.started(sent));
            }
            return found;
        });
        if (shortage.isPresent()) {
            throw refused(shortage.get());
        }
        return request;
    }

    private Exhausted refused(Entry why) {
        refusal = why;
        return new Exhausted();
    }

    /// What all runs took today; nothing where nobody limits it.
    private Spending daySoFar() {
        return days.limits(run()).isEmpty()
                ? Spending.NOTHING
                : days.today(run()).spent();
    }

    /// Why there is no room for so much more; empty if there is.
    ///
    /// @param more      what is to be taken
    /// @param meanwhile what has been taken and is not recorded yet
    private Optional<Entry.BudgetReached> shortage(Spending more, Spending meanwhile, Spending daySoFar) {
        Budget own = run().budget().limits();
        Budget day = days.limits(run());
        if (own.isEmpty() && day.isEmpty()) {
            return Optional.empty();
        }
        boolean needsEnergy = own.limits(Resource.WH) || day.limits(Resource.WH);
        Spending unrecorded = (needsEnergy ? work.unrecorded() : work.unrecordedTime()).plus(meanwhile);
        Spending ownSpent = run().budget().spent().plus(unrecorded);
        return shortage(Scope.INTENT, own, ownSpent, more)
                .or(() -> shortage(Scope.DAY, day, daySoFar.plus(unrecorded), more));
    }

    private static Optional<Entry.BudgetReached> shortage(Scope per, Budget budget, Spending spent, Spending more) {
        return spent.plus(more)
                .beyond(budget)
                .map(resource -> new Entry.BudgetReached(
                        resource,
                        per,
                        spent.of(resource),
                        more.of(resource),
                        budget.limit(resource).orElseThrow()));
    }

    private static Entry.RunFinished noPrice(String model) {
        RunError error = RunError.of(
                RunError.Kind.CONFIGURATION,
                "The model %s has no price here, so a limit in US dollars cannot be kept; it was not asked."
                        .formatted(model),
                ("Say in config.toml what a million tokens cost: [price.\"%s\"] with input = … and output = … (0 for a"
                                + " model of your own), or [price.default] for all models; or set no limit in dollars.")
                        .formatted(model));
        return new Entry.RunFinished(RunState.FAILED, null, error, List.of());
    }

    /// One request to a model.
    private final class Request implements Call {
        private final int number;
        private final String model;
        private final Optional<Price> price;
        private Spending dayBefore = Spending.NOTHING;
        private Spending recorded = Spending.NOTHING;

        Request(int number, String model, Optional<Price> price) {
            this.number = number;
            this.model = model;
            this.price = price;
        }

        private @Nullable BigDecimal usd(Tokens tokens) {
            return price.map(each -> each.of(tokens)).orElse(null);
        }

        Spending spending(Tokens tokens) {
            BigDecimal usd = usd(tokens);
            return Spending.call(
                    tokens.total(),
                    usd == null ? BigDecimal.ZERO : usd,
                    budgets().energy().of(model, tokens));
        }

        Entry started(Tokens sent) {
            recorded = spending(sent);
            return new Entry.ModelCallStarted(
                    number, model, sent.input(), usd(sent), budgets().energy().of(model, sent));
        }

        /// The answer so far, on top of what its start says.
        @Override
        public void received(long outputTokens) throws Exhausted {
            Tokens answer = new Tokens(0, 0, outputTokens, true);
            BigDecimal usd = usd(answer);
            Spending soFar = Spending.answer(
                    outputTokens,
                    usd == null ? BigDecimal.ZERO : usd,
                    budgets().energy().of(model, answer));
            Optional<Entry.BudgetReached> shortage = shortage(Spending.NOTHING, soFar, dayBefore.plus(recorded));
            if (shortage.isPresent()) {
                throw refused(shortage.get());
            }
        }

        @Override
        public void ended(Tokens used) {
            log.write(new Entry.ModelCallFinished(
                    number,
                    model,
                    used.input(),
                    used.cached(),
                    used.output(),
                    used.estimated(),
                    usd(used),
                    budgets().energy().of(model, used)));
        }
    }
}
