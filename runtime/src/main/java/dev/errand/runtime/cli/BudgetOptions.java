package dev.errand.runtime.cli;

import dev.errand.runtime.budget.Budget;
import dev.errand.runtime.budget.Resource;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// Limits for one intent. Without one the configuration's holds: `[budget]` in `config.toml`.
final class BudgetOptions {
    @Option(
            names = "--max-usd",
            paramLabel = "N",
            description = "Spend at most N US dollars on models; then the run is parked.")
    @Nullable
    String usd;

    @Option(names = "--max-tokens", paramLabel = "N", description = "At most N tokens of models, input and output.")
    @Nullable
    String tokens;

    @Option(names = "--max-steps", paramLabel = "N", description = "Carry out at most N operations.")
    @Nullable
    String steps;

    @Option(names = "--max-minutes", paramLabel = "N", description = "Work at most N minutes; waiting does not count.")
    @Nullable
    String minutes;

    /// @throws WrongUsage if a number is none
    @Nullable
    Budget budget() {
        Budget budget = Budget.NONE;
        budget = with(budget, Resource.USD, usd);
        budget = with(budget, Resource.TOKENS, tokens);
        budget = with(budget, Resource.STEPS, steps);
        budget = with(budget, Resource.MINUTES, minutes);
        return budget.isEmpty() ? null : budget;
    }

    private static Budget with(Budget budget, Resource resource, @Nullable String typed) {
        if (typed == null) {
            return budget;
        }
        try {
            return budget.with(resource, Budget.parse(resource, typed, "--max-" + resource.id()));
        } catch (IllegalArgumentException e) {
            throw new WrongUsage(String.valueOf(e.getMessage()));
        }
    }
}
