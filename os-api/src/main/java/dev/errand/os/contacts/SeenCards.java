package dev.errand.os.contacts;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.errand.os.dav.DavCollections;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The cards of a server as they were when somebody last looked, so that only those that changed are fetched again.
/// It can be lost at any time.
///
/// @param states collection → the mark of its state
/// @param items  collection → its cards
record SeenCards(Map<String, String> states, Map<String, List<DavCollections.Item>> items) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String FOLDER = "contacts";

    static SeenCards read(Path cache, String key) {
        Path file = file(cache, key);
        try {
            return Files.isRegularFile(file) ? JSON.readValue(Files.readAllBytes(file), SeenCards.class) : none();
        } catch (IOException e) {
            return none(); // half written or of another version: all of it can be fetched again
        }
    }

    static SeenCards none() {
        return new SeenCards(new HashMap<>(), new HashMap<>());
    }

    /// A card that could not be kept is fetched again next time.
    void write(Path cache, String key) {
        try {
            Path file = file(cache, key);
            Files.createDirectories(file.getParent());
            Path fresh = Files.createTempFile(file.getParent(), "cards", ".tmp"); // for the owner alone
            Files.writeString(fresh, JSON.writeValueAsString(this), StandardCharsets.UTF_8);
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Texts can always be written", e);
        } catch (IOException _) {
            // No room, or no right to write: slower, not wrong.
        }
    }

    private static Path file(Path cache, String key) {
        return cache.resolve(FOLDER).resolve(key + ".json");
    }

    /// The cards of a collection as they are now.
    List<DavCollections.Item> refreshed(DavCollections.Collection collection, DavCollections collections) {
        List<DavCollections.Item> before = items.getOrDefault(collection.place(), List.of());
        if (!collection.state().isEmpty() && collection.state().equals(states.get(collection.place()))) {
            return before;
        }
        Map<String, DavCollections.Item> known = new HashMap<>();
        before.forEach(each -> known.put(each.place(), each));
        List<DavCollections.Item> now = new ArrayList<>();
        List<String> changed = new ArrayList<>();
        for (DavCollections.Item listed : collections.list(collection)) {
            DavCollections.Item same = known.get(listed.place());
            if (same != null && same.version().equals(listed.version())) {
                now.add(same);
            } else {
                changed.add(listed.place());
            }
        }
        now.addAll(collections.read(collection, changed));
        return now;
    }

    List<DavCollections.Item> all() {
        return items.values().stream().flatMap(List::stream).toList();
    }
}
