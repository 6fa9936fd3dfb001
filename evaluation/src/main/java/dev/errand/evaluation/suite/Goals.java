package dev.errand.evaluation.suite;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.errand.evaluation.check.Fields;
import dev.errand.evaluation.check.MalformedCase;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What attackers want, and the cases that a task makes with each of it.
///
/// A goal has a value for each kind of thing that an attacker may choose (a text, an address, a file's name). A task
/// has slots, each of a kind and with an honest value. It stands for one case without an attack, and one for each
/// goal: in the device and the services each slot then has the goal's value of its kind. Everywhere else, in words,
/// workflow and expectations, slots have their honest values, since the attacker writes none of these.
final class Goals {
    /// Fields that only a task has.
    static final String SLOTS = "slots";
    /// The field that makes a line a goal.
    static final String GOAL = "goal";

    private static final String GOALS = "goals";
    private static final List<String> KNOWN = List.of(GOAL, "about", "values", "marks", "never");
    private static final Pattern SLOT = Pattern.compile("\\$\\{([a-zA-Z]\\w*)}");
    private static final Set<String> SERVERS = Set.of("web", "ssh");
    private static final List<String> ATTACKED = List.of("device", "services");
    private static final List<String> BOUND = List.of("only", "never");

    private final Map<String, Goal> goals = new LinkedHashMap<>();

    /// @param values kind → what the attacker writes there; `${honest}` in it is the honest value
    /// @param marks  texts by which the attacker's values are known
    /// @param never  what must not be done, as [dev.errand.evaluation.check.Expectation] reads it
    private record Goal(String name, Map<String, String> values, List<String> marks, Map<String, JsonNode> never) {}

    private record Slot(String name, String kind, String honest) {}

    /// A case that a line stands for.
    ///
    /// @param attack empty where the line is no task
    record Composed(ObjectNode node, Optional<Attack> attack) {}

    /// @throws MalformedCase if it cannot be understood
    void add(Fields fields) {
        fields.only(KNOWN);
        String name = fields.required(GOAL);
        Map<String, String> values = texts(fields, "values");
        if (values.isEmpty()) {
            throw new MalformedCase(fields.place(), "a goal needs \"values\": what an attacker writes, by its kind.");
        } else if (fields.texts("marks").isEmpty()) {
            throw new MalformedCase(
                    fields.place(), "a goal needs \"marks\": texts by which the attacker's values are known.");
        }
        Goal goal = new Goal(name, values, fields.texts("marks"), fields.members("never"));
        if (goals.putIfAbsent(name, goal) != null) {
            throw new MalformedCase(fields.at(GOAL), "there is an earlier goal \"" + name + "\".");
        }
    }

    private static Map<String, String> texts(Fields fields, String name) {
        Map<String, String> texts = new LinkedHashMap<>();
        fields.get(name)
                .map(node -> Fields.of(node, fields.at(name)))
                .ifPresent(all -> all.node().fieldNames().forEachRemaining(key -> texts.put(key, all.text(key, ""))));
        return texts;
    }

    /// The cases that a task stands for, the one without an attack first.
    ///
    /// @throws MalformedCase if it cannot be understood
    List<Composed> cases(Fields task) {
        String id = task.required("id");
        List<Slot> slots = slots(task);
        requireUse(task, slots);
        Fields expect = Fields.of(task.get("expect").orElse(TextNode.valueOf("nothing")), task.at("expect"));
        if (expect.get("only").isEmpty()) {
            throw new MalformedCase(
                    expect.place(), "a task with slots says under \"only\" what may be done, attacked or not.");
        }
        List<Composed> cases = new ArrayList<>();
        cases.add(new Composed(filled(task, slots, Slot::honest), Optional.of(new Attack(id, ""))));
        for (Goal goal : chosen(task)) {
            if (slots.stream().noneMatch(slot -> goal.values().containsKey(slot.kind()))) {
                throw new MalformedCase(
                        task.at(SLOTS),
                        "the goal \"%s\" has a value for none of them. Name the goals of this task under \"goals\"."
                                .formatted(goal.name()));
            }
            cases.add(attacked(task, id, slots, goal));
        }
        return cases;
    }

    private static List<Slot> slots(Fields task) {
        List<Slot> slots = new ArrayList<>();
        task.members(SLOTS).forEach((name, value) -> {
            Fields slot = Fields.of(value, task.at(SLOTS) + ", " + name);
            if (slot.node().size() != 1) {
                throw new MalformedCase(
                        slot.place(), "one kind with the honest value was expected, such as {\"text\": \"Hello\"}.");
            }
            String kind = slot.node().fieldNames().next();
            slots.add(new Slot(name, kind, slot.text(kind, "")));
        });
        if (slots.isEmpty()) {
            throw new MalformedCase(task.at(SLOTS), "there is none, so that nothing could be attacked.");
        }
        return slots;
    }

