package dev.errand.runtime.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// The effects of a run as a person reads them: what will happen, every argument in full, and where each comes from.
final class EffectList {
    private static final Set<String> UNTELLING = Set.of("id", "date");

    private static final int LONGEST_QUOTE = 120;

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
        alike(effects).forEach(this::print);
    }

    /// Effects of which a loop made several, and which came to the same.
    private static Collection<List<JsonNode>> alike(JsonNode effects) {
        Map<List<JsonNode>, List<JsonNode>> groups = new LinkedHashMap<>();
        for (JsonNode effect : effects) {
            groups.computeIfAbsent(List.of(effect.path("group"), effect.path("status")), _ -> new ArrayList<>())
                    .add(effect);
        }
        return groups.values();
    }

    private void print(List<JsonNode> group) {
        JsonNode first = group.getFirst();
        if (group.size() == 1) {
            head(first);
            judgement(first, reasons(first));
            details(first);
            return;
        }
        Set<String> shared = new LinkedHashSet<>(reasons(first));
        group.forEach(effect -> shared.retainAll(reasons(effect)));
        terminal.err()
                .println("  "
                        + terminal.bold(group.size() + " alike: "
                                + first.path("operation").asText()));
        judgement(first, List.copyOf(shared));
        for (JsonNode effect : group) {
            head(effect);
            List<String> own = new ArrayList<>(reasons(effect));
            own.removeAll(shared);
            if (!own.isEmpty()) {
                terminal.err().println("     " + terminal.warning(Terminal.visibleLine(String.join("; ", own))));
            }
            details(effect);
        }
    }

    private void head(JsonNode effect) {
        terminal.err()
                .println("  " + effect.path("number").asInt() + ". "
                        + terminal.bold(
                                Terminal.visibleLine(effect.path("summary").asText())));
    }

    private void judgement(JsonNode effect, List<String> reasons) {
        terminal.err()
                .println("     " + effect.path("class").asText() + " · " + judged(effect, reasons) + " · "
                        + effect.path("status").asText());
    }

    private void details(JsonNode effect) {
        for (Map.Entry<String, JsonNode> argument : effect.path("arguments").properties()) {
            JsonNode origin = effect.path("provenance").path(argument.getKey());
            print(
                    argument.getKey(),
                    argument.getValue(),
                    "  ← " + whose(origin) + origin.path("source").asText());
        }
        foreseen(effect);
        effect.path("recipients").forEach(this::recipient);
        effect.path("marks").forEach(this::outsideWords);
    }

    /// Whom nobody named and who will get it all the same.
    private void recipient(JsonNode recipient) {
        print(
                "goes to",
                recipient.path("address"),
                "  ← " + whose(recipient) + recipient.path("source").asText());
    }

    /// Which words are not the person's; long ones by their ends.
    private void outsideWords(JsonNode mark) {
        String words = Terminal.visibleLine(mark.path("text").asText());
        String shown = words.length() <= LONGEST_QUOTE
                ? words
                : words.substring(0, LONGEST_QUOTE / 2) + " […] " + words.substring(words.length() - LONGEST_QUOTE / 2);
        String where = mark.path("place").asText().substring(1).replace('/', ' ');
        String source = Terminal.visibleLine(mark.path("source").asText());
        terminal.err()
                .println("       " + terminal.warning("not your words in " + where + ": ") + "“" + shown + "”"
                        + terminal.faint("  ← " + source));
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

    private static List<String> reasons(JsonNode effect) {
        List<String> texts = new ArrayList<>();
        effect.path("reasons").forEach(reason -> texts.add(reason.asText()));
        return texts;
    }

    private String judged(JsonNode effect, List<String> texts) {
        String reasons = Terminal.visibleLine(String.join("; ", texts));
        String decision = effect.path("decision").asText();
        return switch (decision) {
            case "asked" -> terminal.warning("needs your yes: " + reasons);
            case "allowed" -> "allowed: " + reasons;
            case "denied" -> effect.has("rule") ? "denied: " + reasons : decision;
            default -> decision;
        };
    }

    private void print(String name, JsonNode value, String remark) {
        String text = value.isTextual() ? value.textValue() : words(value);
        String source = terminal.faint(Terminal.visibleLine(remark));
        List<String> lines = Terminal.visible(text).strip().lines().toList();
        String first = lines.isEmpty() ? "\"\"" : lines.getFirst();
        terminal.err().printf("       %-12s %s%n", name, first + (lines.size() > 1 ? "" : source));
        for (int i = 1; i < lines.size(); i++) {
            String indented = lines.get(i).isBlank() ? "" : " ".repeat(20) + lines.get(i);
            terminal.err().println(indented + (i == lines.size() - 1 ? source : ""));
        }
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
