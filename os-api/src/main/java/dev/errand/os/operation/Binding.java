package dev.errand.os.operation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// Turns the arguments of a call, as any guest language passes them, into canonical ones.
final class Binding {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final Operation operation;

    Binding(Operation operation) {
        this.operation = operation;
    }

    ObjectNode bind(ArrayNode positional, ObjectNode named) {
        Map<String, JsonNode> given = new LinkedHashMap<>();
        int byPosition = positional.size();
        if (byPosition > 0 && isOptions(positional.get(byPosition - 1), byPosition)) {
            byPosition--;
            addNamed((ObjectNode) positional.get(byPosition), given);
        }
        if (byPosition > operation.parameters().size()) {
            throw invalid("takes at most " + operation.parameters().size() + " arguments, not " + byPosition);
        }
        addNamed(named, given);
        for (int i = 0; i < byPosition; i++) {
            Parameter parameter = operation.parameters().get(i);
            if (given.putIfAbsent(parameter.name(), positional.get(i)) != null) {
                throw invalid("got \"" + parameter.name() + "\" twice");
            }
        }
        return canonical(given);
    }

    /// The last argument is the options object if it is an object with members of the remaining parameters' names and
    /// the parameter at its place does not want it for itself.
    private boolean isOptions(JsonNode last, int count) {
        if (!(last instanceof ObjectNode object)) {
            return false;
        }
        long positionals =
                operation.parameters().stream().filter(Parameter::positional).count();
        if (count > positionals) {
            return true;
        }
        Parameter here = operation.parameters().get(count - 1);
        if (here.shape() instanceof Shape.Any || here.shape() instanceof Shape.Structure) {
            return false;
        }
        boolean asValue = fits(here.shape(), object);
        boolean asNames = !object.isEmpty()
                && names(object).stream().allMatch(n -> operation.parameter(n).isPresent());
        return asNames && (!asValue || object.has(here.name()));
    }

    private static List<String> names(ObjectNode object) {
        return object.properties().stream().map(Map.Entry::getKey).toList();
    }

    private boolean fits(Shape shape, JsonNode value) {
        try {
            return !canonical("", shape, value).isMissingNode();
        } catch (InvalidArguments e) {
            return false;
        }
    }

    private void addNamed(ObjectNode object, Map<String, JsonNode> given) {
        for (Map.Entry<String, JsonNode> member : object.properties()) {
            if (operation.parameter(member.getKey()).isEmpty()) {
                throw invalid("has no parameter \"" + member.getKey() + "\"; it has " + parameterNames());
            }
            if (given.putIfAbsent(member.getKey(), member.getValue()) != null) {
                throw invalid("got \"" + member.getKey() + "\" twice");
            }
        }
    }

    private String parameterNames() {
        return operation.parameters().isEmpty()
                ? "none"
                : operation.parameters().stream().map(Parameter::name).collect(Collectors.joining(", "));
    }

    private ObjectNode canonical(Map<String, JsonNode> given) {
        ObjectNode canonical = JSON.objectNode();
        for (Parameter parameter : operation.parameters()) {
            JsonNode value = given.get(parameter.name());
            if (value == null || value.isNull()) {
                if (parameter.required()) {
                    throw invalid("needs \"" + parameter.name() + "\" (" + expectation(parameter.shape()) + ")");
                }
            } else {
                canonical.set(parameter.name(), canonical(parameter.name(), parameter.shape(), value));
            }
        }
        return canonical;
    }

    private JsonNode canonical(String where, Shape shape, JsonNode value) {
        return switch (shape) {
            case Shape.Text _ -> text(where, shape, value);
            case Shape.Whole _ -> whole(where, shape, value);
            case Shape.Decimal _ -> value.isNumber() ? value : reject(where, shape, value);
            case Shape.Truth _ -> value.isBoolean() ? value : reject(where, shape, value);
            case Shape.Time _ -> time(where, shape, value);
            case Shape.Choice choice ->
                value.isTextual() && choice.values().contains(value.textValue()) ? value : reject(where, shape, value);
            case Shape.Reference reference -> key(where, reference, value);
            case Shape.ListOf list -> list(where, list, value);
            case Shape.Structure structure -> structure(where, structure, value);
            case Shape.Any _ -> value;
            case Shape.Nothing _ -> reject(where, shape, value);
        };
    }

