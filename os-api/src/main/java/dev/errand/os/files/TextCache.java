package dev.errand.os.files;

import dev.errand.os.device.Hash;
import dev.errand.os.device.Storage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;

/// Keeps the text of files that are slow to read. One entry a path, replaced when the file changes; an entry that is
/// missing, old or damaged is as if it were not there.
final class TextCache {
    private final Path folder;

    TextCache(Path cache) {
        folder = cache.resolve("file-text");
    }

    Optional<String> text(Storage.Entry file) {
        try {
            String entry = Files.readString(place(file));
            int end = entry.indexOf('\n');
            String text = entry.substring(end + 1);
            return end > 0 && entry.substring(0, end).equals(heading(file, text))
                    ? Optional.of(text)
                    : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /// Text that cannot be kept is read again the next time.
    void keep(Storage.Entry file, String text) {
        try {
            Files.createDirectories(folder);
            Path incoming = Files.createTempFile(folder, "incoming", "");
            try {
                Files.writeString(incoming, heading(file, text) + "\n" + text);
                Files.move(incoming, place(file), StandardCopyOption.REPLACE_EXISTING);
            } finally {
                Files.deleteIfExists(incoming);
            }
        } catch (IOException e) {
            System.getLogger(TextCache.class.getName())
                    .log(System.Logger.Level.DEBUG, "Text of " + file.path() + " is not kept", e);
        }
    }

    private Path place(Storage.Entry file) {
        return folder.resolve(Hash.of(file.path()));
    }

    private static String heading(Storage.Entry file, String text) {
        return Hash.of(file.size() + " " + file.modified() + " " + text);
    }
}
