package dev.errand.runtime.author;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;

/// Jars in a home's folder of skills.
public final class SkillJar {
    /// Entries have one time, so that the same classes make the same jar.
    private static final long SOME_TIME = 1_767_225_600_000L;

    private SkillJar() {}

    /// Packs a folder of classes; the file is there as a whole or not at all.
    public static void pack(Path classes, Path jar) {
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        place(jar, incoming -> {
            try (OutputStream out = Files.newOutputStream(incoming);
                    JarOutputStream packing = new JarOutputStream(out, manifest);
                    Stream<Path> files = Files.walk(classes)) {
                for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                    JarEntry entry = new JarEntry(classes.relativize(file).toString().replace('\\', '/'));
                    entry.setTime(SOME_TIME);
                    packing.putNextEntry(entry);
                    Files.copy(file, packing);
                    packing.closeEntry();
                }
            }
        });
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
            throw new AuthorTrouble("%s cannot be written: %s. Check permissions and free space."
                    .formatted(jar, e.getMessage()));
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
