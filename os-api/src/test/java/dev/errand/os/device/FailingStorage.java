package dev.errand.os.device;

import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// Storage whose process dies at one of its changes, before or after it.
final class FailingStorage implements Storage {
    /// The process is gone.
    static final class Death extends Error {
        private static final long serialVersionUID = 1;
    }

    private final Storage storage;
    private int left;

    /// @param left changes that are made before it dies
    FailingStorage(Storage storage, int left) {
        this.storage = storage;
        this.left = left;
    }

    private void live(Runnable change) {
        if (left == 0) {
            throw new Death();
        }
        left--;
        change.run();
    }

    @Override
    public Optional<Entry> entry(String path) {
        return storage.entry(path);
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
    public List<Entry> list(String folder) {
        return storage.list(folder);
    }

    @Override
    public Path onDisk(String path) {
        return storage.onDisk(path);
    }

    @Override
    public InputStream open(String path) {
        return storage.open(path);
    }

    @Override
    public void write(String path, byte[] content) {
        live(() -> storage.write(path, content));
    }

    @Override
    public void move(String from, String to) {
        live(() -> storage.move(from, to));
    }

    @Override
    public void delete(String path) {
        live(() -> storage.delete(path));
    }

    @Override
    public void makeFolder(String path) {
        live(() -> storage.makeFolder(path));
    }
}
