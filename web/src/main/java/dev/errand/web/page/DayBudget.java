package dev.errand.web.page;

import dev.errand.runtime.budget.Resource;
import dev.errand.runtime.engine.Today;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What all runs took today, and what they may take.
///
/// @param limits that are set for a day
/// @param free   what was taken where nothing is limited; empty if that is nothing
public record DayBudget(List<Limit> limits, String free) {
    public DayBudget {
        limits = List.copyOf(limits);
    }

    /// A limit of the day.
    ///
    /// @param words how much of it was taken
    public record Limit(String id, String words, double spent, double most) {}

    static DayBudget of(Today today, Texts t) {
        List<Limit> limits = new ArrayList<>();
        today.limits().all().forEach((resource, most) -> {
            BigDecimal spent = today.spent().of(resource);
            limits.add(new Limit(
                    resource.id(),
                    t.get("budget.of", t.amount(resource, spent), t.amount(resource, most)),
                    spent.doubleValue(),
                    most.doubleValue()));
        });
        return new DayBudget(limits, free(today, t).orElse(""));
    }

    private static Optional<String> free(Today today, Texts t) {
        boolean isTold =
                today.limits().limits(Resource.TOKENS) || today.limits().limits(Resource.USD);
        if (isTold || today.spent().calls() == 0) {
            return Optional.empty();
        }
        return Optional.of(t.get(
                "budget.free",
                t.amount(Resource.TOKENS, today.spent().of(Resource.TOKENS)),
                t.amount(Resource.USD, today.spent().of(Resource.USD))));
    }
}
