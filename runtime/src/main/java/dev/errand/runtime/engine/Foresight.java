package dev.errand.runtime.engine;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.errand.os.operation.Operation;
import dev.errand.os.operation.Origin;
import dev.errand.os.operation.Provenance;
import dev.errand.os.operation.Result;
import dev.errand.os.operation.Shape;
import dev.errand.runtime.journal.Entry.Returned;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// What can be said beforehand of an effect's result, where it reaches outside of the device's data.
final class Foresight {
    private Foresight() {}

    /// What the operation's own preview says; members that it leaves out are not known.
    static Returned partly(Operation operation, Result result) {
        List<String> missing = operation.result() instanceof Shape.Structure structure
                ? structure.fields().stream()
                        .filter(field -> result.value().path(field.name()).isNull())
                        .map(field -> "/" + field.name())
                        .toList()
                : List.of();
        return Done.returned(result, missing);
    }

    static Returned nothingKnown(Operation operation) {
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        List<String> unknown = new ArrayList<>();
        if (operation.result() instanceof Shape.Structure structure) {
            for (Shape.Field field : structure.fields()) {
                object.putNull(field.name());
                unknown.add("/" + field.name());
            }
        }
        return new Returned(object, new Origin(operation.provenance(), operation.qualifiedName()), Map.of(), unknown);
    }

    /// Of an effect that is not to happen.
    static Returned ofRefused() {
        return new Returned(
                JsonNodeFactory.instance.nullNode(), new Origin(Provenance.CODE, "nothing"), Map.of(), List.of());
    }

    /// Whether there is not even an object of which single fields could be asked for.
    static boolean isBlank(Operation operation, Returned returned) {
        return returned.value().isObject()
                && returned.value().isEmpty()
                && !(operation.result() instanceof Shape.Nothing);
    }
}
