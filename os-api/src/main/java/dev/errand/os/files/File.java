package dev.errand.os.files;

import dev.errand.os.device.Storage;
import dev.errand.os.device.StoragePath;
import dev.errand.os.spi.Param;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A file or folder as guest code sees it.
///
/// @param path     relative to the files root
/// @param size     in bytes; 0 for a folder
/// @param modified when its content last changed
/// @param type     a word of [FileType]
/// @param score    between 0 and 1, how well a search phrase names it; none where nothing was searched
public record File(
        String path,
        String name,
        @Param("bytes") long size,
        Instant modified,

        @Param("folder, pdf, text, document, spreadsheet, image, audio, video, …")
        String type,

        @Nullable Double score) {
    static File of(Storage.Entry entry) {
        return of(entry, null);
    }

    static File of(Storage.Entry entry, @Nullable Double score) {
        return new File(
                StoragePath.relative(entry.path()),
                entry.name(),
                entry.size(),
                entry.modified(),
                FileType.of(entry).word(),
                score);
    }

    /// The file or folder that lies there now.
    static File at(String path, Storage storage) {
        return of(storage.entry(path)
                .orElseThrow(() -> new IllegalStateException("Nothing lies at " + path + " any more")));
    }
}
