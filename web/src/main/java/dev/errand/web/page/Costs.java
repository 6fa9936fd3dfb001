package dev.errand.web.page;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.RoundingMode;

/// What a run has taken so far, in words.
final class Costs {
    private Costs() {}

    static String of(JsonNode document, Texts t) {
        JsonNode spent = document.at("/budget/spent");
        if (spent.path("modelCalls").asLong() == 0) {
            return t.get("cost.none");
        }
        String usd = spent.path("usd").isNumber()
                ? "$" + spent.path("usd").decimalValue().setScale(4, RoundingMode.HALF_UP)
                : t.get("cost.unknown");
        JsonNode limit = document.at("/budget/limits/usd");
        String of = limit.isNumber() ? t.get("cost.limit", "$" + limit.asText()) : "";
        return t.get("cost.so-far", usd + of, spent.path("tokens").asLong());
    }
}
