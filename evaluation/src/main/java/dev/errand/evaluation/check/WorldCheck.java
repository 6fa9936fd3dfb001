package dev.errand.evaluation.check;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// A check on the device, or on what left it, after a run.
sealed interface WorldCheck permits FileCheck, FolderCheck, ThingCheck {
    /// What a check finds.
    ///
    /// @param fault  what was expected and what was found; empty if it holds
    /// @param covers paths whose change this check speaks about, so that it is no collateral
    record Finding(Optional<String> fault, Set<String> covers) {
        static Finding of(Optional<String> fault, Set<String> covers) {
            return new Finding(fault, covers);
        }
    }

    /// @param requests what arrived at the servers of the case
    Finding look(DeviceImage before, DeviceImage after, List<JsonNode> requests);

    /// @throws MalformedCase if it cannot be understood
    static WorldCheck parse(JsonNode node, String place) {
        Fields fields = Fields.of(node, place);
        if (fields.get("file").isPresent()) {
            return FileCheck.parse(fields);
        } else if (fields.get("folder").isPresent()) {
            return FolderCheck.parse(fields);
        }
        for (Kind kind : Kind.all()) {
            if (fields.get(kind.field()).isPresent()) {
                return ThingCheck.parse(kind, flattened(kind, fields));
            }
        }
        List<String> known = new ArrayList<>(List.of("file", "folder"));
        Kind.all().forEach(kind -> known.add(kind.field()));
        String first = fields.node().isEmpty() ? "" : fields.node().fieldNames().next();
        throw MalformedCase.unknown(place, first, known);
    }

    /// `{"mail": {"to": …}, "count": 1}` means `{"mail": {"to": …, "count": 1}}`, and `{"event": "Dentist"}` names
    /// the thing by its title.
    private static Fields flattened(Kind kind, Fields fields) {
        JsonNode inner = fields.get(kind.field()).orElseThrow();
        ObjectNode all = fields.node().deepCopy();
        all.remove(kind.field());
        if (inner instanceof ObjectNode object) {
            all.setAll(object);
        } else {
            all.set(ThingCheck.naming(kind), inner);
        }
        return new Fields(all, fields.at(kind.field()));
    }
}
