package dev.errand.runtime.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/// The real program in a process of its own, with the flags of the launcher and an environment that holds nothing of
/// whoever runs the tests.
///
/// ```java
/// Ended ended = new ErrandProcess(home).run("demo", "Please …");
/// ```
final class ErrandProcess {
    private static final long MOST_SECONDS = 60;
    private static final ObjectMapper JSON = new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    /// How a process ended.
    record Ended(int exit, String out, String err) {
        /// The only document on stdout.
        JsonNode document() {
            try {
                return JSON.readTree(out);
            } catch (IOException e) {
                throw new UncheckedIOException("stdout is no JSON document: " + this, e);
            }
        }

        /// The first word on stdout of a parked run.
        String run() {
            assertThat(out).as(toString()).matches("(?s)r-[a-z0-9]{8}\\s.*");
            return out.substring(0, out.indexOf(' '));
        }

        Ended exits(int code) {
            assertThat(exit).as(toString()).isEqualTo(code);
            return this;
        }
    }

    private final Map<String, String> environment = new TreeMap<>();
    private final List<String> jvm = new ArrayList<>();
    private final List<String> before = new ArrayList<>();
    private String classPath = Launch.CLASS_PATH;
    private String input = "";
    private boolean isOther;

    /// @param xdg the folder that takes the place of the person's own XDG folders
    ErrandProcess(Path xdg) {
        System.getenv().forEach((name, value) -> {
            if (!name.matches("(OPENAI_|ERRAND_|XDG_|JAVA_|JDK_|NO_COLOR|TERM|LC_|LANG).*")) {
                environment.put(name, value);
            }
        });
        environment.put("XDG_DATA_HOME", xdg.resolve("data").toString());
        environment.put("XDG_CONFIG_HOME", xdg.resolve("config").toString());
        environment.put("LC_ALL", "C.UTF-8");
        environment.put("TERM", "xterm");
    }

    ErrandProcess with(String variable, String value) {
        environment.put(variable, value);
        return this;
    }

    /// Adds a flag of the JVM.
    ErrandProcess flag(String flag) {
        jvm.add(flag);
        return this;
    }

    /// Adds something to the class path.
    ErrandProcess offering(Path classes) {
        classPath = classPath + File.pathSeparator + classes;
        return this;
    }

    /// Starts it through another program, which gets the command as its last arguments.
    ErrandProcess through(String... program) {
        before.addAll(List.of(program));
        return this;
    }

    /// Starts another program instead, in the same environment.
    ErrandProcess throughOnly(String... program) {
        isOther = true;
        return through(program);
    }

    /// What is typed, or piped in.
    ErrandProcess typing(String text) {
        input = text;
        return this;
    }

    List<String> command(String... arguments) {
        List<String> command = new ArrayList<>(before);
        if (isOther) {
            return command;
        }
        command.addAll(Launch.java());
        command.add("-XX:AOTCache=" + Launch.CACHE);
        command.addAll(jvm);
        command.addAll(List.of("-cp", classPath, "dev.errand.runtime.cli.Main"));
        command.addAll(List.of(arguments));
        return command;
    }

    /// Starts it and waits for its end.
    Ended run(String... arguments) {
        try (Running running = start(arguments)) {
            return running.end();
        }
    }

    Running start(String... arguments) {
        try {
            // Where the tests run in the background, Ctrl-C is ignored and would be in the process, too.
            List<String> hearingCtrlC = new ArrayList<>(List.of("env", "--default-signal=INT"));
            hearingCtrlC.addAll(command(arguments));
            ProcessBuilder builder = new ProcessBuilder(hearingCtrlC);
            builder.environment().clear();
            builder.environment().putAll(environment);
            Process process = builder.start();
            process.getOutputStream().write(input.getBytes(StandardCharsets.UTF_8));
            process.getOutputStream().close();
            return new Running(process);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// A process that goes on while the test looks on.
    static final class Running implements AutoCloseable {
        private static final String END = "\u0000";

        private final Process process;
        private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();
        private final CompletableFuture<String> out = new CompletableFuture<>();
        private final CompletableFuture<String> err = new CompletableFuture<>();
        private final BlockingQueue<String> errors = new LinkedBlockingQueue<>();

        private Running(Process process) {
            this.process = process;
            Thread.ofVirtual().start(() -> follow(process.inputReader(StandardCharsets.UTF_8), lines, out));
            Thread.ofVirtual().start(() -> follow(process.errorReader(StandardCharsets.UTF_8), errors, err));
        }

        private static void follow(
                BufferedReader reader, BlockingQueue<String> lines, CompletableFuture<String> whole) {
            StringBuilder all = new StringBuilder();
            try (reader) {
                for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                    all.append(line).append('\n');
                    lines.add(line);
                }
            } catch (IOException e) {
                all.append(e);
            }
            lines.add(END);
            whole.complete(all.toString());
        }

        /// Waits for a line on stdout that contains a text.
        String awaitLine(String text) {
            return await(lines, text);
        }

        /// The same on stderr.
        String awaitError(String text) {
            return await(errors, text);
        }

        private String await(BlockingQueue<String> lines, String text) {
            try {
                while (true) {
                    String line = lines.poll(MOST_SECONDS, TimeUnit.SECONDS);
                    if (line == null || line.equals(END)) {
                        throw new AssertionError("No line with " + text + ": " + end());
                    }
                    if (line.contains(text)) {
                        return line;
                    }
                }
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }

        /// Ctrl-C, until it was heard.
        void interrupt(String heard) {
            try {
                new ProcessBuilder("kill", "-INT", "" + process.pid()).start().waitFor();
            } catch (IOException | InterruptedException e) {
                throw new IllegalStateException(e);
            }
            await(errors, heard);
        }

        /// Power off.
        void kill() {
            process.destroyForcibly();
            end();
        }

        boolean isAlive() {
            return process.isAlive();
        }

        Ended end() {
            try {
                boolean ended = process.waitFor(MOST_SECONDS, TimeUnit.SECONDS);
                if (!ended) {
                    process.descendants().forEach(ProcessHandle::destroyForcibly);
                    process.destroyForcibly().waitFor();
                }
                Ended result = new Ended(process.exitValue(), out.join(), err.join());
                assertThat(ended).as("ended in time: " + result).isTrue();
                return result;
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }

        @Override
        public void close() {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
    }
}
