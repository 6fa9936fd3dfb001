package dev.errand.sandbox.host;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Where Python is installed: on the class path, or in a folder `python` beside the engine's jars, where it costs
/// those nothing who do not need it.
///
/// @param language GraalPy
/// @param library  the archive of its standard library
record PythonJars(Path language, Path library) {
    static Optional<PythonJars> here() {
        List<Path> classPath = Arrays.stream(
                        System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> !entry.isEmpty())
                .map(entry -> Path.of(entry).toAbsolutePath().normalize())
                .toList();
        return among(classPath)
                .or(() -> find(classPath, "polyglot-").flatMap(engine -> in(engine.resolveSibling("python"))));
    }

    private static Optional<PythonJars> in(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return among(files.toList());
        } catch (IOException _) {
            return Optional.empty();
        }
    }

    private static Optional<PythonJars> among(List<Path> jars) {
        return find(jars, "python-language-")
                .flatMap(language -> find(jars, "python-resources-").map(library -> new PythonJars(language, library)));
    }

    private static Optional<Path> find(List<Path> jars, String beginning) {
        return jars.stream()
                .filter(jar -> jar.getFileName() != null
                        && jar.getFileName().toString().startsWith(beginning))
                .findFirst();
    }
}
