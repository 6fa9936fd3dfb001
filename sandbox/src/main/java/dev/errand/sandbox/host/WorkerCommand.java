package dev.errand.sandbox.host;

import dev.errand.sandbox.Language;
import dev.errand.sandbox.guest.PythonLibrary;
import dev.errand.sandbox.worker.WorkerMain;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The command line of a worker process.
final class WorkerCommand {
    private WorkerCommand() {}

    static List<String> of(WorkerSettings settings) {
        List<String> command = new ArrayList<>();
        settings.bubblewrap().ifPresent(bubblewrap -> command.addAll(confined(bubblewrap, settings)));
        command.addAll(java(settings));
        settings.cache().ifPresent(cache -> command.add("-XX:AOTCache=" + cache));
        command.addAll(program(settings));
        return command;
    }

    /// One that only practises, and leaves an AOT cache.
    static List<String> rehearsal(WorkerSettings settings, Path cache) {
        List<String> command = new ArrayList<>(java(settings));
        command.add("-XX:AOTCacheOutput=" + cache);
        command.addAll(program(settings));
        command.add(WorkerMain.REHEARSE);
        return command;
    }

    private static List<String> program(WorkerSettings settings) {
        String classPath =
                settings.classPath().stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator));
        List<String> program = new ArrayList<>();
        settings.library().ifPresent(library -> program.add("-D" + PythonLibrary.PROPERTY + "=" + library));
        program.addAll(List.of("-cp", classPath, WorkerMain.class.getName()));
        settings.library().ifPresent(_ -> program.add(Language.PYTHON.id()));
        return program;
    }

    private static List<String> java(WorkerSettings settings) {
        List<String> command = new ArrayList<>();
        command.add(settings.javaHome().resolve("bin/java").toString());
        command.addAll(List.of(
                "-Xmx" + settings.heapMegabytes() + "m",
                "-Xms16m",
                "-Xss1m",
                "-XX:+UseSerialGC",
                "-XX:ReservedCodeCacheSize=" + (settings.library().isPresent() ? "128m" : "64m"),
                "-XX:MaxDirectMemorySize=8m",
                "-XX:+ExitOnOutOfMemoryError",
                "-XX:+DisplayVMOutputToStderr", // its standard output speaks the protocol
                "-XX:-UsePerfData",
                "-XX:+DisableAttachMechanism",
                "-Xlog:disable",
                "-Xlog:all=off",
                "-Djava.awt.headless=true",
                "-Duser.language=en",
                "-Duser.country=US",
                "-Duser.timezone=UTC",
                "-Dpolyglot.engine.WarnInterpreterOnly=false",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow"));
        command.addAll(
                switch (settings.compiler()) {
                    case QUICK -> List.of("-XX:TieredStopAtLevel=1", "-XX:CICompilerCount=1");
                    case THOROUGH -> List.of();
                });
        return command;
    }

    /// New namespaces for everything (no network, no other process to be seen, no shared memory), no capability, no
    /// terminal, no environment, and a file system of nothing but Java, the libraries it is linked with, and the
    /// class path, all to be read only.
    private static List<String> confined(Path bubblewrap, WorkerSettings settings) {
        List<String> command = new ArrayList<>(List.of(
                bubblewrap.toString(),
                "--unshare-all",
                "--die-with-parent",
                "--new-session",
                "--cap-drop",
                "ALL",
                "--clearenv",
                "--hostname",
                "errand",
                "--proc",
                "/proc",
                "--dev",
                "/dev"));
        for (String folder : List.of("/lib", "/lib64")) {
            sameLink(Path.of(folder), command);
        }
        Set<Path> readable = new LinkedHashSet<>(libraries(settings.javaHome()));
        readable.add(settings.javaHome());
        readable.addAll(settings.classPath());
        settings.cache().ifPresent(readable::add);
        settings.library().ifPresent(readable::add);
        for (Path path : readable) {
            command.addAll(List.of("--ro-bind-try", path.toString(), path.toString()));
        }
        command.addAll(List.of("--remount-ro", "/", "--chdir", "/"));
        return command;
    }

    private static void sameLink(Path folder, List<String> command) {
        try {
            if (Files.isSymbolicLink(folder)) {
                String target = Files.readSymbolicLink(folder).toString();
                command.addAll(List.of("--symlink", target, folder.toString()));
            } else if (Files.isDirectory(folder)) {
                command.addAll(List.of("--ro-bind", folder.toString(), folder.toString()));
            }
        } catch (IOException _) {
            // Then it is not there for the worker either, and its start will say what it lacks.
        }
    }

    /// The folders of the system's libraries that this process has loaded, which the worker will need too.
    private static Set<Path> libraries(Path javaHome) {
        Set<Path> folders = new LinkedHashSet<>();
        try (Stream<String> maps = Files.lines(Path.of("/proc/self/maps"))) {
            maps.map(line -> line.substring(Math.max(0, line.indexOf('/'))))
                    .filter(file -> file.startsWith("/") && file.contains(".so"))
                    .map(Path::of)
                    .filter(file -> file.startsWith("/usr/lib") || file.startsWith("/lib"))
                    .filter(file -> !file.startsWith(javaHome))
                    .forEach(file -> folders.add(file.getParent()));
        } catch (IOException _) {
            folders.add(Path.of("/usr/lib"));
        }
        folders.add(Path.of("/usr/lib64"));
        return folders;
    }
}
