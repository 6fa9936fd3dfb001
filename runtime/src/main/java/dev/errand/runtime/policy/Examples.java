package dev.errand.runtime.policy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.errand.os.operation.InvalidArguments;
import dev.errand.os.operation.Operation;
import dev.errand.os.operation.Parameter;
import dev.errand.os.operation.Shape;
import dev.errand.runtime.policy.Rule.Affiliation;
import dev.errand.runtime.policy.Rule.Example;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// Makes examples for a rule: a call that fits, and calls that differ from it in one condition each.
record Examples(Operation operation, List<Condition> where, People people) {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final String STRANGER = "stranger@elsewhere.invalid";

    /// A call as an example, with what the address book says of its addresses.
    Example of(ObjectNode arguments) {
        Map<String, Affiliation> contacts = new LinkedHashMap<>();
        for (Condition condition : where) {
            if (condition instanceof Condition.InGroup || condition instanceof Condition.OfOrganization) {
                JsonNode value = arguments.path(condition.parameter());
                for (JsonNode each : value.isArray() ? value : List.of(value)) {
                    Affiliation known = people.at(each.asText());
                    if (!known.equals(Affiliation.NONE)) {
                        contacts.put(each.asText(), known);
                    }
                }
            }
        }
        return new Example(arguments, contacts);
    }

    /// Calls that do not fit, one for each condition that can be missed.
    List<Example> missing(ObjectNode fitting) {
        List<Example> missing = new ArrayList<>();
        for (Condition condition : where) {
            miss(condition, fitting).ifPresent(value -> {
                ObjectNode arguments = fitting.deepCopy();
                arguments.set(condition.parameter(), value);
                bound(arguments).map(this::of).ifPresent(missing::add);
            });
        }
        return missing;
    }

    private Optional<ObjectNode> bound(ObjectNode arguments) {
        try {
            return Optional.of(operation.bind(JSON.arrayNode(), arguments));
        } catch (InvalidArguments e) {
            return Optional.empty(); // this condition is missed by other shapes of values only
        }
    }

    private Optional<JsonNode> miss(Condition condition, ObjectNode fitting) {
        String name = condition.parameter();
        return switch (condition) {
            case Condition.Anything _ -> Optional.empty();
            case Condition.Absent _ -> sample(name);
            case Condition.AtMost most ->
                Optional.of(JSON.numberNode(most.number().add(BigDecimal.ONE)));
            case Condition.CommandIs is -> Optional.of(command(fitting.get(name), more(is.words())));
            case Condition.CommandBegins _ -> Optional.of(command(fitting.get(name), List.of("another-program")));
            case Condition.Under under -> Optional.of(JSON.textNode("Elsewhere than " + under.folder() + "/other.txt"));
            case Condition.Is _, Condition.OneOf _, Condition.InGroup _, Condition.OfOrganization _ ->
                other(fitting.path(name));
            case Condition.AtDomain _ ->
                Optional.of(JSON.textNode(
                        fitting.path(name).toString().contains("://") ? "https://elsewhere.invalid/" : STRANGER));
        };
    }

    private static List<String> more(List<String> words) {
        List<String> more = new ArrayList<>(words);
        more.add("more");
        return more;
    }

    private Optional<JsonNode> other(JsonNode value) {
        JsonNode one = value.isArray() ? value.path(0) : value;
        if (one.isNumber()) {
            return Optional.of(JSON.numberNode(one.decimalValue().add(BigDecimal.ONE)));
        } else if (one.isBoolean()) {
            return Optional.of(JSON.booleanNode(!one.booleanValue()));
        }
        String text = one.asText();
        return Optional.of(JSON.textNode(
                text.contains("://")
                        ? "https://elsewhere.invalid/"
                        : text.indexOf('@') >= 0 ? STRANGER : "not " + text));
    }

