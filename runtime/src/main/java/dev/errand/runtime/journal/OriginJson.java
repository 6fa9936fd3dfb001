package dev.errand.runtime.journal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.errand.os.operation.Origin;
import dev.errand.os.operation.Provenance;
import dev.errand.os.operation.Readers;
import java.util.Set;
import java.util.TreeSet;

/// Labels as JSON, wherever they are kept: `{provenance, source, readers}`, where `readers` is `"everybody"` or a
/// list of those who may know the value beside the person, and is left out where it is what is usual for the
/// provenance.
public final class OriginJson {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final String EVERYBODY = "everybody";

    private OriginJson() {}

    public static ObjectNode write(Origin origin) {
        ObjectNode node =
                JSON.objectNode().put("provenance", origin.provenance().name()).put("source", origin.source());
        if (!origin.readers().equals(Origin.usualReaders(origin.provenance()))) {
            node.set("readers", write(origin.readers()));
        }
        return node;
    }

    public static JsonNode write(Readers readers) {
        return switch (readers) {
            case Readers.Everybody _ -> JSON.textNode(EVERYBODY);
            case Readers.Only(Set<String> others) -> {
                ArrayNode list = JSON.arrayNode();
                new TreeSet<>(others).forEach(list::add);
                yield list;
            }
        };
    }

    /// @throws IllegalArgumentException if this is no label
    public static Origin read(JsonNode node) {
        Provenance provenance = Provenance.valueOf(node.path("provenance").asText());
        String source = node.path("source").asText();
        JsonNode readers = node.path("readers");
        return readers.isMissingNode() || readers.isNull()
                ? new Origin(provenance, source)
                : new Origin(provenance, source, readers(readers));
    }

    private static Readers readers(JsonNode node) {
        if (node.asText().equals(EVERYBODY)) {
            return Readers.everybody();
        }
        Set<String> others = new TreeSet<>();
        node.forEach(each -> others.add(each.asText()));
        return new Readers.Only(others);
    }
}
