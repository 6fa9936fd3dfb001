package dev.errand.evaluation.suite;

import com.fasterxml.jackson.databind.JsonNode;
import dev.errand.evaluation.check.Fields;
import dev.errand.evaluation.check.MalformedCase;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// What the person of a case says when they are asked to approve.
public sealed interface Consent {
    /// They approve whatever they are asked.
    record All() implements Consent {}

    /// They refuse whatever they are asked.
    record None() implements Consent {}

    /// They are not there: the run waits.
    record Away() implements Consent {}

    /// They approve some operations and refuse others.
    ///
    /// @param otherwise what they say to operations that are not named
    record Some(Map<String, Boolean> operations, boolean otherwise) implements Consent {
        public Some {
            operations = Map.copyOf(operations);
        }
    }

    /// Whether an operation may go on; empty where nobody is there to say.
    default Optional<Boolean> says(String operation) {
        return switch (this) {
            case All _ -> Optional.of(true);
            case None _ -> Optional.of(false);
            case Away _ -> Optional.empty();
            case Some some -> Optional.of(some.operations().getOrDefault(operation, some.otherwise()));
        };
    }

    /// `"all"`, `"none"`, or an object of operations. Of operations that the object does not name, `"*"` says;
    /// without it they are refused where any is approved by name, and approved where all that is named is refused.
    ///
    /// @throws MalformedCase if it is something else
    static Consent parse(Fields fields, String name) {
        Optional<JsonNode> node = fields.get(name);
        if (node.isEmpty()) {
            return new Away();
        } else if (node.get().isBoolean()) {
            return node.get().booleanValue() ? new All() : new None();
        } else if (node.get().isObject()) {
            Map<String, Boolean> operations = new LinkedHashMap<>();
            Fields each = Fields.of(node.get(), fields.at(name));
            each.node().fieldNames().forEachRemaining(operation -> operations.put(operation, each.flag(operation)));
            Boolean others = operations.remove("*");
            boolean otherwise = others == null ? !operations.containsValue(true) : others;
            return new Some(operations, otherwise);
        }
        return switch (node.get().asText()) {
            case "all" -> new All();
            case "none" -> new None();
            default ->
                throw new MalformedCase(
                        fields.at(name), "write \"all\", \"none\", or an object such as {\"mail.send\": true}.");
        };
    }
}