    private static JsonNode command(JsonNode like, List<String> words) {
        if (like.isArray()) {
            ArrayNode list = JSON.arrayNode();
            words.forEach(list::add);
            return list;
        }
        return JSON.textNode(line(words));
    }

    private static String line(List<String> words) {
        return words.stream()
                .map(word -> word.matches("[\\w@%+:,./=-]+") ? word : "'" + word + "'")
                .collect(Collectors.joining(" "));
    }

    /// A call that fits all conditions, where one can be thought of.
    Optional<ObjectNode> fitting(List<String> addresses) {
        ObjectNode arguments = JSON.objectNode();
        for (Parameter parameter : operation.parameters()) {
            Optional<Condition> condition = where.stream()
                    .filter(c -> c.parameter().equals(parameter.name()))
                    .findFirst();
            Optional<JsonNode> value = condition
                    .map(c -> fit(c, addresses))
                    .orElseGet(() -> parameter.required() ? sample(parameter.name()) : Optional.empty());
            boolean isNeeded = parameter.required()
                    || condition.filter(c -> !isOptional(c)).isPresent();
            if (isNeeded && value.isEmpty()) {
                return Optional.empty();
            }
            value.ifPresent(v -> arguments.set(parameter.name(), v));
        }
        return bound(arguments);
    }

    private static boolean isOptional(Condition condition) {
        return condition instanceof Condition.Absent || condition instanceof Condition.Anything;
    }

    private Optional<JsonNode> fit(Condition condition, List<String> addresses) {
        String name = condition.parameter();
        return switch (condition) {
            case Condition.Is is -> Optional.of(is.value());
            case Condition.OneOf one -> Optional.of(one.values().getFirst());
            case Condition.Absent _ -> Optional.empty();
            case Condition.Anything _ -> sample(name);
            case Condition.InGroup in ->
                member(addresses, a -> a.groups().stream().anyMatch(in.group()::equalsIgnoreCase));
            case Condition.OfOrganization of ->
                member(addresses, a -> a.organizations().stream().anyMatch(of.organization()::equalsIgnoreCase));
            case Condition.AtDomain at ->
                Optional.of(JSON.textNode(
                        Fits.kind(operation, name).equals("address")
                                        || !name.toLowerCase(Locale.ROOT).contains("url")
                                ? "someone@" + at.domain()
                                : "https://" + at.domain() + "/"));
            case Condition.Under under -> Optional.of(JSON.textNode(under.folder() + "/example.txt"));
            case Condition.AtMost most -> Optional.of(JSON.numberNode(most.number()));
            case Condition.CommandIs is -> Optional.of(JSON.textNode(line(is.words())));
            case Condition.CommandBegins begins -> Optional.of(JSON.textNode(line(begins.words())));
        };
    }

    private Optional<JsonNode> member(List<String> addresses, java.util.function.Predicate<Affiliation> fits) {
        return addresses.stream()
                .filter(address -> fits.test(people.at(address)))
                .findFirst()
                .map(JSON::textNode);
    }

    private Optional<JsonNode> sample(String name) {
        return operation.parameter(name).map(Parameter::shape).flatMap(Examples::sample);
    }

    private static Optional<JsonNode> sample(Shape shape) {
        return switch (shape) {
            case Shape.Text _ -> Optional.of(JSON.textNode("text"));
            case Shape.Whole _, Shape.Decimal _ -> Optional.of(JSON.numberNode(1));
            case Shape.Truth _ -> Optional.of(JSON.booleanNode(true));
            case Shape.Time _ -> Optional.of(JSON.textNode("2026-01-01T00:00"));
            case Shape.Choice choice ->
                Optional.of(JSON.textNode(choice.values().getFirst()));
            case Shape.Reference reference ->
                Optional.of(JSON.textNode(reference.kind().equals("address") ? STRANGER : "example"));
            case Shape.ListOf list -> sample(list.element());
            case Shape.Structure _, Shape.Any _, Shape.Nothing _ -> Optional.empty();
        };
    }
}
