package dev.errand.sandbox.host;

import dev.errand.sandbox.worker.WorkerMain;
import java.io.File;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// How worker processes are started.
///
/// @param javaHome      the Java that runs them
/// @param classPath     what they may load: this module, the engine, no more
/// @param cache         an AOT cache made with the same Java and class path
/// @param heapMegabytes heap of each
/// @param bubblewrap    the program `bwrap`, if they are to live in a namespace of their own
/// @param most          workers at one time; further executions wait for one
/// @param spares        workers to have ready beyond those at work
/// @param compiler      how their JVMs compile
/// @param library       the archive of Python's library, for workers that speak Python and nothing else
public record WorkerSettings(
        Path javaHome,
        List<Path> classPath,
        Optional<Path> cache,
        int heapMegabytes,
        Optional<Path> bubblewrap,
        int most,
        int spares,
        Compiler compiler,
        Optional<Path> library) {
    /// How a worker's JVM compiles what interprets the guest.
    public enum Compiler {
        /// Soon and simply: workers are there sooner.
        QUICK,
        /// Again and better where much time is spent: programs that compute a lot run several times as fast.
        THOROUGH
    }

    /// Names the file of the workers' AOT cache.
    public static final String CACHE_PROPERTY = "errand.worker.cache";

    /// Names the file of the AOT cache of workers that speak Python.
    public static final String PYTHON_CACHE_PROPERTY = "errand.worker.cache.python";

    private static final int HEAP_MEGABYTES = 128;
    private static final int PYTHON_HEAP_MEGABYTES = 512;

    /// Jars of the engine, by the beginning of their names.
    private static final Pattern ENGINE = Pattern.compile(
            "(polyglot|js-language|regex|truffle-|icu4j|collections-|nativeimage|word-|jniutils|xz-).*[.]jar");

    public WorkerSettings {
        classPath = List.copyOf(classPath);
    }

    /// As this process is set up: its Java, the jars of its class path that a worker needs, bubblewrap if it is
    /// installed.
    public static WorkerSettings here() {
        Path own = ownClasses();
        Stream<Path> engine = Arrays.stream(
                        System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> !entry.isEmpty())
                .map(entry -> Path.of(entry).toAbsolutePath().normalize())
                .filter(entry -> ENGINE.matcher(entry.getFileName().toString()).matches());
        List<Path> classPath = Stream.concat(Stream.of(Files.isDirectory(own) ? ClassJar.of(own) : own), engine)
                .toList();
        return new WorkerSettings(
                Path.of(System.getProperty("java.home")),
                classPath,
                cacheNamed(CACHE_PROPERTY),
                HEAP_MEGABYTES,
                onPath("bwrap"),
                Math.max(4, 2 * Runtime.getRuntime().availableProcessors()),
                0,
                Compiler.QUICK,
                Optional.empty());
    }

    /// The same for workers that speak Python, which need more of everything; empty where Python is not installed.
    public Optional<WorkerSettings> forPython() {
        return PythonJars.here()
                .map(jars -> new WorkerSettings(
                        javaHome,
                        Stream.concat(classPath.stream(), Stream.of(jars.language()))
                                .toList(),
                        cacheNamed(PYTHON_CACHE_PROPERTY),
                        Math.max(heapMegabytes, PYTHON_HEAP_MEGABYTES),
                        bubblewrap,
                        most,
                        0,
                        compiler,
                        Optional.of(jars.library())));
    }

    private static Optional<Path> cacheNamed(String property) {
        return Optional.ofNullable(System.getProperty(property)).map(Path::of).filter(Files::isRegularFile);
    }

    private static Path ownClasses() {
        try {
            return Path.of(WorkerMain.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
        } catch (URISyntaxException cause) {
            throw new IllegalStateException("errand does not find its own classes", cause);
        }
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
        return new WorkerSettings(
                javaHome, classPath, cache, heapMegabytes, bubblewrap, most, count, compiler, library);
    }

    public WorkerSettings withMost(int count) {
        return new WorkerSettings(
                javaHome, classPath, cache, heapMegabytes, bubblewrap, count, spares, compiler, library);
    }

    public WorkerSettings withHeapMegabytes(int megabytes) {
        return new WorkerSettings(javaHome, classPath, cache, megabytes, bubblewrap, most, spares, compiler, library);
    }

    public WorkerSettings withoutBubblewrap() {
        return new WorkerSettings(
                javaHome, classPath, cache, heapMegabytes, Optional.empty(), most, spares, compiler, library);
    }

    public WorkerSettings withCompiler(Compiler other) {
        return new WorkerSettings(javaHome, classPath, cache, heapMegabytes, bubblewrap, most, spares, other, library);
    }

    /// The same with that AOT cache.
    public WorkerSettings withCache(Path file) {
        return new WorkerSettings(
                javaHome, classPath, Optional.of(file), heapMegabytes, bubblewrap, most, spares, compiler, library);
    }
}
