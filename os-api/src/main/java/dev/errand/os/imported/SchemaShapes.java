package dev.errand.os.imported;

import com.fasterxml.jackson.databind.JsonNode;
import dev.errand.os.operation.Mark;
import dev.errand.os.operation.Parameter;
import dev.errand.os.operation.Shape;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// JSON Schema, as others write it, as parameters and shapes. What has no counterpart may be any value: whoever gets
/// it checks it.
///
/// References are followed within one document, and only so far.
public final class SchemaShapes {
    private static final int DEEPEST = 4;
    private static final int MOST_FIELDS = 60;
    private static final int MOST_CHOICES = 30;
    private static final int LONGEST_DESCRIPTION = 80;
    private static final Pattern FIELD = Pattern.compile("[A-Za-z_][A-Za-z0-9_-]{0,63}");
    private static final Pattern CHOICE = Pattern.compile("[\\p{L}\\p{N}][\\p{L}\\p{N} ._:/+@-]{0,39}");

    /// A parameter, and what it is called by whoever it is for.
    public record Foreign(Parameter parameter, String original) {}

    private final JsonNode document;

    /// @param document what references are looked up in
    public SchemaShapes(JsonNode document) {
        this.document = document;
    }

    /// The members of an object's schema as named parameters.
    ///
    /// All are marked as what a call is about ([Mark#TARGET]): none of them says which of its members chooses and
    /// which is mere content, and all of them are told to whoever is called.
    public List<Foreign> parameters(JsonNode schema) {
        JsonNode object = resolved(schema, 0);
        Set<String> required = required(object);
        List<String> originals = names(object.path("properties"));
        Map<String, String> identifiers = ForeignNames.identifiers(originals);
        List<Foreign> parameters = new ArrayList<>();
        identifiers.forEach((original, name) -> parameters.add(
                parameter(name, original, object.path("properties").path(original), required.contains(original))));
        // What is needed comes first: it may be passed without names.
        return parameters.stream()
                .sorted((one, other) -> Boolean.compare(
                        other.parameter().required(), one.parameter().required()))
                .toList();
    }

    /// One named parameter of that schema.
    public Foreign parameter(String name, String original, JsonNode schema, boolean required) {
        String description = ForeignWords.line(schema.path("description").asText(""), LONGEST_DESCRIPTION);
        return new Foreign(
                new Parameter(name, shape(name, schema, 0), Mark.TARGET, false, required, description), original);
    }

    private Shape shape(String name, JsonNode schema, int depth) {
        JsonNode plain = resolved(schema, depth);
        if (depth > DEEPEST || plain.has("anyOf") || plain.has("oneOf") || plain.has("allOf")) {
            return new Shape.Any();
        }
        return switch (type(plain)) {
            case "string" -> choice(plain).<Shape>map(Shape.Choice::new).orElseGet(Shape.Text::new);
            case "integer" -> new Shape.Whole();
            case "number" -> new Shape.Decimal();
            case "boolean" -> new Shape.Truth();
            case "array" -> new Shape.ListOf(shape(name, plain.path("items"), depth + 1));
            case "object" -> structure(name, plain, depth);
            default -> new Shape.Any();
        };
    }

    private Shape structure(String name, JsonNode object, int depth) {
        List<String> names = names(object.path("properties"));
        boolean isClosed = !object.path("additionalProperties").isObject()
                && !object.path("additionalProperties").asBoolean(false);
        boolean isPlain = names.stream().allMatch(each -> FIELD.matcher(each).matches());
        if (names.isEmpty() || names.size() > MOST_FIELDS || !isClosed || !isPlain) {
            return new Shape.Any();
        }
        Set<String> required = required(object);
        List<Shape.Field> fields = new ArrayList<>();
        for (String each : names) {
            Shape shape = shape(each, object.path("properties").path(each), depth + 1);
            fields.add(new Shape.Field(each, shape, !required.contains(each), false, ""));
        }
        return new Shape.Structure(name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1), fields);
    }

    private static String type(JsonNode schema) {
        JsonNode type = schema.path("type");
        if (type.isArray()) {
            List<String> types = new ArrayList<>();
            type.forEach(each -> types.add(each.asText()));
            types.remove("null");
            return types.size() == 1 ? types.getFirst() : "";
        }
        return type.isMissingNode() && schema.path("properties").isObject() ? "object" : type.asText("");
    }

    /// Only words that could also be names: whatever else a list of choices holds is read by nobody.
    private static Optional<List<String>> choice(JsonNode schema) {
        Set<String> values = new LinkedHashSet<>();
        for (JsonNode each : schema.path("enum")) {
            values.add(each.asText());
        }
        boolean isChoice = !values.isEmpty()
                && values.size() <= MOST_CHOICES
                && values.stream().allMatch(each -> CHOICE.matcher(each).matches());
        return isChoice ? Optional.of(List.copyOf(values)) : Optional.empty();
    }

    private JsonNode resolved(JsonNode schema, int depth) {
        JsonNode found = schema;
        for (int i = depth; i <= DEEPEST && found.path("$ref").isTextual(); i++) {
            String reference = found.path("$ref").asText();
            found = reference.startsWith("#/") ? document.at(reference.substring(1)) : found.path("nowhere");
        }
        return found;
    }

    private static Set<String> required(JsonNode object) {
        Set<String> required = new HashSet<>();
        object.path("required").forEach(each -> required.add(each.asText()));
        return required;
    }

    private static List<String> names(JsonNode properties) {
        return properties.properties().stream()
                .map(Map.Entry::getKey)
                .limit(MOST_FIELDS)
                .toList();
    }
}
