package dev.errand.web.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;

/// Shapes of the documents that programs are given, as JSON Schema. They stand in `schemas.json`.
public final class Schemas {
    private static final String COMPONENTS = "#/components/schemas/";

    private Schemas() {}

    /// All of them, as they refer to each other in the description of the interface.
    static JsonNode all() {
        try (InputStream in = Objects.requireNonNull(Schemas.class.getResourceAsStream("schemas.json"))) {
            return new ObjectMapper().readTree(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// One of them for a place where the others are not: what it refers to is in its own `$defs`.
    public static ObjectNode alone(String name) {
        JsonNode all = all();
        ObjectNode schema = all.required(name).deepCopy();
        ObjectNode definitions = JsonNodeFactory.instance.objectNode();
        bring(schema, all, definitions);
        if (!definitions.isEmpty()) {
            schema.set("$defs", definitions);
        }
        return schema;
    }

    private static void bring(JsonNode schema, JsonNode all, ObjectNode definitions) {
        List<JsonNode> referring = schema.findParents("$ref");
        for (JsonNode each : referring) {
            String name = each.path("$ref").asText().substring(COMPONENTS.length());
            ((ObjectNode) each).put("$ref", "#/$defs/" + name);
            if (!definitions.has(name)) {
                ObjectNode found = all.required(name).deepCopy();
                definitions.set(name, found);
                bring(found, all, definitions);
            }
        }
    }
}
