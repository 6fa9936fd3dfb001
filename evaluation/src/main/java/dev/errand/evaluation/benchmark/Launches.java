package dev.errand.evaluation.benchmark;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Starts processes as a person would: through the launcher, which chooses an AOT cache for each command; or, where
/// this
/// process was started without it, with the same java, class path and options.
final class Launches {
    private static final String MAIN = "dev.errand.runtime.cli.Main";
    private static final String AOT_CACHE = "-XX:AOTCache=";

    /// What belongs to this very process, and would change what another one does.
    private static final List<String> OWN = List.of("-agentlib", "-javaagent", "-XX:AOTCacheOutput", "-Derrand.");

    private final Path folder;
    private final String java;
    private final List<String> options;
    private final Optional<String> launcher;

    /// @param folder for what the processes write
    Launches(Path folder) {
        this.folder = folder;
        this.java = ProcessHandle.current()
                .info()
                .command()
                .orElse(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        this.options = ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(option -> OWN.stream().noneMatch(option::startsWith))
                .toList();
        this.launcher = Optional.ofNullable(System.getProperty("errand.launcher"));
    }

    /// Whether the processes start from an AOT cache.
    boolean areCached() {
        return options.stream()
                .filter(option -> option.startsWith(AOT_CACHE))
                .anyMatch(option -> Files.exists(Path.of(option.substring(AOT_CACHE.length()))));
    }

    /// The yardstick: a JVM with the same settings that runs no program.
    Duration bare() {
        List<String> command = new ArrayList<>(List.of(java));
        options.stream().filter(option -> !option.startsWith(AOT_CACHE)).forEach(command::add);
        command.add("-version");
        return time(command);
    }

    /// One `errand` with these arguments, from start to exit.
    ///
    /// @throws IllegalStateException if it does not succeed
    Duration errand(String... arguments) {
        return time(command(arguments));
    }

    /// @param text what it said, on both streams
    record Said(Duration time, String text, int code) {}

    /// The same for one whose words count, and that may end with 1.
    ///
    /// @param before what stands before the command, such as `taskset -c 0`
    /// @throws IllegalStateException if it ends otherwise
    Said said(List<String> before, String... arguments) {
        List<String> command = new ArrayList<>(before);
        command.addAll(command(arguments));
        return run(command, Set.of(0, 1));
    }

    /// One that goes on until it is ended. What it prints is the caller's to read; what it complains of goes to a
    /// file.
    Process start(Path complaints, String... arguments) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command(arguments)).redirectError(Redirect.to(complaints.toFile()));
        clear(builder);
        Process process = builder.start();
        process.getOutputStream().close();
        return process;
    }

    /// A person's own device and models are not to be reached from here.
    private static void clear(ProcessBuilder builder) {
        builder.environment().keySet().removeIf(name -> name.startsWith("OPENAI_") || name.equals("ERRAND_HOME"));
    }

    private List<String> command(String... arguments) {
        List<String> command = new ArrayList<>();
        launcher.ifPresentOrElse(command::add, () -> {
            command.add(java);
            command.addAll(options);
            command.addAll(List.of("-cp", System.getProperty("java.class.path"), MAIN));
        });
        command.addAll(List.of(arguments));
        return command;
    }

    /// This program once more, in a process of its own with another heap; returns its exit code. What it says is
    /// heard here.
    static int again(int heapMegabytes, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(ProcessHandle.current()
                .info()
                .command()
                .orElse(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(option -> OWN.stream().noneMatch(option::startsWith))
                .filter(option -> !option.startsWith("-Xmx") && !option.startsWith(AOT_CACHE))
                .forEach(command::add);
        command.addAll(List.of("-Xmx" + heapMegabytes + "m", "-cp", System.getProperty("java.class.path"), MAIN));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command).inheritIO().start().waitFor();
    }

    private Duration time(List<String> command) {
        return run(command, Set.of(0)).time();
    }

    private Said run(List<String> command, Set<Integer> fine) {
        Path said = folder.resolve("said.txt");
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(Redirect.to(said.toFile()));
        clear(builder);
        try {
            long from = System.nanoTime();
            Process process = builder.start();
            process.getOutputStream().close();
            int code = process.waitFor();
            Duration time = Duration.ofNanos(System.nanoTime() - from);
            if (!fine.contains(code)) {
                throw new IllegalStateException(
                        "%s ended with %d:%n%s".formatted(String.join(" ", command), code, Files.readString(said)));
            }
            return new Said(time, Files.readString(said), code);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while " + command.getFirst() + " was running", e);
        }
    }
}
