package dev.errand.evaluation.benchmark;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/// Starts what somebody would take instead of Errand, and times it. Ends what it started when it is closed.
final class Others implements AutoCloseable {
    private static final Duration MOST = Duration.ofMinutes(1);

    private final Path folder;
    private final List<Loop> loops = new ArrayList<>();

    /// @param folder for what is made on the way
    Others(Path folder) {
        this.folder = folder;
    }

    /// A process from its start to its end. Its output is read and forgotten.
    ///
    /// @param fine exit codes that are no failure
    Contest.Way process(String name, Set<Integer> fine, String... command) {
        return new Contest.Way(name, () -> {
            long from = System.nanoTime();
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(folder.resolve("said.txt").toFile())
                    .start();
            process.getOutputStream().close();
            int code = ended(process);
            Duration time = Duration.ofNanos(System.nanoTime() - from);
            if (!fine.contains(code)) {
                throw new IOException("%s ended with %d: %s"
                        .formatted(
                                command[0],
                                code,
                                Files.readString(folder.resolve("said.txt")).strip()));
            }
            return time;
        });
    }

    private static int ended(Process process) throws IOException {
        try {
            if (process.waitFor(MOST.toSeconds(), TimeUnit.SECONDS)) {
                return process.exitValue();
            }
            throw new IOException("%s did not end within %d s"
                    .formatted(process.info().command().orElse("a process"), MOST.toSeconds()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while a process was running", e);
        } finally {
            process.destroyForcibly();
        }
    }

    /// A program in Java that lies beside this class and is compiled as it starts: it does its work once for each
    /// line it reads, and says how many nanoseconds that took. No class of this program need know its libraries.
    Contest.Way loop(String name, String source, List<Path> classPath, String argument) {
        Loop loop = new Loop(source, classPath, argument);
        loops.add(loop);
        return new Contest.Way(name, loop);
    }

    private final class Loop implements Contest.Timed {
        private final String source;
        private final List<Path> classPath;
        private final String argument;
        private final List<Process> running = new ArrayList<>();

        Loop(String source, List<Path> classPath, String argument) {
            this.source = source;
            this.classPath = classPath;
            this.argument = argument;
        }

        @Override
        public Duration once() throws IOException {
            if (running.isEmpty()) {
                running.add(start());
            }
            Process process = running.getFirst();
            process.outputWriter(StandardCharsets.UTF_8).write("\n");
            process.outputWriter(StandardCharsets.UTF_8).flush();
            BufferedReader reader = process.inputReader(StandardCharsets.UTF_8);
            String line = reader.readLine();
            if (line == null) {
                throw new IOException("%s said nothing: %s"
                        .formatted(source, Files.readString(errors()).strip()));
            }
            return Duration.ofNanos(Long.parseLong(line));
        }

        private Path errors() {
            return folder.resolve(source + ".err");
        }

        private Process start() throws IOException {
            Path file = folder.resolve(source);
            try (InputStream in = BenchSandbox.resource(source)) {
                Files.copy(in, file, StandardCopyOption.REPLACE_EXISTING);
            }
            return new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-XX:+UseSerialGC",
                            "-XX:TieredStopAtLevel=1",
                            "--enable-native-access=ALL-UNNAMED",
                            "--sun-misc-unsafe-memory-access=allow",
                            "-cp",
                            classPath.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator)),
                            file.toString(),
                            argument)
                    .redirectError(errors().toFile())
                    .start();
        }

        void end() {
            running.forEach(Process::destroyForcibly);
        }
    }

    @Override
    public void close() {
        loops.forEach(Loop::end);
    }
}
