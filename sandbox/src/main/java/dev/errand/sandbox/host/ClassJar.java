package dev.errand.sandbox.host;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;

/// A folder of classes as a jar, as tests and development environments have one where a program has a jar. A worker
/// reads classes from files that are open already, and a folder cannot be kept open.
final class ClassJar {
    private static final Map<Path, Path> MADE = new ConcurrentHashMap<>();

    private ClassJar() {}

    /// The jar of a folder, made once and kept as long as this process lives.
    static Path of(Path folder) {
        return MADE.computeIfAbsent(folder, ClassJar::make);
    }

    private static Path make(Path folder) {
        try (Stream<Path> tree = Files.walk(folder)) {
            Path jar = Files.createTempFile("errand-classes", ".jar");
            jar.toFile().deleteOnExit();
            List<Path> files = tree.filter(Files::isRegularFile).sorted().toList();
            try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar))) {
                for (Path file : files) {
                    String name = folder.relativize(file).toString().replace(File.separatorChar, '/');
                    out.putNextEntry(new ZipEntry(name));
                    Files.copy(file, out);
                    out.closeEntry();
                }
            }
            return jar;
        } catch (IOException cause) {
            throw new UncheckedIOException("The classes in " + folder + " cannot be put into a jar", cause);
        }
    }
}
