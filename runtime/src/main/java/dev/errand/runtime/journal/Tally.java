package dev.errand.runtime.journal;

import dev.errand.runtime.budget.Spending;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What a run took, as its entries tell. Adding the same entries always gives the same sums. Not thread-safe.
public final class Tally {
    /// One thing that takes something. A later item of the same key replaces what was known, not when it was.
    ///
    /// @param key of its own within a run
    record Item(String key, Instant at, Spending spending) {
        Item replacedBy(Item later) {
            return new Item(key, at, later.spending);
        }
    }

    private final Map<String, Item> items = new LinkedHashMap<>();
    private Spending total = Spending.NOTHING;
    private boolean complete = true;

    static Tally of(List<Recorded> entries) {
        Tally tally = new Tally();
        entries.forEach(tally::add);
        return tally;
    }

    /// What an entry says about spending; empty if nothing.
    static Optional<Item> item(Recorded recorded) {
        return switch (recorded.entry()) {
            case Entry.ModelCallStarted e ->
                Optional.of(call(e.call(), recorded, e.inputTokens(), e.usd(), e.wattHours()));
            case Entry.ModelCallFinished e ->
                Optional.of(call(e.call(), recorded, e.inputTokens() + e.outputTokens(), e.usd(), e.wattHours()));
            case Entry.Worked e ->
                Optional.of(new Item(
                        "work-" + recorded.sequence(),
                        recorded.at(),
                        Spending.work(Duration.ofMillis(e.activeMs()), e.wattHours())));
            case Entry.StepFinished e ->
                isCarriedOut(e)
                        ? Optional.of(new Item("step-" + recorded.sequence(), recorded.at(), Spending.STEP))
                        : Optional.empty();
            case Entry.RunStarted _,
                    Entry.PlanReady _,
                    Entry.PlanDeclined _,
                    Entry.PlanFailed _,
                    Entry.BudgetReached _,
                    Entry.BudgetRaised _,
                    Entry.PreviewStarted _,
                    Entry.EffectProposed _,
                    Entry.EffectsJudged _,
                    Entry.PreviewFinished _,
                    Entry.PreviewKept _,
                    Entry.ApprovalRequested _,
                    Entry.ApprovalResolved _,
                    Entry.QuestionAsked _,
                    Entry.QuestionAnswered _,
                    Entry.ApplyStarted _,
                    Entry.EffectStarted _,
                    Entry.EffectDone _,
                    Entry.WaitStarted _,
                    Entry.Said _,
                    Entry.RunFinished _,
                    Entry.ChangesMade _,
                    Entry.UndoStarted _,
                    Entry.EffectUndoStarted _,
                    Entry.EffectUndoDone _,
                    Entry.EffectUndone _,
                    Entry.RunUndone _,
                    Entry.Forgotten _ -> Optional.empty();
        };
    }

    private static Item call(int call, Recorded recorded, long tokens, @Nullable BigDecimal usd, BigDecimal wattHours) {
        BigDecimal money = usd == null ? BigDecimal.ZERO : usd;
        return new Item("call-" + call, recorded.at(), Spending.call(tokens, money, wattHours));
    }

    private static boolean isCarriedOut(Entry.StepFinished step) {
        Boolean known = step.carriedOut();
        return known == null ? step.lane() == Entry.APPLY_LANE : known;
    }

    /// The next entry of the run.
    public void add(Recorded recorded) {
        item(recorded).ifPresent(this::add);
        if (recorded.entry() instanceof Entry.ModelCallFinished call && call.usd() == null) {
            complete = false;
        }
    }

    private void add(Item item) {
        Item before = items.get(item.key());
        items.put(item.key(), before == null ? item : before.replacedBy(item));
        total = before == null
                ? total.plus(item.spending())
                : items.values().stream().map(Item::spending).reduce(Spending.NOTHING, Spending::plus);
    }

    public Spending total() {
        return total;
    }

    /// Whether the price of every request is known.
    public boolean isPriced() {
        return complete;
    }

    Spending between(Instant from, Instant to) {
        return items.values().stream()
                .filter(item -> !item.at().isBefore(from) && item.at().isBefore(to))
                .map(Item::spending)
                .reduce(Spending.NOTHING, Spending::plus);
    }
}
