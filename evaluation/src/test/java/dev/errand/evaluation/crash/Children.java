package dev.errand.evaluation.crash;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;

/// How child processes are started. The first start makes an AOT cache for all of them, since most of a short life
/// would else be the loading of classes; what a child does is the same with it and without.
final class Children {
    /// What a child finds in its environment.
    static final Map<String, String> ENVIRONMENT = Map.of("MAIL_PASSWORD", World.PASSWORD);

    private static final List<String> OPTIONS = List.of(
            "-Xmx256m",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-Xlog:disable",
            "-Xlog:all=off",
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow",
            "-Dpolyglot.engine.WarnInterpreterOnly=false",
            "-Djava.awt.headless=true");

    private static final class Prepared {
        static final Children CHILDREN = new Children();
    }

    private final String classPath;
    private final Path cache;

    private Children() {
        try {
            Path folder = Files.createTempDirectory("errand-children");
            folder.toFile().deleteOnExit();
            classPath = jarsOnly(folder);
            cache = folder.resolve("children.aot");
            cache.toFile().deleteOnExit();
            rehearse(Files.createTempDirectory("errand-rehearsal"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Starts a process on a home; its stderr is this one's.
    static Process start(Class<?> main, World world, Object... arguments) throws IOException {
        Children children = Prepared.CHILDREN;
        return children.builder("-XX:AOTCache=" + children.cache, main, world, arguments)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    private ProcessBuilder builder(String option, Class<?> main, World world, Object... arguments) {
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
        command.addAll(OPTIONS);
        command.addAll(
                List.of(option, "-cp", classPath, main.getName(), world.home().toString()));
        Stream.of(arguments).map(String::valueOf).forEach(command::add);
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().putAll(ENVIRONMENT);
        return builder;
    }

    /// A child that is not killed shows what a child needs. Without a cache, children only start more slowly.
    private void rehearse(Path folder) throws IOException {
        try (World world = new World(folder.resolve("home"), World.Mail.BY_SERVER)) {
            Process process = builder("-XX:AOTCacheOutput=" + cache, Child.class, world, Workflows.values().length)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            try (var out = process.inputReader(StandardCharsets.UTF_8)) {
                out.readAllLines();
                process.waitFor(120, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } finally {
                process.destroyForcibly();
            }
        } finally {
            remove(folder);
        }
    }

    private static void remove(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(each);
            }
        }
    }

    /// The class path of this process with a jar in place of each folder, which a cache cannot vouch for.
    private static String jarsOnly(Path folder) throws IOException {
        List<String> parts = new ArrayList<>();
        for (String part : System.getProperty("java.class.path").split(File.pathSeparator)) {
            Path path = Path.of(part);
            if (Files.isDirectory(path)) {
                Path jar = folder.resolve("classes-" + parts.size() + ".jar");
                jar.toFile().deleteOnExit();
                pack(path, jar);
                parts.add(jar.toString());
            } else if (Files.exists(path)) {
                parts.add(part);
            }
        }
        return String.join(File.pathSeparator, parts);
    }

    private static void pack(Path folder, Path jar) throws IOException {
        try (OutputStream out = Files.newOutputStream(jar);
                JarOutputStream packed = new JarOutputStream(out);
                Stream<Path> all = Files.walk(folder)) {
            packed.setLevel(0);
            for (Path file : all.filter(Files::isRegularFile).sorted().toList()) {
                packed.putNextEntry(
                        new ZipEntry(folder.relativize(file).toString().replace(File.separatorChar, '/')));
                Files.copy(file, packed);
                packed.closeEntry();
            }
        }
    }
}
