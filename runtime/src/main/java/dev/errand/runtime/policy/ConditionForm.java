package dev.errand.runtime.policy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.errand.os.operation.Operation;
import dev.errand.os.operation.Parameter;
import dev.errand.os.operation.Shape;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// How conditions are written: as JSON in the rules file, and typed as `to=group:family`.
final class ConditionForm {
    static final String GRAMMAR = """
            PARAMETER=VALUE                  exactly this value
            PARAMETER=is:VALUE               the same, for a value that looks like one of these forms
            PARAMETER=one-of:VALUE,VALUE     one of these
            PARAMETER=any                    any value, or none
            PARAMETER=none                   not given
            PARAMETER=group:NAME             the address of a contact with this category
            PARAMETER=organization:NAME      the address of a contact of this organisation
            PARAMETER=domain:NAME            a mail address at this domain, a web address at this host
            PARAMETER=under:FOLDER           a path in this folder
            PARAMETER=at-most:NUMBER         a number up to this one
            PARAMETER=command:WORD WORD      a command that begins with these words
            PARAMETER=command-is:WORD WORD   a command of exactly these words""";

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final Pattern TYPED = Pattern.compile("\\s*(\\w+)\\s*=\\s*(.*)", Pattern.DOTALL);
    private static final Pattern TEST = Pattern.compile(
            "(is|one-of|group|organization|domain|under|at-most|command|command-is):(.*)", Pattern.DOTALL);

    private ConditionForm() {}

    static ObjectNode write(Condition condition) {
        ObjectNode node = JSON.objectNode().put("parameter", condition.parameter());
        return switch (condition) {
            case Condition.Is is -> node.put("test", "is").set("value", is.value());
            case Condition.OneOf one ->
                node.put("test", "one-of").set("value", JSON.arrayNode().addAll(one.values()));
            case Condition.Anything _ -> node.put("test", "any");
            case Condition.Absent _ -> node.put("test", "none");
            case Condition.InGroup in -> node.put("test", "group").put("value", in.group());
            case Condition.OfOrganization of -> node.put("test", "organization").put("value", of.organization());
            case Condition.AtDomain at -> node.put("test", "domain").put("value", at.domain());
            case Condition.Under under -> node.put("test", "under").put("value", under.folder());
            case Condition.AtMost most -> node.put("test", "at-most").put("value", most.number());
            case Condition.CommandIs is -> node.put("test", "command-is").set("value", texts(is.words()));
            case Condition.CommandBegins begins -> node.put("test", "command").set("value", texts(begins.words()));
        };
    }

    private static ArrayNode texts(List<String> words) {
        ArrayNode array = JSON.arrayNode();
        words.forEach(array::add);
        return array;
    }

    static Condition read(JsonNode node) {
        String parameter = node.path("parameter").asText();
        String test = node.path("test").asText();
        JsonNode value = node.path("value");
        for (Map.Entry<String, JsonNode> member : node.properties()) {
            if (!List.of("parameter", "test", "value").contains(member.getKey())) {
                throw new RuleFault("a condition has no \"%s\"".formatted(member.getKey()));
            }
        }
        if (parameter.isEmpty()) {
            throw new RuleFault("a condition names no parameter");
        }
        return read(parameter, test, value);
    }

    private static Condition read(String parameter, String test, JsonNode value) {
        return switch (test) {
            case "is" -> new Condition.Is(parameter, require(parameter, !value.isMissingNode(), value, "a value"));
            case "one-of" -> new Condition.OneOf(parameter, listed(parameter, value));
            case "any" -> new Condition.Anything(parameter);
            case "none" -> new Condition.Absent(parameter);
            case "group" -> new Condition.InGroup(parameter, text(parameter, value));
            case "organization" -> new Condition.OfOrganization(parameter, text(parameter, value));
            case "domain" -> new Condition.AtDomain(parameter, domain(parameter, value));
            case "under" -> new Condition.Under(parameter, text(parameter, value));
            case "at-most" ->
                new Condition.AtMost(
                        parameter,
                        require(parameter, value.isNumber(), value, "a number").decimalValue());
            case "command" -> new Condition.CommandBegins(parameter, words(parameter, value));
            case "command-is" -> new Condition.CommandIs(parameter, words(parameter, value));
            default ->
                throw new RuleFault(("the condition on %s has the test \"%s\", which is none; there are "
                                + "is, one-of, any, none, group, organization, domain, under, at-most, command, command-is")
                        .formatted(parameter, test));
        };
    }

