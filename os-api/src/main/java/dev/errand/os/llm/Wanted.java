package dev.errand.os.llm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.errand.os.device.DeviceFailure;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// What an extraction must look like: a small part of JSON Schema (`type`, `properties`, `required`, `items`,
/// `enum`), or the shorter `{name: "string", "amount?": "number", tags: ["string"]}`.
sealed interface Wanted {
    int DEEPEST = 8;

    /// @param words those that it may be; all if there are none
    record Text(List<String> words) implements Wanted {}

    record Decimal() implements Wanted {}

    record Whole() implements Wanted {}

    record Truth() implements Wanted {}

    record ListOf(Wanted element) implements Wanted {}

    record Structure(Map<String, Wanted> members, Set<String> required) implements Wanted {}

    /// A value that is not as it is wanted; the message is ours and quotes nothing of the value.
    final class Mismatch extends Exception {
        private static final long serialVersionUID = 1;

        Mismatch(String message) {
            super(message, null, false, false);
        }

        @Override
        public String getMessage() {
            return String.valueOf(super.getMessage());
        }
    }

    /// @throws DeviceFailure (invalid) for a schema that is none
    static Wanted of(JsonNode schema) {
        return of(schema, 0);
    }

    private static Wanted of(JsonNode schema, int depth) {
        if (depth > DEEPEST) {
            throw none("it is deeper than " + DEEPEST + " levels");
        }
        if (schema.isTextual()) {
            return plain(schema.textValue()).orElseThrow(() -> none("it names a type that there is not"));
        } else if (schema.isArray() && schema.size() == 1) {
            return new ListOf(of(schema.get(0), depth + 1));
        } else if (schema.isObject() && !schema.isEmpty()) {
            return isJsonSchema(schema) ? ofSchema(schema, depth) : ofMembers(schema, depth);
        }
        throw none("it is neither a type, a list with one, nor an object of types");
    }

    private static boolean isJsonSchema(JsonNode schema) {
        String type = schema.path("type").asText();
        return (type.equals("object") && schema.path("properties").isObject())
                || (type.equals("array") && schema.has("items"))
                || (plain(type).isPresent()
                        && Set.of("type", "enum", "description", "format")
                                .containsAll(schema.properties().stream()
                                        .map(Map.Entry::getKey)
                                        .toList()));
    }

    private static Wanted ofSchema(JsonNode schema, int depth) {
        return switch (schema.path("type").asText()) {
            case "object" -> {
                Map<String, Wanted> members = new LinkedHashMap<>();
                schema.get("properties")
                        .properties()
                        .forEach(each -> members.put(each.getKey(), of(each.getValue(), depth + 1)));
                Set<String> required = new HashSet<>();
                schema.path("required").forEach(each -> required.add(each.asText()));
                yield new Structure(members, required);
            }
            case "array" -> new ListOf(of(schema.get("items"), depth + 1));
            case "string" -> {
                List<String> words = new ArrayList<>();
                schema.path("enum").forEach(each -> words.add(each.asText()));
                yield new Text(words);
            }
            case String other -> plain(other).orElseThrow(() -> none("it names a type that there is not"));
        };
    }

    private static Wanted ofMembers(JsonNode schema, int depth) {
        Map<String, Wanted> members = new LinkedHashMap<>();
        Set<String> required = new HashSet<>();
        for (Map.Entry<String, JsonNode> each : schema.properties()) {
            boolean optional = each.getKey().endsWith("?");
            String name = optional ? each.getKey().substring(0, each.getKey().length() - 1) : each.getKey();
            members.put(name, of(each.getValue(), depth + 1));
            if (!optional) {
                required.add(name);
            }
        }
        return new Structure(members, required);
    }

    private static Optional<Wanted> plain(String type) {
        return switch (type) {
            case "string", "text", "date" -> Optional.of(new Text(List.of()));
            case "number" -> Optional.of(new Decimal());
            case "integer" -> Optional.of(new Whole());
            case "boolean" -> Optional.of(new Truth());
            default -> Optional.empty();
        };
    }

    private static DeviceFailure none(String why) {
        return DeviceFailure.invalid(
                "That is no schema: " + why + ".",
                "Write one such as {name: \"string\", \"amount?\": \"number\", tags: [\"string\"]}.");
    }

    /// The part of a value that is wanted.
    default JsonNode taken(JsonNode value, String where) throws Mismatch {
        return switch (this) {
            case Text(List<String> words)
            when value.isTextual() && (words.isEmpty() || words.contains(value.textValue())) -> value;
            case Text(List<String> words) ->
                throw new Mismatch(where + " must be " + (words.isEmpty() ? "a string" : "one of " + words));
            case Decimal _ when value.isNumber() -> value;
            case Decimal _ -> throw new Mismatch(where + " must be a number");
            case Whole _ when value.isIntegralNumber() -> value;
            case Whole _ -> throw new Mismatch(where + " must be an integer");
            case Truth _ when value.isBoolean() -> value;
            case Truth _ -> throw new Mismatch(where + " must be true or false");
            case ListOf(Wanted element) -> elements(element, value, where);
            case Structure structure -> members(structure, value, where);
        };
    }

    private static ArrayNode elements(Wanted element, JsonNode value, String where) throws Mismatch {
        if (!value.isArray()) {
            throw new Mismatch(where + " must be a list");
        }
        ArrayNode taken = JsonNodeFactory.instance.arrayNode();
        for (int i = 0; i < value.size(); i++) {
            taken.add(element.taken(value.get(i), where + "[" + i + "]"));
        }
        return taken;
    }

    private static ObjectNode members(Structure structure, JsonNode value, String where) throws Mismatch {
        if (!value.isObject()) {
            throw new Mismatch(where + " must be an object");
        }
        ObjectNode taken = JsonNodeFactory.instance.objectNode();
        for (Map.Entry<String, Wanted> each : structure.members().entrySet()) {
            JsonNode member = value.get(each.getKey());
            if (member != null && !member.isNull()) {
                taken.set(each.getKey(), each.getValue().taken(member, where + "." + each.getKey()));
            } else if (structure.required().contains(each.getKey())) {
                throw new Mismatch(where + "." + each.getKey() + " is missing");
            }
        }
        return taken;
    }
}
