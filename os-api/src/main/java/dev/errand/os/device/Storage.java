package dev.errand.os.device;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// The device's data: a tree of files in named areas. Paths are as [StoragePath] describes them.
///
/// Failures are [DeviceFailure]s with a message for a person. Implementations may be used by one thread at a time.
public interface Storage {
    /// A file or folder.
    ///
    /// @param size     in bytes; 0 for a folder
    /// @param modified when its content last changed
    record Entry(String path, boolean folder, long size, Instant modified) {
        public String name() {
            return StoragePath.name(path);
        }
    }

    Optional<Entry> entry(String path);

    /// What lies directly in a folder, ordered by name; nothing if there is no such folder.
    List<Entry> list(String folder);

    InputStream open(String path);

    /// Creates or replaces a file, and the folders above it.
    void write(String path, byte[] content);

    /// Moves a file or a folder with all that is in it. The target must not exist.
    void move(String from, String to);

    /// Removes a file, or a folder with all that is in it.
    void delete(String path);

    void makeFolder(String path);

    /// Says beforehand whether something may be changed there: previews refuse what the real thing would.
    ///
    /// @throws DeviceFailure (invalid) if the person allows no change at that place
    void requireChangeable(String path);

    /// The same for a place with all that is below it.
    void requireTreeChangeable(String path);

    /// Where a path lies on disk, for programs that take nothing else. What a draft holds is not there yet.
    ///
    /// @throws DeviceFailure (invalid) if it leads out of its area
    Path onDisk(String path);

    /// The data as it is, without what a draft would change; for looking only, and unlike this one for any thread.
    default Storage settled() {
        return this;
    }

    /// Whether what lies at a path may be another thing than in [#settled].
    default boolean isDrafted(String path) {
        return false;
    }

    default boolean exists(String path) {
        return entry(path).isPresent();
    }

    default byte[] read(String path) {
        try (InputStream in = open(path)) {
            return in.readAllBytes();
        } catch (java.io.IOException e) {
            throw DeviceFailure.failed(
                    "Reading " + path + " failed: " + e.getMessage(), "Check the disk and try again.");
        }
    }

    default String readText(String path) {
        return new String(read(path), StandardCharsets.UTF_8);
    }

    default void writeText(String path, String text) {
        write(path, text.getBytes(StandardCharsets.UTF_8));
    }

    /// All files below a folder, ordered by path.
    default List<Entry> walk(String folder) {
        List<Entry> files = new java.util.ArrayList<>();
        for (Entry entry : list(folder)) {
            if (entry.folder()) {
                files.addAll(walk(entry.path()));
            } else {
                files.add(entry);
            }
        }
        return files;
    }
}
