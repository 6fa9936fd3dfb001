package dev.errand.os.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import dev.errand.os.imported.ForeignNames;
import dev.errand.os.imported.SchemaShapes;
import dev.errand.os.imported.SchemaShapes.Foreign;
import dev.errand.os.operation.EffectClass;
import dev.errand.os.operation.Shape;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/// One operation of a service: what is asked where, and where each argument goes.
///
/// @param path       with `{names}`
/// @param parameters named for code, by where they go
/// @param secured    whether it is for those only who say who they are
record Endpoint(String method, String path, List<Placed> parameters, boolean secured) {
    private static final Set<String> NOT_FOR_CALLS = Set.of(
            "authorization",
            "cookie",
            "host",
            "content-length",
            "connection",
            "transfer-encoding",
            "accept",
            "content-type",
            "user-agent",
            "idempotency-key");

    /// Where an argument goes.
    enum Position {
        PATH,
        QUERY,
        HEADER,
        /// A member of the JSON object that is sent.
        MEMBER,
        /// All of what is sent.
        BODY
    }

    record Placed(Foreign foreign, Position position) {
        String name() {
            return foreign.parameter().name();
        }
    }

    /// It needs what is not supported; the message says what.
    static final class Unsupported extends Exception {
        private static final long serialVersionUID = 1;

        Unsupported(String what) {
            super(what);
        }
    }

    static Endpoint of(Document document, String path, String method) throws Unsupported {
        JsonNode item = document.json().path("paths").path(path);
        JsonNode operation = item.path(method);
        SchemaShapes shapes = new SchemaShapes(document.json());
        Set<String> used = new HashSet<>();
        List<Placed> parameters = new ArrayList<>();
        for (JsonNode each : declared(document, item, operation)) {
            if (!isLeftOut(each)) {
                parameters.add(placed(each, shapes, used));
            }
        }
        body(document, document.resolved(operation.path("requestBody")), shapes, used, parameters);
        parameters.sort((one, other) -> Boolean.compare(
                other.foreign().parameter().required(),
                one.foreign().parameter().required()));
        JsonNode security = operation.has("security")
                ? operation.path("security")
                : document.json().path("security");
        boolean secured = !security.isEmpty() && security.valueStream().noneMatch(JsonNode::isEmpty);
        return new Endpoint(method.toUpperCase(Locale.ROOT), path, parameters, secured);
    }

    /// Those of the operation come before those of its path.
    private static Iterable<JsonNode> declared(Document document, JsonNode item, JsonNode operation) {
        Map<String, JsonNode> declared = new LinkedHashMap<>();
        for (JsonNode list : List.of(operation.path("parameters"), item.path("parameters"))) {
            for (JsonNode each : list) {
                JsonNode parameter = document.resolved(each);
                declared.putIfAbsent(
                        parameter.path("in").asText() + " "
                                + parameter.path("name").asText(),
                        parameter);
            }
        }
        return declared.values();
    }

    private static boolean isLeftOut(JsonNode parameter) throws Unsupported {
        String name = parameter.path("name").asText().toLowerCase(Locale.ROOT);
        String in = parameter.path("in").asText();
        if (in.equals("cookie") && parameter.path("required").asBoolean()) {
            throw new Unsupported("it needs a cookie");
        }
        return in.equals("cookie") || (in.equals("header") && NOT_FOR_CALLS.contains(name));
    }

    private static Placed placed(JsonNode parameter, SchemaShapes shapes, Set<String> used) throws Unsupported {
        String original = parameter.path("name").asText();
        Position position = switch (parameter.path("in").asText()) {
            case "path" -> Position.PATH;
            case "query" -> Position.QUERY;
            case "header" -> Position.HEADER;
            default -> throw new Unsupported("a parameter of it stands where none can");
        };
        if (position == Position.HEADER && !Access.isHeader(original)) {
            throw new Unsupported("a header of it has a name that none may have");
        }
        boolean required =
                position == Position.PATH || parameter.path("required").asBoolean();
        Foreign foreign =
                shapes.parameter(ForeignNames.identifier(original, used), original, parameter.path("schema"), required);
        if (parameter.has("content") || foreign.parameter().shape() instanceof Shape.Structure) {
            throw new Unsupported("a parameter of it is an object");
        }
        return new Placed(foreign, position);
    }

    private static void body(
            Document document, JsonNode body, SchemaShapes shapes, Set<String> used, List<Placed> parameters)
            throws Unsupported {
        if (!body.path("content").isObject()) {
            return;
        }
        JsonNode schema = document.resolved(json(body.path("content")).path("schema"));
        boolean required = body.path("required").asBoolean();
        boolean isObject = schema.path("properties").isObject()
                && !schema.path("properties").isEmpty();
        if (!isObject) {
            String name = ForeignNames.identifier("body", used);
            parameters.add(new Placed(shapes.parameter(name, "body", schema, required), Position.BODY));
            return;
        }
        for (Foreign each : shapes.parameters(schema)) {
            String name = ForeignNames.identifier(each.original(), used);
            JsonNode member = schema.path("properties").path(each.original());
            boolean needed = required && each.parameter().required();
            parameters.add(new Placed(shapes.parameter(name, each.original(), member, needed), Position.MEMBER));
        }
    }

    private static JsonNode json(JsonNode content) throws Unsupported {
        for (Map.Entry<String, JsonNode> each : content.properties()) {
            if (each.getKey().matches("(?i)application/([\\w.+-]+\\+)?json.*")) {
                return each.getValue();
            }
        }
        throw new Unsupported("what is sent to it is not JSON");
    }

    /// By what HTTP says its method does.
    EffectClass effect() {
        return switch (method) {
            case "GET" -> EffectClass.FETCH;
            case "DELETE" -> EffectClass.DESTROY;
            default -> EffectClass.SEND;
        };
    }
}
