package dev.errand.os;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/// Small programs that stand where the real ones would be installed.
public final class Scripts {
    private Scripts() {}

    /// Puts a shell script into a folder.
    public static Path in(Path folder, String name, String body) {
        try {
            Path file = Files.writeString(folder.resolve(name), "#!/bin/sh\n" + body + "\n");
            return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
