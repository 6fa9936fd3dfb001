package dev.errand.runtime.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// The effects of a run as a person reads them: what will happen, every argument in full, and where each comes from.
final class EffectList {
    private static final Set<String> UNTELLING = Set.of("id", "date");

    private final Terminal terminal;

    EffectList(Terminal terminal) {
        this.terminal = terminal;
    }

    void print(ObjectNode document) {
        JsonNode effects = document.path("effects");
        if (effects.isEmpty()) {
            return;
        }
        boolean over =
                effects.valueStream().noneMatch(e -> e.path("status").asText().equals("proposed"));
        terminal.err().println(terminal.bold(over ? "Effects:" : "What this will do:"));
        effects.forEach(this::print);
    }

    private void print(JsonNode effect) {
        String decision = effect.path("decision").asText();
        terminal.err()
                .printf(
                        "  %d. %s%n",
                        effect.path("number").asInt(),
                        terminal.bold(Terminal.visible(effect.path("summary").asText())));
        List<String> reasons = new ArrayList<>();
        effect.path("reasons").forEach(reason -> reasons.add(reason.asText()));
        String judged = switch (decision) {
            case "asked" -> terminal.warning("needs your yes: " + Terminal.visible(String.join("; ", reasons)));
            case "allowed" -> "allowed: " + String.join("; ", reasons);
            default -> decision;
        };
        terminal.err()
                .printf(
                        "     %s · %s · %s%n",
                        effect.path("class").asText(),
                        judged,
                        effect.path("status").asText());
        for (Map.Entry<String, JsonNode> argument : effect.path("arguments").properties()) {
            JsonNode origin = effect.path("provenance").path(argument.getKey());
            print(
                    argument.getKey(),
                    argument.getValue(),
                    "  ← " + whose(origin) + origin.path("source").asText());
        }
        foreseen(effect);
    }

    /// What gives something away is shown as it will come out where the arguments do not say it: a reply's recipients,
    /// for example, follow from the mail it answers.
    private void foreseen(JsonNode effect) {
        boolean leaves = !effect.path("class").asText().equals("WRITE");
        for (Map.Entry<String, JsonNode> field : effect.path("preview").properties()) {
            JsonNode value = field.getValue();
            boolean telling = !value.isNull() && !value.isObject() && !UNTELLING.contains(field.getKey());
            if (leaves && telling && !effect.path("arguments").has(field.getKey())) {
                print(field.getKey(), value, "  ← will be");
            }
        }
    }

    private void print(String name, JsonNode value, String remark) {
        String text = value.isTextual() ? value.textValue() : words(value);
        String indented = Terminal.visible(text).strip().replace("\n", "\n" + " ".repeat(18));
        terminal.err().printf("       %-10s %s%n", name, indented + terminal.faint(Terminal.visible(remark)));
    }

    private static String words(JsonNode value) {
        if (!value.isArray()) {
            return value.toString();
        }
        List<String> words = new ArrayList<>();
        value.forEach(each -> words.add(each.isValueNode() ? each.asText() : each.toString()));
        return String.join(", ", words);
    }

    private static String whose(JsonNode origin) {
        return switch (origin.path("origin").asText()) {
            case "OWNED" -> "yours, ";
            case "OUTSIDE" -> "FROM OUTSIDE, ";
            default -> "";
        };
    }
}
