package dev.errand.os.mcp;

import dev.errand.os.device.DeviceFailure;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;

/// The process of a server, and all that it starts: it ends when this one does.
///
/// An orderly end closes it ([#close]), and a shutdown hook where nobody did. Where this process is killed, its input
/// ends, and the kernel kills it too if `setpriv` is there to say so; for that the thread that starts it has to live
/// as long as it does, so it is the one that reads what it says.
final class ServerProcess implements AutoCloseable {
    private static final int MOST_STDERR = 2_000;
    private static final long GRACE_MILLIS = 500;
    private static final List<Path> SETPRIV = List.of(Path.of("/usr/bin/setpriv"), Path.of("/bin/setpriv"));

    private final Process process;
    private final Thread hook = new Thread(this::killAll, "mcp-shutdown");
    private volatile String complaint = "";

    private ServerProcess(Process process) {
        this.process = process;
    }

    /// @param environment all variables that it gets
    /// @param said        is handed what the server writes, on a thread of its own, until that ends
    /// @throws DeviceFailure if it cannot be started
    static ServerProcess start(
            String name, List<String> command, Map<String, String> environment, Consumer<InputStream> said) {
        CompletableFuture<ServerProcess> started = new CompletableFuture<>();
        Thread.ofPlatform().daemon().name("mcp-" + name).start(() -> {
            Process process;
            try {
                process = process(command, environment);
            } catch (IOException e) {
                started.completeExceptionally(e);
                return;
            }
            started.complete(new ServerProcess(process));
            said.accept(process.getInputStream());
        });
        try {
            return started.join().watched(name);
        } catch (CompletionException e) {
            throw DeviceFailure.unreachable(
                    "The MCP server \"%s\" cannot be started: %s is not there or may not be run."
                            .formatted(name, command.getFirst()),
                    "Install it, or correct command in [mcp." + name + "].");
        }
    }

    private static Process process(List<String> command, Map<String, String> environment) throws IOException {
        List<String> whole = new ArrayList<>();
        Optional<Path> setpriv = SETPRIV.stream().filter(Files::isExecutable).findFirst();
        if (setpriv.isPresent() && isFound(command.getFirst(), environment.getOrDefault("PATH", ""))) {
            whole.addAll(List.of(setpriv.get().toString(), "--pdeathsig", "KILL", "--"));
        }
        whole.addAll(command);
        ProcessBuilder builder = new ProcessBuilder(whole);
        builder.environment().clear();
        builder.environment().putAll(environment);
        builder.directory(Path.of(System.getProperty("user.home")).toFile());
        return builder.start();
    }

    /// What is not there has to fail as such and not as the failure of the program before it.
    private static boolean isFound(String command, String path) {
        return command.contains("/")
                ? Files.isExecutable(Path.of(command))
                : Stream.of(path.split(":"))
                        .filter(p -> !p.isEmpty())
                        .anyMatch(p -> Files.isExecutable(Path.of(p, command)));
    }

    private ServerProcess watched(String name) {
        Runtime.getRuntime().addShutdownHook(hook);
        Thread.ofPlatform().daemon().name("mcp-" + name + "-stderr").start(this::drain);
        return this;
    }

    private void drain() {
        byte[] buffer = new byte[4096];
        try (InputStream in = process.getErrorStream()) {
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                String all = complaint + new String(buffer, 0, n, StandardCharsets.UTF_8);
                complaint = all.substring(Math.max(0, all.length() - MOST_STDERR));
            }
        } catch (IOException _) {
            // It has ended.
        }
    }

    OutputStream input() {
        return process.getOutputStream();
    }

    /// Whether it is over, or about to be: its output may end a moment earlier.
    boolean hasEnded() {
        try {
            return process.waitFor(GRACE_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /// The end of what it wrote to its error output.
    String complaint() {
        return complaint;
    }

    @Override
    public void close() {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException _) {
            // The hook is at work, or will be.
        }
        List<ProcessHandle> all = all();
        try {
            input().close();
        } catch (IOException _) {
            // It has closed it itself.
        }
        all.forEach(ProcessHandle::destroy);
        try {
            process.waitFor(GRACE_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        all.forEach(ProcessHandle::destroyForcibly);
        killAll();
    }

    private void killAll() {
        all().forEach(ProcessHandle::destroyForcibly);
    }

    private List<ProcessHandle> all() {
        return Stream.concat(process.descendants(), Stream.of(process.toHandle()))
                .toList();
    }
}
