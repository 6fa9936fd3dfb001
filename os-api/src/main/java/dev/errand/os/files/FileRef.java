package dev.errand.os.files;

import dev.errand.os.device.StoragePath;
import dev.errand.os.spi.Keyed;

/// A file or folder as an argument: its path, or a File that was found. Paths are relative to the device's files root.
@Keyed(kind = "path", members = "path")
public record FileRef(String path) {
    /// Where it lies in the device's storage.
    public String inStorage() {
        return StoragePath.in(AREA, path);
    }

    /// The storage area of the person's files.
    public static final String AREA = "files";
}
