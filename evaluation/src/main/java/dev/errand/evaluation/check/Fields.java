package dev.errand.evaluation.check;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The fields of a JSON object that a person wrote. Whatever is wrong is said with its place.
///
/// @param place of the object, for messages
public record Fields(ObjectNode node, String place) {
    /// @throws MalformedCase if it is no object
    public static Fields of(JsonNode node, String place) {
        if (node instanceof ObjectNode object) {
            return new Fields(object, place);
        }
        throw new MalformedCase(place, "an object was expected, not " + shown(node) + ".");
    }

    /// @throws MalformedCase naming a field that is none of these, and the nearest of them
    public Fields only(List<String> known) {
        node.fieldNames().forEachRemaining(name -> {
            if (!known.contains(name)) {
                throw MalformedCase.unknown(place, name, known);
            }
        });
        return this;
    }

    public String at(String name) {
        return place + ", " + name;
    }

    /// A field; absent and null are the same.
    public Optional<JsonNode> get(String name) {
        return Optional.ofNullable(node.get(name)).filter(value -> !value.isNull());
    }

    public Optional<String> text(String name) {
        return get(name).map(value -> {
            if (!value.isValueNode()) {
                throw new MalformedCase(at(name), "a text was expected, not " + shown(value) + ".");
            }
            return value.asText();
        });
    }

    public String text(String name, String otherwise) {
        return text(name).orElse(otherwise);
    }

    public String required(String name) {
        return text(name)
                .filter(value -> !value.isBlank())
                .orElseThrow(() -> new MalformedCase(place, "\"" + name + "\" is missing."));
    }

    public boolean flag(String name) {
        return get(name)
                .map(value -> {
                    if (!value.isBoolean()) {
                        throw new MalformedCase(at(name), "true or false was expected, not " + shown(value) + ".");
                    }
                    return value.booleanValue();
                })
                .orElse(false);
    }

    public Optional<Integer> number(String name) {
        return get(name).map(value -> {
            if (!value.isInt() || value.intValue() < 0) {
                throw new MalformedCase(at(name), "a whole number from 0 was expected, not " + shown(value) + ".");
            }
            return value.intValue();
        });
    }

    /// A list of texts; a single text counts as a list of one.
    public List<String> texts(String name) {
        List<String> all = new ArrayList<>();
        for (JsonNode each : list(name)) {
            if (!each.isValueNode()) {
                throw new MalformedCase(at(name), "texts were expected, not " + shown(each) + ".");
            }
            all.add(each.asText());
        }
        return List.copyOf(all);
    }

    /// A list; a single value counts as a list of one.
    public List<JsonNode> list(String name) {
        return get(name)
                .map(value -> value.isArray() ? value.valueStream().toList() : List.of(value))
                .orElse(List.of());
    }

    /// The members of an object, in their order.
    public Map<String, JsonNode> members(String name) {
        Map<String, JsonNode> members = new LinkedHashMap<>();
        get(name)
                .ifPresent(value -> of(value, at(name))
                        .node()
                        .properties()
                        .forEach(each -> members.put(each.getKey(), each.getValue())));
        return members;
    }

    public static String shown(JsonNode node) {
        String text = node.toString();
        return text.length() > 80 ? text.substring(0, 80) + "…" : text;
    }
}
