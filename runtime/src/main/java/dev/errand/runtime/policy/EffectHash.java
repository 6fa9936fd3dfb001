package dev.errand.runtime.policy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.errand.os.device.Hash;
import dev.errand.os.device.Storage;
import dev.errand.os.device.StoragePath;
import dev.errand.os.operation.Mark;
import dev.errand.os.operation.Operation;
import dev.errand.os.operation.Origin;
import dev.errand.os.operation.Parameter;
import dev.errand.os.operation.Shape;
import dev.errand.runtime.journal.Entry.Disclosure;
import dev.errand.runtime.journal.Entry.Recipient;
import dev.errand.runtime.journal.OriginJson;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// What an approval binds to: the operation and its version, the canonical arguments, the content of every file that
/// goes along, those who will receive it, and the labels: where each argument comes from, who may know it, and what
/// others would get to know. If any of it changes, the approval does not hold.
///
/// Hashes of the first form (64 hex digits), without recipients and labels, stand in older journals and keep their
/// meaning there; those of the second begin with `2:`.
public final class EffectHash {
    private static final String SECOND = "2:";

    private EffectHash() {}

    /// @param provenance  of the arguments
    /// @param found       recipients that the operation found itself
    /// @param disclosures what others would get to know
    public static String of(
            Operation operation,
            ObjectNode arguments,
            Storage storage,
            Map<String, Origin> provenance,
            List<Recipient> found,
            List<Disclosure> disclosures) {
        StringBuilder bound = new StringBuilder(bound(operation, arguments, storage));
        provenance.forEach((name, origin) -> bound.append('\n').append(name).append(label(origin)));
        found.forEach(recipient ->
                bound.append('\n').append(quoted(recipient.address())).append(label(recipient.origin())));
        disclosures.forEach(disclosure ->
                bound.append('\n').append(quoted(disclosure.source())).append(quoted(disclosure.reader())));
        return SECOND + Hash.of(bound.toString());
    }

    /// On one line, so that nothing in it passes for a line of its own.
    private static String quoted(String text) {
        return TextNode.valueOf(text).toString();
    }

    private static String label(Origin origin) {
        return " " + origin.provenance() + " " + OriginJson.write(origin.readers());
    }

    /// Of the first form.
    public static String first(Operation operation, ObjectNode arguments, Storage storage) {
        return Hash.of(bound(operation, arguments, storage));
    }

    public static boolean isFirst(String hash) {
        return !hash.startsWith(SECOND);
    }

    private static String bound(Operation operation, ObjectNode arguments, Storage storage) {
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
        return bound.toString();
    }

    /// Paths of the files that go along with a call.
    public static List<String> attached(Operation operation, ObjectNode arguments) {
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
