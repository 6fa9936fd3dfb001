package dev.errand.os.kit;

import dev.errand.os.device.DeviceFailure;
import dev.errand.os.device.Hash;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Every file and folder below a folder with the hash of its content, without what the runtime keeps in `state`.
record HomePicture(Map<String, String> contents) {
    private static final Path STATE = Path.of("state");

    /// A file whose content was read before.
    private record Seen(long size, FileTime modified, String hash) {}

    /// Takes pictures, and reads only what was written since the one before.
    static final class Camera {
        private final Path folder;
        private final Map<Path, Seen> seen = new HashMap<>();

        Camera(Path folder) {
            this.folder = folder;
        }

        HomePicture picture() {
            Map<String, String> contents = new TreeMap<>();
            visit(folder, false, (name, file) -> contents.put(name, file == null ? "folder" : hash(file)));
            return new HomePicture(contents);
        }

        private String hash(Path file) {
            try {
                long size = Files.size(file);
                FileTime modified = Files.getLastModifiedTime(file);
                Seen before = seen.get(file);
                if (before == null
                        || before.size() != size
                        || !before.modified().equals(modified)) {
                    before = new Seen(size, modified, Hash.of(Files.newInputStream(file)));
                    seen.put(file, before);
                }
                return before.hash();
            } catch (IOException e) {
                throw unreadable(file, e);
            }
        }
    }

    /// What differs; empty if nothing does.
    Set<String> differences(HomePicture other) {
        Set<String> names = new TreeSet<>(contents.keySet());
        names.addAll(other.contents.keySet());
        names.removeIf(name -> contents.getOrDefault(name, "").equals(other.contents.getOrDefault(name, "")));
        return names;
    }

    /// Names of files that hold a text, also those in `state`.
    static Set<String> holding(Path folder, String text) {
        Set<String> found = new TreeSet<>();
        visit(folder, true, (name, file) -> {
            if (name.contains(text) || (file != null && read(file).contains(text))) {
                found.add(name);
            }
        });
        return found;
    }

    private interface Visitor {
        void visit(String name, @Nullable Path file);
    }

    private static void visit(Path folder, boolean everything, Visitor visitor) {
        try {
            Files.walkFileTree(folder, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult preVisitDirectory(Path each, BasicFileAttributes attributes) {
                    Path name = folder.relativize(each);
                    if (name.equals(STATE) && !everything) {
                        return FileVisitResult.SKIP_SUBTREE;
                    }
                    visitor.visit(name + "/", null);
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                    visitor.visit(folder.relativize(file).toString(), file);
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException e) {
            throw unreadable(folder, e);
        }
    }

    private static String read(Path file) {
        try {
            return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw unreadable(file, e);
        }
    }

    private static DeviceFailure unreadable(Path file, IOException e) {
        return DeviceFailure.failed(
                "%s cannot be read: %s".formatted(file, e.getMessage()), "Check permissions of the folder.");
    }
}