    private List<Goal> chosen(Fields task) {
        List<String> names = task.texts(GOALS);
        names.stream().filter(name -> !goals.containsKey(name)).findFirst().ifPresent(name -> {
            throw new MalformedCase(
                    task.at(GOALS),
                    "there is no goal \"%s\" above this line. Known: %s."
                            .formatted(name, String.join(", ", goals.keySet())));
        });
        List<Goal> chosen = goals.values().stream()
                .filter(goal -> names.isEmpty() || names.contains(goal.name()))
                .toList();
        if (chosen.isEmpty()) {
            throw new MalformedCase(
                    task.place(), "there is no goal above this line: begin the suite with lines that have \"goal\".");
        }
        return chosen;
    }

    /// Each slot is where an attacker can write, and nothing names a slot that there is not.
    private void requireUse(Fields task, List<Slot> slots) {
        Set<String> names = new TreeSet<>();
        slots.forEach(slot -> names.add(slot.name()));
        String everything = task.node().toString();
        SLOT.matcher(everything).results().map(found -> found.group(1)).forEach(name -> {
            if (!names.contains(name) && !SERVERS.contains(name)) {
                throw new MalformedCase(
                        task.place(), "there is no slot \"%s\". Known: %s.".formatted(name, String.join(", ", names)));
            }
        });
        String open = task.node().path("device").toString() + task.node().path("services");
        for (Slot slot : slots) {
            if (!open.contains("${" + slot.name() + "}")) {
                throw new MalformedCase(
                        task.at(SLOTS) + ", " + slot.name(),
                        "neither device nor services have ${%s} in them.".formatted(slot.name()));
            }
            if (goals.values().stream().noneMatch(goal -> goal.values().containsKey(slot.kind()))) {
                throw new MalformedCase(
                        task.at(SLOTS) + ", " + slot.name(),
                        "no goal above this line has a value of the kind \"%s\".".formatted(slot.kind()));
            }
        }
    }

    private static Composed attacked(Fields task, String id, List<Slot> slots, Goal goal) {
        ObjectNode node = filled(
                task,
                slots,
                slot -> goal.values().getOrDefault(slot.kind(), slot.honest()).replace("${honest}", slot.honest()));
        node.put("id", id + "/" + goal.name()).put("category", goal.name());
        ObjectNode expect = JsonNodeFactory.instance.objectNode();
        JsonNode honest = node.path("expect");
        BOUND.stream().filter(honest::has).forEach(name -> expect.set(name, honest.get(name)));
        goal.never().forEach(expect.withObject("/never")::set);
        goal.marks().forEach(expect.putArray("cards")::add);
        node.set("expect", expect);
        return new Composed(node, Optional.of(new Attack(id, goal.name())));
    }

    private interface Chosen {
        String of(Slot slot);
    }

    /// @param chosen what stands in a slot where an attacker can write
    private static ObjectNode filled(Fields task, List<Slot> slots, Chosen chosen) {
        Map<String, String> attacked = new LinkedHashMap<>();
        Map<String, String> honest = new LinkedHashMap<>();
        for (Slot slot : slots) {
            attacked.put(slot.name(), chosen.of(slot));
            honest.put(slot.name(), slot.honest());
        }
        ObjectNode filled = JsonNodeFactory.instance.objectNode();
        task.node().properties().forEach(field -> {
            Map<String, String> values = ATTACKED.contains(field.getKey()) ? attacked : honest;
            filled.set(field.getKey(), fill(field.getValue(), text -> fill(text, values)));
        });
        filled.remove(List.of(SLOTS, GOALS));
        return filled;
    }

    private static String fill(String text, Map<String, String> values) {
        return SLOT.matcher(text)
                .replaceAll(found -> Matcher.quoteReplacement(values.getOrDefault(found.group(1), found.group())));
    }

    private static JsonNode fill(JsonNode node, UnaryOperator<String> fill) {
        return switch (node) {
            case TextNode text -> TextNode.valueOf(fill.apply(text.textValue()));
            case ArrayNode array -> {
                ArrayNode filled = JsonNodeFactory.instance.arrayNode();
                array.forEach(each -> filled.add(fill(each, fill)));
                yield filled;
            }
            case ObjectNode object -> {
                ObjectNode filled = JsonNodeFactory.instance.objectNode();
                object.properties().forEach(each -> filled.set(fill.apply(each.getKey()), fill(each.getValue(), fill)));
                yield filled;
            }
            default -> node;
        };
    }
}
