package dev.errand.sandbox.host;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// How worker processes are started.
///
/// @param javaHome      the Java that runs them
/// @param classPath     what they may load: this module, the engine, no more
/// @param cache         an AOT cache made with the same Java and class path
/// @param heapMegabytes heap of each
/// @param bubblewrap    the program `bwrap`, if they are to live in a namespace of their own
/// @param most          workers at one time; further executions wait for one
/// @param spares        workers to have ready beyond those at work
public record WorkerSettings(
        Path javaHome,
        List<Path> classPath,
        Optional<Path> cache,
        int heapMegabytes,
        Optional<Path> bubblewrap,
        int most,
        int spares) {
    /// Names the file of the workers' AOT cache.
    public static final String CACHE_PROPERTY = "errand.worker.cache";

    private static final int HEAP_MEGABYTES = 128;

    /// Jars by the beginning of their names, folders by their end.
    private static final Pattern NEEDED = Pattern.compile(
            "(errand-sandbox|polyglot|js-language|regex|truffle-|icu4j|collections-|nativeimage|word-|jniutils|xz-).*"
                    + "|.*sandbox/target/classes|.*sandbox-main");

    public WorkerSettings {
        classPath = List.copyOf(classPath);
    }

    /// As this process is set up: its Java, the jars of its class path that a worker needs, bubblewrap if it is installed.
    public static WorkerSettings here() {
        List<Path> classPath = Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> !entry.isEmpty())
                .map(entry -> Path.of(entry).toAbsolutePath().normalize())
                .filter(WorkerSettings::isNeeded)
                .map(entry -> Files.isDirectory(entry) ? ClassJar.of(entry) : entry)
                .toList();
        return new WorkerSettings(
                Path.of(System.getProperty("java.home")),
                classPath,
                Optional.ofNullable(System.getProperty(CACHE_PROPERTY)).map(Path::of).filter(Files::isRegularFile),
                HEAP_MEGABYTES,
                onPath("bwrap"),
                Math.max(4, 2 * Runtime.getRuntime().availableProcessors()),
                0);
    }

    private static boolean isNeeded(Path entry) {
        boolean isJar = entry.getFileName().toString().endsWith(".jar");
        String name = isJar ? entry.getFileName().toString() : entry.toString().replace(File.separatorChar, '/');
        return NEEDED.matcher(name).matches();
    }

    private static Optional<Path> onPath(String program) {
        String path = System.getenv().getOrDefault("PATH", "");
        return Arrays.stream(path.split(File.pathSeparator))
                .filter(folder -> folder.startsWith("/"))
                .map(folder -> Path.of(folder, program))
                .filter(Files::isExecutable)
                .findFirst();
    }

    public WorkerSettings withSpares(int count) {
        return new WorkerSettings(javaHome, classPath, cache, heapMegabytes, bubblewrap, most, count);
    }

    public WorkerSettings withMost(int count) {
        return new WorkerSettings(javaHome, classPath, cache, heapMegabytes, bubblewrap, count, spares);
    }

    public WorkerSettings withHeapMegabytes(int megabytes) {
        return new WorkerSettings(javaHome, classPath, cache, megabytes, bubblewrap, most, spares);
    }

    public WorkerSettings withoutBubblewrap() {
        return new WorkerSettings(javaHome, classPath, cache, heapMegabytes, Optional.empty(), most, spares);
    }

    /// The same with a cache that is not there yet, for a worker that is to make it.
    WorkerSettings withoutCache() {
        return new WorkerSettings(
                javaHome, classPath, Optional.empty(), heapMegabytes, bubblewrap, most, spares);
    }
}
