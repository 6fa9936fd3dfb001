package dev.errand.runtime.labels;

import dev.errand.os.device.Storage;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The storage as one step of an operation uses it, and what of it the step opened and wrote. For one thread.
public final class WatchedStorage implements Storage {
    private final Storage storage;
    private final StoredLabels labels;
    private final Map<String, StoredLabel> opened = new LinkedHashMap<>();
    private final Set<String> written = new LinkedHashSet<>();
    private final Set<String> made = new LinkedHashSet<>();

    public WatchedStorage(Storage storage) {
        this.storage = storage;
        this.labels = new StoredLabels(storage);
    }

    StoredLabels labels() {
        return labels;
    }

    /// Places whose content was opened and has a label, with the label that it had then.
    Map<String, StoredLabel> opened() {
        return opened;
    }

    /// Places whose content was written.
    Set<String> written() {
        return written;
    }

    /// Those of them that were not there before.
    Set<String> made() {
        return made;
    }

    @Override
    public Optional<Entry> entry(String path) {
        return storage.entry(path);
    }

    @Override
    public List<Entry> list(String folder) {
        return storage.list(folder);
    }

    @Override
    public Path onDisk(String path) {
        return storage.onDisk(path);
    }

    @Override
    public InputStream open(String path) {
        if (!written.contains(path)) {
            labels.at(path).ifPresent(label -> opened.put(path, label));
        }
        return storage.open(path);
    }

    @Override
    public void requireChangeable(String path) {
        storage.requireChangeable(path);
    }

    @Override
    public void requireTreeChangeable(String path) {
        storage.requireTreeChangeable(path);
    }

    @Override
    public void write(String path, byte[] content) {
        if (!written.contains(path) && !storage.exists(path)) {
            made.add(path);
        }
        storage.write(path, content);
        written.add(path);
    }

    @Override
    public void move(String from, String to) {
        storage.move(from, to);
    }

    @Override
    public void delete(String path) {
        storage.delete(path);
    }

    @Override
    public Storage settled() {
        return storage.settled();
    }

    @Override
    public boolean isDrafted(String path) {
        return storage.isDrafted(path);
    }

    @Override
    public void makeFolder(String path) {
        storage.makeFolder(path);
    }
}