    /// Numbers and truth values are welcome where text is wanted: nothing is lost by writing them out.
    private JsonNode text(String where, Shape shape, JsonNode value) {
        return value.isTextual()
                ? value
                : value.isNumber() || value.isBoolean() ? JSON.textNode(value.asText()) : reject(where, shape, value);
    }

    private JsonNode whole(String where, Shape shape, JsonNode value) {
        return value.isNumber() && value.canConvertToLong() && value.doubleValue() == Math.rint(value.doubleValue())
                ? JSON.numberNode(value.longValue())
                : reject(where, shape, value);
    }

    private JsonNode time(String where, Shape shape, JsonNode value) {
        return value.isTextual() && Times.isTime(value.textValue()) ? value : reject(where, shape, value);
    }

    private JsonNode key(String where, Shape.Reference reference, JsonNode value) {
        if (value.isTextual() && !value.textValue().isBlank()) {
            return value;
        }
        for (String member : reference.member()) {
            JsonNode key = value.path(member);
            JsonNode first = key.isArray() ? key.path(0) : key;
            if (first.isTextual() && !first.textValue().isBlank()) {
                return first;
            }
        }
        return reject(where, reference, value);
    }

    private ArrayNode list(String where, Shape.ListOf list, JsonNode value) {
        ArrayNode canonical = JSON.arrayNode();
        if (value.isArray()) {
            for (int i = 0; i < value.size(); i++) {
                canonical.add(canonical(where + "[" + i + "]", list.element(), value.get(i)));
            }
        } else {
            canonical.add(canonical(where, list.element(), value));
        }
        return canonical;
    }

    private ObjectNode structure(String where, Shape.Structure structure, JsonNode value) {
        if (!(value instanceof ObjectNode object)) {
            throw mismatch(where, structure, value);
        }
        for (String name : names(object)) {
            if (structure.field(name).isEmpty()) {
                throw invalid("has no \"" + name + "\" in \"" + where + "\"");
            }
        }
        ObjectNode canonical = JSON.objectNode();
        for (Shape.Field field : structure.fields()) {
            Optional<JsonNode> member =
                    Optional.ofNullable(object.get(field.name())).filter(n -> !n.isNull());
            if (member.isPresent()) {
                canonical.set(field.name(), canonical(where + "." + field.name(), field.shape(), member.get()));
            } else if (!field.optional()) {
                throw invalid("needs \"" + where + "." + field.name() + "\" (" + expectation(field.shape()) + ")");
            }
        }
        return canonical;
    }

    private JsonNode reject(String where, Shape shape, JsonNode value) {
        throw mismatch(where, shape, value);
    }

    private InvalidArguments mismatch(String where, Shape shape, JsonNode value) {
        return invalid("wants " + expectation(shape) + " as \"" + where + "\", not " + kind(value));
    }

    private InvalidArguments invalid(String what) {
        return new InvalidArguments(operation.qualifiedName() + " " + what + ".");
    }

    private static String kind(JsonNode value) {
        return switch (value.getNodeType()) {
            case ARRAY -> "a list";
            case BOOLEAN -> "a truth value";
            case MISSING, NULL -> "nothing";
            case NUMBER -> "a number";
            case OBJECT, POJO -> "an object of another kind";
            case STRING, BINARY -> value.asText().isBlank() ? "an empty text" : "this text";
        };
    }

    static String expectation(Shape shape) {
        return switch (shape) {
            case Shape.Text _ -> "a text";
            case Shape.Whole _ -> "a whole number";
            case Shape.Decimal _ -> "a number";
            case Shape.Truth _ -> "true or false";
            case Shape.Time _ -> "a time such as 2026-03-01T15:00";
            case Shape.Choice choice -> "one of " + String.join(", ", choice.values());
            case Shape.Reference reference ->
                "a " + reference.kind() + " or an object with \""
                        + reference.member().getFirst() + "\"";
            case Shape.ListOf list -> expectation(list.element()) + " or a list of such";
            case Shape.Structure structure -> "an object (" + structure.name() + ")";
            case Shape.Any _ -> "any value";
            case Shape.Nothing _ -> "nothing";
        };
    }
}
