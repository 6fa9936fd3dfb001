package dev.errand.runtime.cli;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.spi.ToolProvider;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// How the launcher starts the program: its flags, and a cache that a practice run has filled. The cache takes jars
/// only, so folders of classes are packed. Made once for all tests of a JVM.
final class Launch {
    private static final Path FOLDER = folder();
    static final String CLASS_PATH = Stream.of(
                    System.getProperty("java.class.path").split(File.pathSeparator))
            .map(Path::of)
            .filter(Files::exists)
            .map(entry -> Files.isDirectory(entry) ? packed(entry) : entry)
            .map(Path::toString)
            .collect(Collectors.joining(File.pathSeparator));
    static final Path CACHE = practised();

    private Launch() {}

    static List<String> java() {
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-XX:-UsePerfData",
                "-Xlog:disable",
                "-Xlog:all=off",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-Dpolyglot.engine.WarnInterpreterOnly=false",
                "-Djava.awt.headless=true",
                "-Derrand.worker.cache=" + FOLDER.resolve("worker.aot"));
    }

    private static Path folder() {
        try {
            Path folder = Files.createTempDirectory("errand-launch");
            Runtime.getRuntime().addShutdownHook(new Thread(() -> delete(folder)));
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void delete(Path folder) {
        try (Stream<Path> all = Files.walk(folder)) {
            all.sorted(Comparator.reverseOrder()).forEach(path -> path.toFile().delete());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path packed(Path classes) {
        String name = classes.toAbsolutePath().toString().replaceAll("\\W+", "-") + ".jar";
        Path jar = FOLDER.resolve(name);
        ToolProvider.findFirst("jar")
                .orElseThrow()
                .run(
                        System.out,
                        System.err,
                        "--create",
                        "--no-compress",
                        "--file",
                        jar.toString(),
                        "-C",
                        classes + "",
                        ".");
        return jar;
    }

    /// Without a cache, if it could not be made, all works as well, slower.
    private static Path practised() {
        Path cache = FOLDER.resolve("errand.aot");
        List<String> command = new ArrayList<>(java());
        command.addAll(List.of("-XX:AOTCacheOutput=" + cache, "-cp", CLASS_PATH, Rehearsal.class.getName()));
        command.addAll(List.of("act", FOLDER.resolve("practice").toString()));
        List<String> workers = new ArrayList<>(java());
        workers.addAll(List.of("-cp", CLASS_PATH, Rehearsal.class.getName()));
        workers.addAll(List.of("javascript", FOLDER.resolve("worker.aot").toString()));
        run(workers);
        run(command);
        return cache;
    }

    private static void run(List<String> command) {
        try {
            new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
