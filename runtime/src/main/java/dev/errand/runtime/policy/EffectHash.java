package dev.errand.runtime.policy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.errand.os.device.Hash;
import dev.errand.os.device.Storage;
import dev.errand.os.device.StoragePath;
import dev.errand.os.operation.Mark;
import dev.errand.os.operation.Operation;
import dev.errand.os.operation.Parameter;
import dev.errand.os.operation.Shape;
import java.util.ArrayList;
import java.util.List;

/// What an approval binds to: the operation and its version, the canonical arguments, and the content of every file
/// that goes along. If any of it changes, the approval does not hold.
public final class EffectHash {
    private EffectHash() {}

    public static String of(Operation operation, ObjectNode arguments, Storage storage) {
        StringBuilder bound = new StringBuilder();
        bound.append(operation.qualifiedName())
                .append('\n')
                .append(operation.version())
                .append('\n')
                .append(arguments);
        for (String path : attached(operation, arguments)) {
            String place = StoragePath.in("files", path);
            boolean isFile = storage.entry(place).filter(e -> !e.folder()).isPresent();
            bound.append('\n').append(isFile ? Hash.of(storage.open(place)) : "none");
        }
        return Hash.of(bound.toString());
    }

    private static List<String> attached(Operation operation, ObjectNode arguments) {
        List<String> paths = new ArrayList<>();
        for (Parameter parameter : operation.parameters()) {
            JsonNode value = arguments.get(parameter.name());
            if (value != null && parameter.mark() == Mark.CONTENT) {
                switch (parameter.shape()) {
                    case Shape.Reference(String kind, List<String> _)
                    when kind.equals("path") -> paths.add(value.asText());
                    case Shape.ListOf(Shape.Reference(String kind, List<String> _))
                    when kind.equals("path") -> value.forEach(path -> paths.add(path.asText()));
                    default -> {}
                }
            }
        }
        return paths;
    }
}
