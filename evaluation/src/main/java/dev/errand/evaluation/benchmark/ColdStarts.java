package dev.errand.evaluation.benchmark;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.errand.sandbox.Language;
import dev.errand.sandbox.host.ProcessSandbox;
import dev.errand.sandbox.host.WorkerSettings;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.jar.JarOutputStream;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;

/// From nothing to the first result: a worker process, and beside it GraalJS as anybody may use it, on the same Java
/// and jars, without and with an AOT cache.
final class ColdStarts {
    private static final String PLAIN = "PlainEngine";
    private static final String CODE = "const a = [1, 2, 3].map((x) => ({x})); JSON.stringify(a)";

    private final Path folder;
    private final WorkerSettings settings;
    private final int repetitions;

    /// @param folder for what is made on the way
    ColdStarts(Path folder, WorkerSettings settings, int repetitions) {
        this.folder = folder;
        this.settings = settings;
        this.repetitions = repetitions;
    }

    ObjectNode measure() throws IOException, InterruptedException {
        ObjectNode report = JsonNodeFactory.instance.objectNode();
        Path jar = plainJar();
        Path cache = folder.resolve("plain.aot");
        start(plain(jar, "-XX:AOTCacheOutput=" + cache));
        WorkerSettings prepared = prepared();
        Series uncached = new Series("worker without an AOT cache");
        Series cached = new Series("worker with its AOT cache");
        Series plain = new Series("plain GraalJS without an AOT cache");
        Series plainCached = new Series("plain GraalJS with an AOT cache");
        for (int i = 0; i < repetitions; i++) {
            uncached.add(worker(withCache(Optional.empty())));
            if (prepared.cache().isPresent()) {
                cached.add(worker(prepared));
            }
            plain.add(start(plain(jar, "-Xshare:auto")));
            plainCached.add(start(plain(jar, "-XX:AOTCache=" + cache)));
        }
        report.set("worker", BenchReport.json(uncached));
        report.set("plainGraalJs", BenchReport.json(plain));
        report.set("plainGraalJsCached", BenchReport.json(plainCached));
        report.put("workerByPlain", ratio(uncached, plain));
        if (cached.count() > 0) {
            report.set("workerCached", BenchReport.json(cached));
            report.put("workerCachedByPlainCached", ratio(cached, plainCached));
        } else {
            report.put("workerCached", "no AOT cache of a worker could be made here");
        }
        return report;
    }

    /// With a cache: the one there is, or one made now.
    private WorkerSettings prepared() {
        Path made = folder.resolve("worker.aot");
        boolean isThere = settings.cache().isPresent() || ProcessSandbox.rehearse(settings, made);
        return isThere ? withCache(Optional.of(settings.cache().orElse(made))) : settings;
    }

    private WorkerSettings withCache(Optional<Path> cache) {
        return new WorkerSettings(
                settings.javaHome(),
                settings.classPath(),
                cache,
                settings.heapMegabytes(),
                settings.bubblewrap(),
                settings.most(),
                settings.spares(),
                settings.compiler(),
                settings.library());
    }

    private static Duration worker(WorkerSettings settings) {
        long from = System.nanoTime();
        try (ProcessSandbox sandbox = new ProcessSandbox(settings)) {
            ReferenceWorkflow.run(sandbox, Language.JAVASCRIPT);
            return Duration.ofNanos(System.nanoTime() - from);
        }
    }

    private List<String> plain(Path jar, String option) {
        List<Path> path = new ArrayList<>(settings.classPath());
        path.add(jar);
        return List.of(
                settings.javaHome().resolve("bin/java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xlog:disable",
                "-Xlog:all=off",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                option,
                "-cp",
                path.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator)),
                PLAIN,
                CODE);
    }

    private Duration start(List<String> command) throws IOException, InterruptedException {
        Path said = folder.resolve("plain.txt");
        long from = System.nanoTime();
        int code = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(said.toFile())
                .start()
                .waitFor();
        Duration time = Duration.ofNanos(System.nanoTime() - from);
        if (code != 0) {
            throw new IllegalStateException("Plain GraalJS ended with " + code + ": " + Files.readString(said));
        }
        return time;
    }

    /// Compiled here: no class of this program but the sandbox's own may know the engine.
    private Path plainJar() throws IOException {
        Path source = folder.resolve(PLAIN + ".java");
        try (InputStream in = BenchSandbox.resource(PLAIN + ".java")) {
            Files.copy(in, source);
        }
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        String path = settings.classPath().stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator));
        int code = compiler == null
                ? -1
                : compiler.run(null, null, null, "-proc:none", "-cp", path, "-d", folder.toString(), source.toString());
        if (code != 0) {
            throw new IllegalStateException("Plain GraalJS cannot be compiled here: run this with a JDK.");
        }
        Path jar = folder.resolve("plain.jar");
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar))) {
            out.putNextEntry(new ZipEntry(PLAIN + ".class"));
            Files.copy(folder.resolve(PLAIN + ".class"), out);
            out.closeEntry();
        }
        return jar;
    }

    private static double ratio(Series one, Series other) {
        return Math.round(100.0
                        * one.percentile(50).toNanos()
                        / other.percentile(50).toNanos())
                / 100.0;
    }
}
