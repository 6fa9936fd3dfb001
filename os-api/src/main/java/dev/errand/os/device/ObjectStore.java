package dev.errand.os.device;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/// Contents by hash: what a step is about to write, and what it is about to overwrite or remove. With it a step that a
/// crash cut short is completed, and an effect is taken back. Thread-safe.
public final class ObjectStore {
    private final Path folder;

    public ObjectStore(Path folder) {
        this.folder = folder;
    }

    /// Keeps the content, durably, and closes the stream. Returns its hash.
    public String keep(InputStream content) {
        try (InputStream in = content) {
            Files.createDirectories(folder);
            Path incoming = Files.createTempFile(folder, "incoming", "");
            try {
                Files.copy(in, incoming, StandardCopyOption.REPLACE_EXISTING);
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
        } catch (IOException e) {
            throw DeviceFailure.failed(
                    "Keeping a copy for undo failed: " + e.getMessage(),
                    "Check permissions and free space of the disk.");
        }
    }

    public byte[] content(String hash) {
        try {
            return Files.readAllBytes(place(hash));
        } catch (IOException e) {
            throw DeviceFailure.notFound("The kept copy " + hash + " is gone.", "It cannot be restored from here.");
        }
    }

    private Path place(String hash) {
        return folder.resolve(hash.substring(0, 2)).resolve(hash.substring(2));
    }
}
