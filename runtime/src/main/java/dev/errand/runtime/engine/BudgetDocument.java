package dev.errand.runtime.engine;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.errand.intents.Tokens;
import dev.errand.runtime.budget.Budget;
import dev.errand.runtime.budget.Energy;
import dev.errand.runtime.budget.Resource;
import dev.errand.runtime.budget.Spending;
import dev.errand.runtime.journal.Entry;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/// The parts of a run's document that are about its budget. Field names are a contract.
final class BudgetDocument {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private BudgetDocument() {}

    /// @param planned what the plan says it took, for journals from before requests had entries of their own
    static ObjectNode of(Run run, Entry.Spent planned) {
        ObjectNode budget = JSON.objectNode();
        budget.set("limits", limits(run.budget().limits()));
        budget.set("spent", spent(run, planned));
        budget.set("energy", energy(run));
        return budget;
    }

    /// The same for an event: what changes.
    static ObjectNode update(Run run) {
        ObjectNode update = JSON.objectNode();
        update.set("limits", limits(run.budget().limits()));
        update.set("spent", spent(run, Entry.Spent.NOTHING));
        return update;
    }

    static ObjectNode of(Today today) {
        ObjectNode day = JSON.objectNode();
        day.put("date", today.date().toString()).put("zone", today.zone().getId());
        day.set("limits", limits(today.limits()));
        day.set("spent", sums(today.spent()));
        return day;
    }

    private static ObjectNode limits(Budget budget) {
        ObjectNode limits = JSON.objectNode();
        budget.all().forEach((resource, limit) -> limits.put(resource.id(), limit));
        return limits;
    }

    private static ObjectNode sums(Spending spending) {
        ObjectNode sums = JSON.objectNode();
        for (Resource resource : Resource.values()) {
            sums.put(resource.id(), spending.of(resource));
        }
        return sums;
    }

    private static ObjectNode spent(Run run, Entry.Spent planned) {
        RunBudget budget = run.budget();
        boolean isOld = budget.lastCall() == 0;
        Tokens tokens = budget.tokens();
        ObjectNode spent = JSON.objectNode();
        spent.put("modelCalls", isOld ? planned.modelCalls() : budget.spent().calls());
        spent.put("tokens", isOld ? planned.tokens() : budget.spent().tokens());
        spent.put("inputTokens", tokens.input());
        spent.put("cachedTokens", tokens.cached());
        spent.put("outputTokens", tokens.output());
        spent.put("estimated", tokens.estimated());
        spent.put("usd", known(run));
        spent.put("steps", budget.spent().steps());
        spent.put("minutes", budget.spent().of(Resource.MINUTES));
        spent.put("wh", budget.spent().wh());
        return spent;
    }

    /// Nobody knows what a model without a price costs.
    private static @Nullable BigDecimal known(Run run) {
        return run.budget().isPriced() ? run.budget().spent().usd() : null;
    }

    private static ObjectNode energy(Run run) {
        RunBudget budget = run.budget();
        BigDecimal device = budget.deviceWattHours();
        return JSON.objectNode()
                .put("wh", budget.spent().wh())
                .put("modelWh", budget.spent().wh().subtract(device))
                .put("deviceWh", device)
                .put("cpuMs", budget.cpu().toMillis())
                .put("estimate", true)
                .put("formula", Energy.FORMULA);
    }

    static ObjectNode waitingFor(Run run) {
        ObjectNode waiting = JSON.objectNode().put("kind", "budget");
        run.budget()
                .reached()
                .ifPresent(reached -> waiting.put("limit", reached.resource().id())
                        .put("per", reached.per().id())
                        .put("spent", reached.spent())
                        .put("needed", reached.needed())
                        .put("max", reached.limit())
                        .put("message", Shortage.inWords(run))
                        .put("raise", Shortage.suggestion(run)));
        return waiting;
    }
}
