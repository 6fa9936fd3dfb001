package dev.errand.runtime.export;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;
import java.util.Map;
import java.util.function.BiConsumer;

/// What the run did to the world, where each argument came from, and what was decided.
final class EffectSection {
    private static final Map<String, String> ORIGINS = Map.of(
            "CODE", "from the plan",
            "USER", "from the person",
            "OWNED", "from the person's own data",
            "OUTSIDE", "from outside");

    private final Html page;
    private final JsonNode document;
    private final BiConsumer<String, String> section;

    EffectSection(Html page, JsonNode document, BiConsumer<String, String> section) {
        this.page = page;
        this.document = document;
        this.section = section;
    }

    void write() {
        section.accept("effects", "Effects");
        if (document.path("effects").isEmpty()) {
            page.element("p", "None: nothing was to be changed or sent.");
        }
        document.path("effects").forEach(this::effect);
        page.close("section");
    }

    private void effect(JsonNode effect) {
        String number = effect.path("number").asText();
        String status = effect.path("status").asText();
        page.open("article", "aria-labelledby", "effect-" + number);
        page.element("h3", number + ". " + effect.path("summary").asText(), "id", "effect-" + number);
        page.open("dl")
                .element("dt", "Operation")
                .element("dd", effect.path("operation").asText(), "class", "code");
        page.item("Class", effect.path("class").asText().toLowerCase(Locale.ROOT));
        page.item("Decision", effect.path("decision").asText());
        page.element("dt", "Status").element("dd", status, "class", look(status));
        effect.path("reasons").forEach(reason -> page.item("Reason", reason.asText()));
        page.close("dl");
        if (!effect.path("arguments").isEmpty()) {
            arguments(effect);
        }
        page.close("article");
    }

    private static String look(String status) {
        return switch (status) {
            case "executed" -> "good";
            case "failed" -> "bad";
            default -> "wait";
        };
    }

    private void arguments(JsonNode effect) {
        String label = "Arguments of effect " + effect.path("number").asText();
        page.open("div", "class", "wide", "tabindex", "0", "role", "region", "aria-label", label)
                .open("table")
                .element("caption", "Arguments, and where they came from");
        page.open("thead").open("tr").element("th", "Argument", "scope", "col").element("th", "Value", "scope", "col");
        page.element("th", "Origin", "scope", "col").close("tr").close("thead").open("tbody");
        effect.path("arguments").properties().forEach(argument -> {
            JsonNode origin = effect.path("provenance").path(argument.getKey());
            String from = origin.path("origin").asText();
            page.open("tr").element("th", argument.getKey(), "scope", "row");
            page.element("td", Values.inWords(argument.getValue()), "class", "value");
            page.element(
                    "td",
                    origin(from, origin.path("source").asText()),
                    "class",
                    from.equals("OUTSIDE") ? "outside value" : "value");
            page.close("tr");
        });
        page.close("tbody").close("table").close("div");
    }

    private static String origin(String origin, String source) {
        String words = ORIGINS.getOrDefault(origin, origin.toLowerCase(Locale.ROOT));
        return source.isBlank() || source.equals("the plan") ? words : words + ": " + source;
    }
}
