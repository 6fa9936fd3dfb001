package dev.errand.runtime.engine;

import dev.errand.runtime.budget.Budget;
import dev.errand.runtime.budget.Raise;
import dev.errand.runtime.budget.Resource;
import dev.errand.runtime.budget.Scope;
import dev.errand.runtime.journal.Entry;
import dev.errand.runtime.journal.Entry.BudgetReached;
import java.math.BigDecimal;
import java.util.List;

/// A run that had no room in its budget: what is said about it, and what is to be done.
final class Shortage {
    private Shortage() {}

    private static BudgetReached of(Run run) {
        return run.budget()
                .reached()
                .orElseThrow(() -> new IllegalStateException("Run %s has reached no limit".formatted(run.id())));
    }

    static String inWords(Run run) {
        BudgetReached reached = of(run);
        Resource resource = reached.resource();
        String whose = reached.per() == Scope.DAY ? "All intents of a day together" : "This intent";
        String next = reached.needed().signum() == 0
                ? ""
                : ", and what comes next needs %s at least".formatted(resource.say(reached.needed()));
        return "%s may take %s; %s %s taken%s."
                .formatted(
                        whose,
                        resource.say(reached.limit()),
                        resource.say(reached.spent()),
                        reached.per() == Scope.DAY ? "were" : "are",
                        next);
    }

    /// What would do for `--raise`: twice the limit, or twice what is needed where that is more.
    static String suggestion(Run run) {
        BudgetReached reached = of(run);
        BigDecimal enough = reached.spent().add(reached.needed()).max(reached.limit());
        BigDecimal twice = enough.multiply(BigDecimal.TWO).max(atLeast(reached.resource()));
        String name = reached.per() == Scope.DAY ? "day." : "";
        return name + reached.resource().id() + "=" + rounded(twice, reached.resource());
    }

    private static BigDecimal atLeast(Resource resource) {
        return resource.isCounted() ? BigDecimal.ONE : new BigDecimal("0.01");
    }

    private static String rounded(BigDecimal amount, Resource resource) {
        return amount.setScale(resource.isCounted() ? 0 : 2, java.math.RoundingMode.UP)
                .stripTrailingZeros()
                .toPlainString();
    }

    /// @throws Refusal if a raise is none, or the run would stop again at once
    static Entry.BudgetRaised raised(Run run, Today today, List<Raise> raises, String by) {
        Budget own = Budget.NONE;
        Budget day = Budget.NONE;
        for (Raise raise : raises) {
            switch (raise.scope()) {
                case INTENT ->
                    own = own.with(raise.resource(), higher(run, run.budget().limits(), raise));
                case DAY -> day = day.with(raise.resource(), higher(run, today.limits(), raise));
            }
        }
        requireRoom(
                run,
                run.budget().limits().overriddenBy(own),
                today,
                today.limits().overriddenBy(day));
        return new Entry.BudgetRaised(own, day, by);
    }

    private static BigDecimal higher(Run run, Budget budget, Raise raise) {
        BigDecimal limit = budget.limit(raise.resource())
                .orElseThrow(() -> new Refusal("Run %s has no limit \"%s\" to raise; its limits are: %s."
                        .formatted(run.id(), raise.name(), limits(run))));
        BigDecimal higher = raise.from(limit);
        if (higher.compareTo(limit) <= 0) {
            throw new Refusal("The limit \"%s\" is %s already; a raise must be higher. `%s=+MORE` adds to it."
                    .formatted(raise.name(), limit.toPlainString(), raise.name()));
        }
        return higher;
    }

    private static String limits(Run run) {
        return run.budget().limits().all().entrySet().stream()
                .map(each -> each.getKey().id() + "=" + each.getValue().toPlainString())
                .reduce((one, other) -> one + ", " + other)
                .orElse("none of its own");
    }

    private static void requireRoom(Run run, Budget own, Today today, Budget day) {
        BudgetReached reached = of(run);
        Resource resource = reached.resource();
        boolean isDay = reached.per() == Scope.DAY;
        BigDecimal spent = (isDay ? today.spent() : run.budget().spent()).of(resource);
        boolean hasRoom = (isDay ? day : own)
                .limit(resource)
                .map(limit -> spent.add(reached.needed()).compareTo(limit) <= 0)
                .orElse(true);
        if (!hasRoom) {
            throw new Refusal("%s It would stop again at once. Raise the limit: errand approve %s --raise %s"
                    .formatted(inWords(run), run.id(), suggestion(run)));
        }
    }
}
