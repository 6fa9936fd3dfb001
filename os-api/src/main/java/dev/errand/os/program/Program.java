package dev.errand.os.program;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.errand.os.device.DeviceFailure;
import dev.errand.os.device.Settings;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/// A program that is installed, found in the folder that a setting names or else on the PATH.
///
/// It is run without a shell, for a limited time, and at most 4 MB of what it writes are taken.
///
/// @param file the executable
public record Program(Path file) {
    private static final int MOST_BYTES = 4 * 1024 * 1024;
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Executor READER = task -> Thread.ofVirtual().start(task);

    /// What a program did.
    public record Ended(int status, String output) {}

    /// @param folder the setting that names a folder to look into in place of the PATH, such as `termux.bin`
    public static Optional<Program> named(String name, String folder, Settings settings) {
        String places = settings.text(folder)
                .or(() -> Optional.ofNullable(System.getenv("PATH")))
                .orElse("");
        return Arrays.stream(places.split(File.pathSeparator))
                .filter(place -> !place.isEmpty())
                .map(place -> Path.of(place, name))
                .filter(file -> Files.isRegularFile(file) && Files.isExecutable(file))
                .findFirst()
                .map(Program::new);
    }

    /// What it writes.
    ///
    /// @param input what it is given to read
    /// @throws DeviceFailure if it ends badly or too late; what it wrote is not quoted
    public String run(List<String> arguments, String input, Duration time) {
        Ended ended = end(arguments, input, time);
        if (ended.status() != 0) {
            throw DeviceFailure.failed(
                    "The program %s ended with status %d.".formatted(name(), ended.status()),
                    "Try it in a terminal to see what it lacks.");
        }
        return ended.output();
    }

    /// What it writes, read as JSON.
    public JsonNode json(List<String> arguments, Duration time) {
        try {
            JsonNode json = JSON.readTree(run(arguments, "", time));
            if (!json.isMissingNode()) {
                return json;
            }
        } catch (JsonProcessingException _) {
            // Said below.
        }
        throw DeviceFailure.failed(
                "The program " + name() + " did not answer in JSON.", "Try it in a terminal to see what it lacks.");
    }

    /// The same as [#run], with the status left to the caller.
    public Ended end(List<String> arguments, String input, Duration time) {
        List<String> command = new ArrayList<>(List.of(file.toString()));
        command.addAll(arguments);
        Process process = start(command);
        try {
            CompletableFuture<String> output =
                    CompletableFuture.supplyAsync(() -> read(process.getInputStream()), READER);
            CompletableFuture<Void> fed =
                    CompletableFuture.runAsync(() -> feed(input, process.getOutputStream()), READER);
            String written = output.get(time.toMillis(), TimeUnit.MILLISECONDS);
            if (!process.waitFor(time.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new TimeoutException();
            }
            fed.cancel(true);
            return new Ended(process.exitValue(), written);
        } catch (TimeoutException _) {
            throw DeviceFailure.unreachable(
                    "The program %s did not end within %d seconds.".formatted(name(), time.toSeconds()),
                    "Try it in a terminal; it may wait for a permission.");
        } catch (ExecutionException e) {
            throw DeviceFailure.failed("The program " + name() + " could not be read.", "Try it again.");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw DeviceFailure.failed("The program " + name() + " was interrupted.", "Try it again.");
        } finally {
            end(process);
        }
    }

    private Process start(List<String> command) {
        try {
            return new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
        } catch (IOException e) {
            throw DeviceFailure.failed(
                    "The program " + name() + " could not be started.", "Check that it may be executed.");
        }
    }

    private static void end(Process process) {
        try (Stream<ProcessHandle> all = process.descendants()) {
            all.forEach(ProcessHandle::destroyForcibly);
        }
        process.destroyForcibly();
    }

    private static String read(InputStream in) {
        try (in) {
            return new String(in.readNBytes(MOST_BYTES), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void feed(String input, OutputStream out) {
        try (out) {
            out.write(input.getBytes(StandardCharsets.UTF_8));
        } catch (IOException _) {
            // A program that reads nothing has closed its end.
        }
    }

    private String name() {
        return file.getFileName().toString();
    }
}
