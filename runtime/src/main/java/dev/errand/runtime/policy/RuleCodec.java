package dev.errand.runtime.policy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.errand.runtime.policy.Rule.Affiliation;
import dev.errand.runtime.policy.Rule.Example;
import dev.errand.runtime.policy.Rule.Kind;
import dev.errand.runtime.policy.Rule.Source;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/// Rules as JSON, for the rules file and for programs. What is not understood is refused, never passed over: a member
/// that was misspelt may be the one that limits the rule.
public final class RuleCodec {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final Set<String> MEMBERS = Set.of(
            "id", "verdict", "operation", "where", "until", "origin", "created", "match", "notMatch", "sentence");

    private RuleCodec() {}

    /// The member `sentence` is for readers; it is not read back.
    public static ObjectNode write(Rule rule) {
        ObjectNode node = JSON.objectNode();
        node.put("id", rule.id());
        node.put("sentence", rule.sentence());
        node.put("verdict", rule.kind().name().toLowerCase(Locale.ROOT));
        node.put("operation", rule.operation());
        ArrayNode where = node.putArray("where");
        rule.where().forEach(condition -> where.add(ConditionForm.write(condition)));
        LocalDate until = rule.until();
        if (until != null) {
            node.put("until", until.toString());
        }
        ObjectNode origin = node.putObject("origin").put("by", rule.source().by());
        if (!rule.source().run().isEmpty()) {
            origin.put("run", rule.source().run()).put("effect", rule.source().effect());
        }
        node.put("created", rule.created().toString());
        examples(node.putArray("match"), rule.match());
        examples(node.putArray("notMatch"), rule.notMatch());
        return node;
    }

    private static void examples(ArrayNode array, List<Example> examples) {
        for (Example example : examples) {
            ObjectNode node = array.addObject();
            node.set("arguments", example.arguments());
            if (!example.contacts().isEmpty()) {
                ObjectNode contacts = node.putObject("contacts");
                example.contacts().forEach((address, of) -> {
                    ObjectNode known = contacts.putObject(address);
                    new TreeSet<>(of.groups()).forEach(known.putArray("groups")::add);
                    new TreeSet<>(of.organizations()).forEach(known.putArray("organizations")::add);
                });
            }
        }
    }

    /// @throws RuleFault if it is no rule
    static Rule read(JsonNode node) {
        if (!node.isObject()) {
            throw new RuleFault("a rule must be an object, not " + node);
        }
        for (Map.Entry<String, JsonNode> member : node.properties()) {
            if (!MEMBERS.contains(member.getKey())) {
                throw new RuleFault("a rule has no \"%s\"".formatted(member.getKey()));
            }
        }
        return new Rule(
                text(node, "id"),
                kind(node),
                text(node, "operation"),
                each(node, "where", ConditionForm::read),
                node.has("until") ? time(node, "until", LocalDate::parse) : null,
                source(node.path("origin")),
                time(node, "created", Instant::parse),
                each(node, "match", RuleCodec::example),
                each(node, "notMatch", RuleCodec::example));
    }

    private static String text(JsonNode node, String member) {
        JsonNode value = node.path(member);
        if (!value.isTextual() || value.textValue().isBlank()) {
            throw new RuleFault("\"%s\" is missing or no text".formatted(member));
        }
        return value.textValue();
    }

    private static Kind kind(JsonNode node) {
        String verdict = text(node, "verdict");
        for (Kind kind : Kind.values()) {
            if (kind.name().toLowerCase(Locale.ROOT).equals(verdict)) {
                return kind;
            }
        }
        throw new RuleFault("the verdict is \"%s\"; it can be allow, ask or deny".formatted(verdict));
    }

    private static <T> T time(JsonNode node, String member, Function<String, T> parse) {
        try {
            return parse.apply(text(node, member));
        } catch (DateTimeException e) {
            throw new RuleFault("\"%s\" is no date or time: %s".formatted(member, node.path(member)));
        }
    }

    private static <T> List<T> each(JsonNode node, String member, Function<JsonNode, T> read) {
        JsonNode array = node.path(member);
        if (!array.isArray()) {
            throw new RuleFault("\"%s\" is missing or no list".formatted(member));
        }
        List<T> all = new ArrayList<>();
        array.forEach(each -> all.add(read.apply(each)));
        return all;
    }

    private static Source source(JsonNode origin) {
        return new Source(
                text(origin, "by"),
                origin.path("run").asText(),
                origin.path("effect").asInt());
    }

    private static Example example(JsonNode node) {
        if (!(node.path("arguments") instanceof ObjectNode arguments)) {
            throw new RuleFault("an example has no \"arguments\"");
        }
        Map<String, Affiliation> contacts = new HashMap<>();
        node.path("contacts")
                .properties()
                .forEach(each -> contacts.put(
                        each.getKey(),
                        new Affiliation(
                                texts(each.getValue().path("groups")),
                                texts(each.getValue().path("organizations")))));
        return new Example(arguments, contacts);
    }

    private static Set<String> texts(JsonNode array) {
        Set<String> texts = new HashSet<>();
        array.forEach(each -> texts.add(each.asText()));
        return texts;
    }
}
