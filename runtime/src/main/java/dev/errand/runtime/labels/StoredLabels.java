package dev.errand.runtime.labels;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.errand.os.device.Hash;
import dev.errand.os.device.Storage;
import dev.errand.os.device.StoragePath;
import dev.errand.os.operation.Origin;
import dev.errand.os.operation.Provenance;
import dev.errand.runtime.journal.OriginJson;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Labels of stored contents, in the storage area `labels`, which no skill can reach.
///
/// A label belongs to a content, not to a place: `labels/SIZE-HASH/KEY.json`, where the key is that of the step which
/// wrote it. So it holds wherever the content is moved or copied, by a run or in a file manager, and ends where the
/// person changes the content. Every step has a label of its own, so that undoing one step takes no label from another.
///
/// For one thread at a time.
public final class StoredLabels {
    static final String AREA = "labels";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Storage storage;
    private final Set<String> contents = new HashSet<>();
    private final Set<Long> sizes = new HashSet<>();

    public StoredLabels(Storage storage) {
        this.storage = storage;
        for (Storage.Entry content : storage.list(AREA)) {
            contents.add(content.name());
            sizes.add(size(content.name()));
        }
    }

    private static long size(String name) {
        String digits = name.substring(0, Math.max(0, name.indexOf('-')));
        return digits.matches("\\d{1,18}") ? Long.parseLong(digits) : -1;
    }

    /// The label of what lies at a place now. A content that has none is the person's own.
    public Optional<StoredLabel> at(String place) {
        Optional<Storage.Entry> entry = storage.entry(place).filter(e -> !e.folder() && sizes.contains(e.size()));
        return entry.flatMap(found -> {
            String content = content(found.size(), Hash.of(storage.open(place)));
            return contents.contains(content)
                    ? files(content).stream().map(this::read).reduce(StoredLabel::join)
                    : Optional.empty();
        });
    }

    private static String content(long size, String hash) {
        return size + "-" + hash;
    }

    private List<Storage.Entry> files(String content) {
        return storage.list(AREA + "/" + content).stream()
                .filter(entry -> !entry.folder() && entry.name().endsWith(".json"))
                .toList();
    }

    /// A label that cannot be read says the worst: somebody had a reason to write it.
    private StoredLabel read(Storage.Entry file) {
        try {
            ObjectNode label = (ObjectNode) JSON.readTree(storage.readText(file.path()));
            return new StoredLabel(OriginJson.read(label), label.path("named").asBoolean());
        } catch (JsonProcessingException | ClassCastException | IllegalArgumentException e) {
            return new StoredLabel(new Origin(Provenance.OUTSIDE, "something whose label is damaged"), true);
        }
    }

    /// Labels what lies at a place now.
    ///
    /// @param key of whoever wrote it
    public void put(String place, StoredLabel label, String key) {
        byte[] content = storage.read(place);
        if (content.length == 0) {
            return; // nothing is everybody's
        }
        ObjectNode json = OriginJson.write(label.origin());
        if (label.named()) {
            json.put("named", true);
        }
        String name = content(content.length, Hash.of(content));
        storage.writeText(AREA + "/" + name + "/" + StoragePath.name(key) + ".json", json + "\n");
        contents.add(name);
        sizes.add((long) content.length);
    }

    /// The person has looked at what lies at a place and calls it their own. Returns whether it had a label.
    public boolean lift(String place) {
        Optional<StoredLabel> label = at(place);
        label.ifPresent(_ -> {
            byte[] content = storage.read(place);
            storage.delete(AREA + "/" + content(content.length, Hash.of(content)));
        });
        return label.isPresent();
    }
}
