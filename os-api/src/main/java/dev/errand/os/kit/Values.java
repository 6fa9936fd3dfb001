package dev.errand.os.kit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.errand.os.operation.Mark;
import dev.errand.os.operation.Operation;
import dev.errand.os.operation.Parameter;
import dev.errand.os.operation.Shape;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Arguments for calls: sensible ones, made from shapes and from what earlier calls returned; of the wrong kind; and
/// hostile ones of the right kind.
final class Values {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final String NOWHERE = "http://127.0.0.1:9/";
    private static final int LONG = 4_000;
    private static final int MANY = 200;

    /// Texts that somebody may send to see what happens.
    static final List<String> HOSTILE = List.of(
            "",
            " ",
            "../outside.txt",
            "../../../../outside.txt",
            "/etc/passwd",
            "a\0b",
            "\u202egnp.exe",
            "x".repeat(LONG),
            "CON",
            "-rf",
            "{phrase} [x] (y|z) %s %n ${jndi:ldap://127.0.0.1:9/a} \"'`;&|<>",
            "☃ 🜁 ñ Ω मनीष",
            "line one\r\nBcc: eve@example.com\r\n\r\nline two");

    /// What is known of the device from results: member → value.
    private final Map<String, JsonNode> known = new HashMap<>();

    /// Learns from a result, so that later calls name things that are there.
    void learn(JsonNode result) {
        if (result.isArray()) {
            result.forEach(this::learn);
        } else if (result.isObject()) {
            result.properties().forEach(member -> {
                if (member.getValue().isValueNode() && !member.getValue().isNull()) {
                    known.put(member.getKey(), member.getValue());
                } else {
                    learn(member.getValue());
                }
            });
        }
    }

    /// Arguments by name: of all parameters, or of the required ones.
    ObjectNode arguments(Operation operation, List<Parameter> parameters) {
        ObjectNode arguments = JSON.objectNode();
        for (Parameter parameter : operation.parameters()) {
            if (parameters.contains(parameter)) {
                arguments.set(parameter.name(), sample(parameter.name(), parameter.mark(), parameter.shape()));
            }
        }
        return arguments;
    }

    private JsonNode sample(String name, Mark mark, Shape shape) {
        return switch (shape) {
            case Shape.Text _ -> text(name, mark);
            case Shape.Whole _ -> JSON.numberNode(2L);
            case Shape.Decimal _ -> JSON.numberNode(1.5);
            case Shape.Truth _ -> JSON.booleanNode(true);
            case Shape.Time _ -> JSON.textNode("2026-03-03T15:00");
            case Shape.Choice choice -> JSON.textNode(choice.values().getFirst());
            case Shape.Reference reference -> reference(reference, name);
            case Shape.ListOf list -> JSON.arrayNode().add(sample(name, mark, list.element()));
            case Shape.Structure structure -> structure(structure);
            case Shape.Any _ -> JSON.objectNode().put("colour", "blue");
            case Shape.Nothing _ -> JSON.nullNode();
        };
    }

    private ObjectNode structure(Shape.Structure structure) {
        ObjectNode object = JSON.objectNode();
        structure
                .fields()
                .forEach(field -> object.set(field.name(), sample(field.name(), field.mark(), field.shape())));
        return object;
    }

    private JsonNode text(String name, Mark mark) {
        @Nullable JsonNode found = known.get(name);
        if (found != null && found.isTextual()) {
            return found;
        }
        return JSON.textNode(
                name.toLowerCase(Locale.ROOT).endsWith("url")
                        ? NOWHERE
                        : mark == Mark.DESTINATION ? "ada@example.com" : "Blue parcel");
    }

    private JsonNode reference(Shape.Reference reference, String name) {
        return Stream.concat(reference.member().stream(), Stream.of(name))
                .map(known::get)
                .filter(value ->
                        value != null && value.isTextual() && !value.textValue().isBlank())
                .findFirst()
                .orElseGet(() -> JSON.textNode(
                        switch (reference.kind()) {
                            case "address" -> "ada@example.com";
                            case "path" -> "letter.txt";
                            default -> "blue-parcel";
                        }));
    }

    /// A value that no call may pass where this shape is wanted; null if everything may.
    static @Nullable JsonNode wrong(Shape shape) {
        return switch (shape) {
            case Shape.Text _ -> JSON.objectNode().put("oddly", 1);
            case Shape.Whole _ -> JSON.numberNode(1.5);
            case Shape.Decimal _, Shape.Truth _ -> JSON.textNode("much");
            case Shape.Time _ -> JSON.textNode("at tea time");
            case Shape.Choice _ -> JSON.textNode("none of these");
            case Shape.Reference _ -> JSON.objectNode().put("oddly", 1);
            case Shape.ListOf list -> wrong(list.element());
            case Shape.Structure _ -> JSON.textNode("no object");
            case Shape.Any _, Shape.Nothing _ -> null;
        };
    }

    /// Hostile values that fit the shape.
    static List<JsonNode> hostile(Shape shape) {
        return switch (shape) {
            case Shape.Text _, Shape.Reference _ ->
                HOSTILE.stream().<JsonNode>map(JSON::textNode).toList();
            case Shape.Whole _ ->
                Stream.of(0L, -1L, Long.MAX_VALUE, Long.MIN_VALUE)
                        .<JsonNode>map(JSON::numberNode)
                        .toList();
            case Shape.Decimal _ ->
                Stream.of(0.0, -1.0, Double.MAX_VALUE)
                        .<JsonNode>map(JSON::numberNode)
                        .toList();
            case Shape.Time _ ->
                Stream.of("0001-01-01T00:00", "9999-12-31T23:59", "2026-03-29T02:30")
                        .<JsonNode>map(JSON::textNode)
                        .toList();
            case Shape.ListOf list -> lists(list);
            case Shape.Any _ -> List.of(JSON.arrayNode(), JSON.textNode("x".repeat(LONG)), deep());
            case Shape.Truth _, Shape.Choice _, Shape.Structure _, Shape.Nothing _ -> List.of();
        };
    }

    private static List<JsonNode> lists(Shape.ListOf list) {
        ArrayNode many = JSON.arrayNode();
        List<JsonNode> elements = hostile(list.element());
        for (int i = 0; !elements.isEmpty() && i < MANY; i++) {
            many.add(elements.get(i % elements.size()));
        }
        return List.of(JSON.arrayNode(), many);
    }

    private static JsonNode deep() {
        ObjectNode deep = JSON.objectNode();
        ObjectNode inner = deep;
        for (int i = 0; i < MANY; i++) {
            inner = inner.putObject("in");
        }
        return deep;
    }
}
