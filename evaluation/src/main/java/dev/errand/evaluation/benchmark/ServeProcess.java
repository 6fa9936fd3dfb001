package dev.errand.evaluation.benchmark;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalDouble;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// An `errand serve` of our own, on a free port of the loopback interface.
record ServeProcess(Process process, URI address, String token, Path complaints) implements AutoCloseable {
    private static final Pattern HEAP_USED = Pattern.compile("total \\d+K, used (\\d+)K");
    private static final int PATIENCE_SECONDS = 30;

    /// @throws IllegalStateException if it does not open its door
    static ServeProcess start(Launches launches, Path home, Path complaints) throws IOException {
        Process process = launches.start(complaints, "serve", "--port", "0", "--home", home.toString());
        BufferedReader out = process.inputReader();
        String address = said(out, "Listening on ");
        String token = said(out, "Token: ");
        if (address.isEmpty() || token.isEmpty()) {
            process.destroyForcibly();
            throw new IllegalStateException("errand serve did not open its door: "
                    + Files.readString(complaints).strip());
        }
        return new ServeProcess(process, URI.create(address), token, complaints);
    }

    private static String said(BufferedReader out, String before) throws IOException {
        String line = out.readLine();
        return line != null && line.startsWith(before) ? line.substring(before.length()) : "";
    }

    /// @throws IllegalStateException if it has ended by itself
    void requireAlive() throws IOException {
        if (!process.isAlive()) {
            String said = Files.readString(complaints).strip();
            throw new IllegalStateException("errand serve ended with %d under the load: %s"
                    .formatted(process.exitValue(), said.substring(Math.max(0, said.length() - 3_000))));
        }
    }

    /// Memory that it holds.
    long residentKilobytes() {
        return Processes.residentKilobytes(process.toHandle());
    }

    /// The same of the workers that guests run in.
    long workersKilobytes() {
        return process.descendants().mapToLong(Processes::residentKilobytes).sum();
    }

    /// What is alive on the heap after a collection; empty where this JDK has no `jcmd`.
    OptionalDouble liveHeapMegabytes() throws InterruptedException {
        Path jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd");
        if (!Files.isExecutable(jcmd)) {
            return OptionalDouble.empty();
        }
        try {
            String pid = String.valueOf(process.pid());
            said(List.of(jcmd.toString(), pid, "GC.run"));
            Matcher used = HEAP_USED.matcher(said(List.of(jcmd.toString(), pid, "GC.heap_info")));
            long kilobytes = used.results()
                    .mapToLong(generation -> Long.parseLong(generation.group(1)))
                    .sum();
            return kilobytes == 0 ? OptionalDouble.empty() : OptionalDouble.of(kilobytes / 1024.0);
        } catch (IOException _) {
            return OptionalDouble.empty();
        }
    }

    private static String said(List<String> command) throws IOException, InterruptedException {
        Process asking = new ProcessBuilder(command).redirectErrorStream(true).start();
        asking.getOutputStream().close();
        String said = new String(asking.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        asking.waitFor();
        return said;
    }

    /// Ends it in order, so that what it has journaled is whole.
    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly().onExit().join();
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            process.destroyForcibly();
        }
    }
}
