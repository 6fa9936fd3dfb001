package dev.errand.runtime.home;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.Set;

/// Files that nobody but their owner may read, where the file system knows such a thing.
public final class PrivateFile {
    private static final Set<PosixFilePermission> OWNER = PosixFilePermissions.fromString("rw-------");
    private static final Set<PosixFilePermission> OWNER_FOLDER = PosixFilePermissions.fromString("rwx------");
    private static final Set<PosixFilePermission> OTHERS = EnumSet.of(
            PosixFilePermission.GROUP_READ,
            PosixFilePermission.GROUP_WRITE,
            PosixFilePermission.OTHERS_READ,
            PosixFilePermission.OTHERS_WRITE);

    private PrivateFile() {}

    /// Creates an empty one; there must be none yet.
    static void create(Path file) throws IOException {
        try {
            Files.createFile(file, PosixFilePermissions.asFileAttribute(OWNER));
        } catch (UnsupportedOperationException _) {
            Files.createFile(file);
        }
    }

    /// Creates a folder, and those above it, where there is none.
    static void createFolder(Path folder) throws IOException {
        try {
            Files.createDirectories(folder, PosixFilePermissions.asFileAttribute(OWNER_FOLDER));
        } catch (UnsupportedOperationException _) {
            Files.createDirectories(folder);
        }
    }

    static boolean hasPermissions(Path file) {
        return Files.exists(file) && Files.getFileAttributeView(file, PosixFileAttributeView.class) != null;
    }

    /// Whether others on this machine may read or change the file.
    public static boolean isOpenToOthers(Path file) {
        try {
            return hasPermissions(file)
                    && Files.getPosixFilePermissions(file).stream().anyMatch(OTHERS::contains);
        } catch (IOException _) {
            return false; // it cannot be read by us either; who needs it says so
        }
    }
}