    private static JsonNode require(String parameter, boolean fits, JsonNode value, String wanted) {
        if (!fits) {
            throw new RuleFault("the condition on %s wants %s, not %s".formatted(parameter, wanted, value));
        }
        return value;
    }

    private static String text(String parameter, JsonNode value) {
        boolean fits = value.isTextual() && !value.textValue().isBlank();
        return require(parameter, fits, value, "a text").textValue();
    }

    private static String domain(String parameter, JsonNode value) {
        String domain = text(parameter, value);
        boolean fits = Domains.ascii(domain).filter(d -> !d.startsWith(".")).isPresent();
        return require(parameter, fits, value, "a domain such as example.org").textValue();
    }

    private static List<JsonNode> listed(String parameter, JsonNode value) {
        List<JsonNode> values = new ArrayList<>();
        require(parameter, value.isArray() && !value.isEmpty(), value, "a list of values")
                .forEach(values::add);
        return values;
    }

    private static List<String> words(String parameter, JsonNode value) {
        return listed(parameter, value).stream()
                .map(word -> text(parameter, word))
                .toList();
    }

    /// What a person typed.
    ///
    /// @param operation tells whether a value is a number or a text
    static Condition parse(String typed, Operation operation) {
        Matcher parts = TYPED.matcher(typed);
        if (!parts.matches()) {
            throw new RuleFault("“%s” is no condition. It can be:%n%s".formatted(typed, GRAMMAR));
        }
        String parameter = parts.group(1);
        String text = parts.group(2).strip();
        Parameter of = operation
                .parameter(parameter)
                .orElseThrow(() -> new RuleFault("%s has no parameter \"%s\"; it has %s."
                        .formatted(
                                operation.qualifiedName(),
                                parameter,
                                operation.parameters().stream()
                                        .map(Parameter::name)
                                        .toList())));
        Matcher test = TEST.matcher(text);
        if (test.matches()) {
            return read(
                    parameter, test.group(1), value(test.group(1), test.group(2).strip(), of.shape()));
        }
        return text.equals("any") || text.equals("none")
                ? read(parameter, text, JSON.missingNode())
                : read(parameter, "is", typed(text, of.shape()));
    }

    private static JsonNode value(String test, String text, Shape shape) {
        return switch (test) {
            case "is" -> typed(text, shape);
            case "one-of" ->
                JSON.arrayNode()
                        .addAll(Arrays.stream(text.split(","))
                                .map(each -> typed(each.strip(), shape))
                                .toList());
            case "at-most" -> number(text);
            case "command", "command-is" ->
                texts(CommandWords.of(TextNode.valueOf(text))
                        .orElseThrow(() -> new RuleFault(
                                "“%s” is no command for a rule: it needs a shell, or runs another command."
                                        .formatted(text))));
            default -> TextNode.valueOf(text);
        };
    }

    private static JsonNode number(String text) {
        try {
            return JSON.numberNode(new BigDecimal(text));
        } catch (NumberFormatException e) {
            throw new RuleFault("“%s” is no number.".formatted(text));
        }
    }

    private static JsonNode typed(String text, Shape shape) {
        return switch (shape) {
            case Shape.ListOf list -> typed(text, list.element());
            case Shape.Whole _, Shape.Decimal _ -> number(text);
            case Shape.Truth _, Shape.Structure _, Shape.Any _ -> json(text);
            case Shape.Text _, Shape.Time _, Shape.Choice _, Shape.Reference _, Shape.Nothing _ ->
                TextNode.valueOf(text);
        };
    }

    private static JsonNode json(String text) {
        try {
            return new ObjectMapper().readTree(text);
        } catch (JsonProcessingException e) {
            return TextNode.valueOf(text);
        }
    }
}
