package dev.errand.os.device;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/// Contents by hash: what a step is about to write, and what it is about to overwrite or remove. With it a step that
/// a crash cut short is completed, and an effect is taken back. Thread-safe.
public final class ObjectStore {
    /// In bytes: what is looked at in memory first.
    private static final int SMALL = 1 << 16;

    private final Path folder;

    public ObjectStore(Path folder) {
        this.folder = folder;
    }

    /// Keeps the content, durably, and closes the stream. Returns its hash.
    public String keep(InputStream content) {
        try (InputStream in = content) {
            byte[] beginning = in.readNBytes(SMALL);
            if (beginning.length < SMALL) { // all of it, and often kept already
                String hash = Hash.of(new ByteArrayInputStream(beginning));
                return Files.exists(place(hash)) ? hash : keepNew(new ByteArrayInputStream(beginning));
            }
            return keepNew(new SequenceInputStream(new ByteArrayInputStream(beginning), in));
        } catch (IOException e) {
            throw DeviceFailure.failed(
                    "Keeping a copy for undo failed: " + e.getMessage(),
                    "Check permissions and free space of the disk.");
        }
    }

    private String keepNew(InputStream content) throws IOException {
        Files.createDirectories(folder);
        Path incoming = Files.createTempFile(folder, "incoming", "");
        try {
            Files.copy(content, incoming, StandardCopyOption.REPLACE_EXISTING);
            String hash = Hash.of(Files.newInputStream(incoming));
            if (!Files.exists(place(hash))) {
                DiskStorage.force(incoming);
                Files.createDirectories(place(hash).getParent());
                Files.move(incoming, place(hash), StandardCopyOption.REPLACE_EXISTING);
            }
            return hash;
        } finally {
            Files.deleteIfExists(incoming);
        }
    }

    public byte[] content(String hash) {
        try {
            return Files.readAllBytes(place(hash));
        } catch (IOException e) {
            throw DeviceFailure.notFound("The kept copy " + hash + " is gone.", "It cannot be restored from here.");
        }
    }

    /// Removes every content that is not needed, and what a crash left half kept. Returns how many contents were
    /// removed.
    /// Only for whoever owns the home, while nobody keeps anything: what was just kept is in no record yet.
    public int removeAllBut(Set<String> needed) {
        int removed = 0;
        try {
            for (Path file : filesIn(folder)) {
                Path name = folder.relativize(file);
                if (name.getNameCount() == 1) {
                    Files.deleteIfExists(file);
                } else if (!needed.contains(name.getName(0) + name.getName(1).toString())) {
                    Files.deleteIfExists(file);
                    removed++;
                }
            }
            return removed;
        } catch (IOException e) {
            throw DeviceFailure.failed(
                    "Removing kept copies failed: " + e.getMessage(),
                    "Check permissions of " + folder + "; what is left is removed next time.");
        }
    }

    private static List<Path> filesIn(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> below = Files.walk(folder, 2)) {
            return below.filter(Files::isRegularFile).toList();
        }
    }

    private Path place(String hash) {
        return folder.resolve(hash.substring(0, 2)).resolve(hash.substring(2));
    }
}
