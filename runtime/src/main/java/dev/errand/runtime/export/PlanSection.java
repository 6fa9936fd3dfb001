package dev.errand.runtime.export;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;

/// The plan and its code, with what each line did.
final class PlanSection {
    private final Html page;
    private final JsonNode document;
    private final BiConsumer<String, String> section;

    PlanSection(Html page, JsonNode document, BiConsumer<String, String> section) {
        this.page = page;
        this.document = document;
        this.section = section;
    }

    void write() {
        JsonNode plan = document.path("plan");
        section.accept("plan", "Plan");
        page.open("dl");
        page.item("Made by", plan.path("planner").asText());
        page.item("Model", plan.path("model").isTextual() ? plan.path("model").asText() : "");
        page.item("Language", plan.path("language").asText());
        page.close("dl");
        if (plan.path("code").isTextual()) {
            listing(plan.path("code").asText());
        } else {
            page.element("p", "There is no plan.");
        }
        plan.path("findings")
                .forEach(finding -> page.element(
                        "p",
                        "Found by the checker in attempt %s, line %s: %s %s"
                                .formatted(
                                        finding.path("attempt").asText(),
                                        finding.path("line").asText(),
                                        finding.path("message").asText(),
                                        finding.path("remedy").asText())
                                .strip(),
                        "class",
                        "value"));
        page.close("section");
    }

    private void listing(String code) {
        Map<Integer, List<String>> marks = marks();
        page.open("div", "class", "wide", "tabindex", "0", "role", "region", "aria-labelledby", "plan");
        page.open("table", "class", "listing code").element("caption", "The code, and the steps that each line made");
        page.open("thead").open("tr");
        page.element("th", "Line", "scope", "col").element("th", "Code", "scope", "col");
        page.element("th", "Steps", "scope", "col").close("tr").close("thead").open("tbody");
        int line = 1;
        for (String text : code.stripTrailing().lines().toList()) {
            page.open("tr").element("td", String.valueOf(line), "class", "number faint");
            page.element("td", text, "class", "value");
            page.element("td", String.join(", ", marks.getOrDefault(line, List.of())), "class", "mark")
                    .close("tr");
            line++;
        }
        page.close("tbody").close("table").close("div");
    }

    private Map<Integer, List<String>> marks() {
        Map<Integer, List<String>> marks = new TreeMap<>();
        for (JsonNode step : document.path("steps")) {
            String failed = step.path("error").isObject() ? " failed" : "";
            String effect = step.path("effect").isInt()
                    ? " = effect " + step.path("effect").asInt()
                    : "";
            marks.computeIfAbsent(step.path("line").asInt(), _ -> new ArrayList<>())
                    .add("step " + step.path("number").asInt() + effect + failed);
        }
        return marks;
    }
}
