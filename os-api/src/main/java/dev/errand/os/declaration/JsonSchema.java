package dev.errand.os.declaration;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.errand.os.operation.Catalogue.SkillEntry;
import dev.errand.os.operation.Operation;
import dev.errand.os.operation.Parameter;
import dev.errand.os.operation.Sentence;
import dev.errand.os.operation.Shape;

/// Operations as JSON Schema (draft 2020-12), for programs that call them by name: forms, tools of other protocols.
///
/// Arguments are one object. What the schema of arguments accepts, [Operation#bind] accepts, but for texts that are
/// no time and for numbers that it would take as text.
public final class JsonSchema {
    private static final String DRAFT = "https://json-schema.org/draft/2020-12/schema";
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private JsonSchema() {}

    /// What a call may pass.
    public static ObjectNode arguments(Operation operation) {
        ObjectNode properties = JSON.objectNode();
        ArrayNode required = JSON.arrayNode();
        for (Parameter parameter : operation.parameters()) {
            properties.set(
                    parameter.name(), described(shape(parameter.shape(), Use.ARGUMENT), parameter.description()));
            if (parameter.required()) {
                required.add(parameter.name());
            }
        }
        ObjectNode schema = JSON.objectNode().put("$schema", DRAFT);
        return object(schema, properties, required);
    }

    /// What a call returns.
    public static ObjectNode result(Operation operation) {
        ObjectNode schema = JSON.objectNode().put("$schema", DRAFT);
        return schema.setAll(shape(operation.result(), Use.RESULT));
    }

    /// All of a skill: its operations with their schemas, effects and sentences.
    public static ObjectNode skill(SkillEntry skill) {
        ObjectNode document = JSON.objectNode().put("name", skill.name()).put("summary", skill.summary());
        ArrayNode operations = document.putArray("operations");
        skill.operations().forEach(operation -> operations.add(operation(operation)));
        skill.recipes().forEach(sentence -> document.withArray("sentences").add(sentence(sentence)));
        return document;
    }

    private static ObjectNode operation(Operation operation) {
        ObjectNode document = JSON.objectNode()
                .put("name", operation.qualifiedName())
                .put("version", operation.version())
                .put("summary", operation.summary())
                .put("effect", operation.effect().name())
                .put("undoable", operation.effect().isEffect() && operation.undoable())
                .put("provenance", operation.provenance().name());
        if (operation.effect().isEffect()) {
            document.put("headline", operation.headline());
        }
        document.set("arguments", arguments(operation));
        document.set("result", result(operation));
        ArrayNode sentences = document.putArray("sentences");
        operation.sentences().forEach(sentence -> sentences.add(sentence(sentence)));
        return document;
    }

    private static ObjectNode sentence(Sentence sentence) {
        return JSON.objectNode().put("language", sentence.language()).put("pattern", sentence.pattern());
    }

    private enum Use {
        ARGUMENT,
        RESULT
    }

    private static ObjectNode shape(Shape shape, Use use) {
        return switch (shape) {
            case Shape.Text _ -> type("string");
            case Shape.Whole _ -> type("integer");
            case Shape.Decimal _ -> type("number");
            case Shape.Truth _ -> type("boolean");
            case Shape.Time _ -> type("string").put("description", "ISO 8601; without an offset in the device's zone");
            case Shape.Choice choice -> {
                ObjectNode words = type("string");
                choice.values().forEach(words.putArray("enum")::add);
                yield words;
            }
            case Shape.Reference reference -> use == Use.RESULT ? type("string") : reference(reference);
            case Shape.ListOf list -> list(list, use);
            case Shape.Structure structure -> structure(structure, use);
            case Shape.Any _ -> JSON.objectNode();
            case Shape.Nothing _ -> type("null");
        };
    }

    private static ObjectNode type(String type) {
        return JSON.objectNode().put("type", type);
    }

    /// The key itself, or an object that has it.
    private static ObjectNode reference(Shape.Reference reference) {
        ObjectNode either = JSON.objectNode();
        ArrayNode kinds = either.putArray("anyOf");
        kinds.add(type("string").put("pattern", "\\S"));
        for (String member : reference.member()) {
            ObjectNode carrier = type("object");
            ObjectNode key = carrier.putObject("properties").putObject(member);
            ArrayNode forms = key.putArray("anyOf");
            forms.add(type("string").put("pattern", "\\S"));
            ObjectNode several = type("array").put("minItems", 1);
            several.putArray("prefixItems").add(type("string").put("pattern", "\\S"));
            forms.add(several);
            carrier.putArray("required").add(member);
            kinds.add(carrier);
        }
        return either.put("description", "a " + reference.kind());
    }

    private static ObjectNode list(Shape.ListOf list, Use use) {
        ObjectNode element = shape(list.element(), use);
        ObjectNode many = type("array").set("items", element);
        if (use == Use.RESULT) {
            return many;
        }
        ObjectNode either = JSON.objectNode();
        either.putArray("anyOf").add(many).add(element.deepCopy());
        return either;
    }

    private static ObjectNode structure(Shape.Structure structure, Use use) {
        ObjectNode properties = JSON.objectNode();
        ArrayNode required = JSON.arrayNode();
        for (Shape.Field field : structure.fields()) {
            ObjectNode each = described(shape(field.shape(), use), field.description());
            properties.set(field.name(), field.optional() && use == Use.RESULT ? orNull(each) : each);
            if (!field.optional()) {
                required.add(field.name());
            }
        }
        return object(JSON.objectNode().put("title", structure.name()), properties, required);
    }

    private static ObjectNode orNull(ObjectNode schema) {
        if (schema.isEmpty()) {
            return schema;
        }
        ObjectNode either = JSON.objectNode();
        either.putArray("anyOf").add(schema).add(type("null"));
        return either;
    }

    private static ObjectNode object(ObjectNode schema, ObjectNode properties, ArrayNode required) {
        schema.put("type", "object").set("properties", properties);
        if (!required.isEmpty()) {
            schema.set("required", required);
        }
        return schema.put("additionalProperties", false);
    }

    private static ObjectNode described(ObjectNode schema, String description) {
        return description.isBlank() ? schema : schema.put("description", Wording.oneLine(description));
    }
}
