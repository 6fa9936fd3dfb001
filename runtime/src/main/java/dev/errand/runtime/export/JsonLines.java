package dev.errand.runtime.export;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.errand.runtime.journal.Audit;
import dev.errand.runtime.journal.ChainAudit;
import dev.errand.runtime.journal.RunId;
import dev.errand.runtime.journal.StoredEntry;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// A run's journal as JSON lines, one entry a line: `{run, sequence, at, type, version, body, hash, chain}`.
///
/// `body` is the entry's JSON text as a string, not as an object, so that its hash can be checked in any language
/// without caring how JSON was written: `hash` is the SHA-256 of that string. See [StoredEntry] for `chain`.
public final class JsonLines {
    private static final ObjectMapper JSON = new ObjectMapper();

    private JsonLines() {}

    public static List<String> of(RunId run, List<StoredEntry> entries) {
        return entries.stream().map(entry -> line(run, entry)).toList();
    }

    private static String line(RunId run, StoredEntry entry) {
        ObjectNode line = JSON.createObjectNode();
        line.put("run", run.value())
                .put("sequence", entry.sequence())
                .put("at", entry.at())
                .put("type", type(entry.body()))
                .put("version", entry.version())
                .put("body", entry.body())
                .put("hash", entry.hash())
                .put("chain", entry.chain());
        return line.toString();
    }

    /// The kind of an entry; `removed` where the run was forgotten.
    private static String type(String body) {
        try {
            return body.isEmpty() ? "removed" : JSON.readTree(body).path("type").asText();
        } catch (JsonProcessingException e) {
            return "unreadable"; // it is exported as it is: an audit says what is wrong with it
        }
    }

    /// Checks an exported run by itself.
    ///
    /// @param expected the chain of the last entry, as it was written down elsewhere
    /// @throws IllegalArgumentException if this is no export of a run
    public static Audit audit(Stream<String> lines, Optional<String> expected) {
        List<StoredEntry> entries = new ArrayList<>();
        String run = "";
        for (String line : (Iterable<String>) lines.filter(text -> !text.isBlank())::iterator) {
            JsonNode entry = parsed(line, entries.size() + 1);
            String named = entry.path("run").asText();
            if (!run.isEmpty() && !run.equals(named)) {
                throw new IllegalArgumentException(
                        "The file holds entries of %s and of %s; an export is of one run.".formatted(run, named));
            }
            run = named;
            entries.add(new StoredEntry(
                    entry.path("sequence").asLong(),
                    entry.path("at").asText(),
                    entry.path("version").asInt(),
                    entry.path("body").asText(),
                    entry.path("hash").asText(),
                    entry.path("chain").asText()));
        }
        if (entries.isEmpty()) {
            throw new IllegalArgumentException(
                    "The file is empty; `errand export RUN --format jsonl` writes one to check.");
        }
        return ChainAudit.of(run, entries, expected);
    }

    private static JsonNode parsed(String line, int number) {
        try {
            JsonNode entry = JSON.readTree(line);
            for (String member : List.of("run", "at", "body", "hash", "chain")) {
                if (!entry.path(member).isTextual()) {
                    throw noExport(number, "it has no \"" + member + "\"");
                }
            }
            return entry;
        } catch (JsonProcessingException e) {
            throw noExport(number, "it is not JSON");
        }
    }

    private static IllegalArgumentException noExport(int number, String why) {
        return new IllegalArgumentException(
                "Line %d is no entry of an exported run: %s. `errand export RUN --format jsonl` writes files to check."
                        .formatted(number, why));
    }
}
