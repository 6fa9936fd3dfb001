package dev.errand.runtime.author;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.LocalDateTime;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;

/// Jars in a home's folder of skills.
public final class SkillJar {
    /// Entries have one time, so that the same classes make the same jar.
    private static final LocalDateTime SOME_TIME = LocalDateTime.of(2026, 1, 1, 0, 0);

    private SkillJar() {}

    /// Packs a folder of classes; the file is there as a whole or not at all.
    public static void pack(Path classes, Path jar) {
        place(jar, incoming -> {
            try (OutputStream out = Files.newOutputStream(incoming);
                    JarOutputStream packing = new JarOutputStream(out);
                    Stream<Path> files = Files.walk(classes)) {
                add(
                        packing,
                        JarFile.MANIFEST_NAME,
                        "Manifest-Version: 1.0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
                for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                    add(packing, classes.relativize(file).toString().replace('\\', '/'), Files.readAllBytes(file));
                }
            }
        });
    }

    private static void add(JarOutputStream packing, String name, byte[] content) throws IOException {
        JarEntry entry = new JarEntry(name);
        entry.setTimeLocal(SOME_TIME);
        packing.putNextEntry(entry);
        packing.write(content);
        packing.closeEntry();
    }

    /// Copies a jar that somebody made.
    public static void copy(Path made, Path jar) {
        place(jar, incoming -> Files.copy(made, incoming, StandardCopyOption.REPLACE_EXISTING));
    }

    /// @throws AuthorTrouble if it cannot be removed
    public static void remove(Path jar) {
        try {
            Files.delete(jar);
        } catch (IOException e) {
            throw new AuthorTrouble("%s cannot be removed: %s. Check that you may.".formatted(jar, e.getMessage()));
        }
    }

    private interface Writing {
        void write(Path incoming) throws IOException;
    }

    private static void place(Path jar, Writing writing) {
        try {
            Files.createDirectories(jar.getParent());
            Path incoming = Files.createTempFile(jar.getParent(), ".incoming", "");
            try {
                writing.write(incoming);
                Files.move(incoming, jar, StandardCopyOption.REPLACE_EXISTING);
            } finally {
                Files.deleteIfExists(incoming);
            }
        } catch (IOException e) {
            throw new AuthorTrouble(
                    "%s cannot be written: %s. Check permissions and free space.".formatted(jar, e.getMessage()));
        }
    }

    /// All jars in a folder of skills, by name; none if there is no such folder.
    public static List<Path> in(Path folder) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".jar"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new AuthorTrouble("%s cannot be read: %s. Check that you may.".formatted(folder, e.getMessage()));
        }
    }
}
