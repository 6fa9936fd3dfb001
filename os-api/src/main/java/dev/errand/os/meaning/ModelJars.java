package dev.errand.os.meaning;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Where the model and what runs it are installed: on the class path, or in a folder `meaning` beside the other
/// libraries, where they cost those nothing who do not need them.
///
/// @param model   the jar of the model
/// @param runtime the jar of what runs it, for all platforms
record ModelJars(Path model, Path runtime) {
    private static final String MODEL = "langchain4j-embeddings-";
    private static final String RUNTIME = "onnxruntime-";

    /// A library that is always on the class path; its neighbours are the others.
    private static final String NEIGHBOUR = "lucene-core-";

    static Optional<ModelJars> here() {
        return of(Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> !entry.isEmpty())
                .map(entry -> Path.of(entry).toAbsolutePath().normalize())
                .toList());
    }

    static Optional<ModelJars> of(List<Path> classPath) {
        return among(classPath)
                .or(() -> find(classPath, NEIGHBOUR).flatMap(neighbour -> in(neighbour.resolveSibling("meaning"))));
    }

    private static Optional<ModelJars> in(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return among(files.toList());
        } catch (IOException _) {
            return Optional.empty();
        }
    }

    private static Optional<ModelJars> among(List<Path> jars) {
        return find(jars, MODEL).flatMap(model -> find(jars, RUNTIME).map(runtime -> new ModelJars(model, runtime)));
    }

    private static Optional<Path> find(List<Path> jars, String beginning) {
        return jars.stream()
                .filter(jar -> name(jar).startsWith(beginning) && name(jar).endsWith(".jar"))
                .findFirst();
    }

    private static String name(Path jar) {
        return jar.getFileName() == null ? "" : jar.getFileName().toString();
    }

    /// Which model it is, and of which edition.
    String name() {
        String name = name(model);
        return name.substring(MODEL.length(), name.length() - ".jar".length());
    }

    /// Where vectors of this model may lie that were worked out when the program was built.
    Path vectors() {
        return model.resolveSibling(name() + ".vectors");
    }
}
