package dev.errand.runtime.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.errand.runtime.budget.Resource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What a run took of models, in one line. Energy is an estimate and is called so.
final class CostLine {
    private CostLine() {}

    /// Empty where no model was used.
    static Optional<String> of(JsonNode document) {
        JsonNode spent = document.at("/budget/spent");
        if (spent.path("modelCalls").asLong() == 0) {
            return Optional.empty();
        }
        String about = spent.path("estimated").asBoolean() ? "about " : "";
        List<String> parts = new ArrayList<>();
        parts.add(Resource.CALLS.say(spent.path("modelCalls").decimalValue()));
        parts.add("%s%s (%,d in, %,d out)"
                .formatted(
                        about,
                        Resource.TOKENS.say(spent.path("tokens").decimalValue()),
                        spent.path("inputTokens").asLong(),
                        spent.path("outputTokens").asLong()));
        parts.add(
                spent.path("usd").isNumber()
                        ? about + Resource.USD.say(spent.path("usd").decimalValue())
                        : "cost unknown: no price is configured");
        parts.add(Resource.WH.say(spent.path("wh").decimalValue()));
        return Optional.of("Cost: " + String.join(", ", parts));
    }
}
