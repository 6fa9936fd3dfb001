package dev.errand.os.clock;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.errand.os.device.DeviceFailure;
import dev.errand.os.device.Storage;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// A timer or an alarm as it is kept: a small file in the area `clock`, which stays until it is cancelled or whoever
/// rings it removes it.
///
/// @param label empty if it has none
/// @param at    when it rings
/// @param file  where it is kept
public record Ring(Kind kind, String id, String label, Instant at, String file) {
    private static final String AREA = "clock";
    private static final ObjectMapper JSON = new ObjectMapper();

    /// What rings.
    public enum Kind {
        TIMER,
        ALARM;

        String folder() {
            return AREA + "/" + (this == TIMER ? "timers" : "alarms");
        }

        String word() {
            return this == TIMER ? "timer" : "alarm";
        }
    }

    /// All of a kind, the next one first. Files that are none are left alone.
    public static List<Ring> all(Kind kind, Storage storage) {
        List<Ring> all = new ArrayList<>();
        for (Storage.Entry entry : storage.list(kind.folder())) {
            if (entry.name().endsWith(".json")) {
                read(kind, entry, storage).ifPresent(all::add);
            }
        }
        all.sort(Comparator.comparing(Ring::at).thenComparing(Ring::id));
        return all;
    }

    private static Optional<Ring> read(Kind kind, Storage.Entry entry, Storage storage) {
        try {
            JsonNode kept = JSON.readTree(storage.readText(entry.path()));
            return Optional.of(new Ring(
                    kind,
                    entry.name().substring(0, entry.name().length() - ".json".length()),
                    kept.path("label").asText(),
                    Instant.parse(kept.path("at").asText()),
                    entry.path()));
        } catch (JsonProcessingException | DateTimeException e) {
            return Optional.empty();
        }
    }

    static Ring keep(Kind kind, String id, String label, Instant at, Storage storage) {
        String file = kind.folder() + "/" + id + ".json";
        storage.writeText(
                file,
                JSON.createObjectNode()
                                .put("label", label)
                                .put("at", at.toString())
                                .toPrettyString()
                        + "\n");
        return new Ring(kind, id, label, at, file);
    }

    /// Cancels the one of that id, or the only one of that label.
    static Ring cancel(Kind kind, String id, Storage storage) {
        List<Ring> all = all(kind, storage);
        List<Ring> found = all.stream().filter(each -> each.id.equals(id)).toList();
        if (found.isEmpty()) {
            found = all.stream()
                    .filter(each -> each.label.equalsIgnoreCase(id.strip()))
                    .toList();
        }
        if (found.size() != 1) {
            String there =
                    all.stream().map(each -> each.id + " (" + each.label + ")").collect(Collectors.joining(", "));
            throw DeviceFailure.notFound(
                    (found.isEmpty() ? "There is no " : "There is more than one ") + kind.word() + " \"" + id + "\".",
                    there.isEmpty() ? "There are none." : "Use the id of one of these: " + there + ".");
        }
        storage.delete(found.getFirst().file);
        return found.getFirst();
    }
}
