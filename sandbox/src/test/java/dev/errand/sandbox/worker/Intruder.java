package dev.errand.sandbox.worker;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/// A program that has taken over a worker process, and looks what it can reach: a line for each attempt.
///
/// Arguments: `filter` or `plain`, a port of the host, a file of the host that can be read, one that can be written to.
final class Intruder {
    private interface Attempt {
        Object make() throws Exception;
    }

    private Intruder() {}

    static void main(String[] arguments) {
        int port = Integer.parseInt(arguments[1]);
        Path secret = Path.of(arguments[2]);
        Path target = Path.of(arguments[3]);
        // All that is needed is loaded before, as in a worker.
        for (boolean rehearsal : List.of(true, false)) {
            if (!rehearsal && arguments[0].equals("filter")) {
                System.out.println("filter " + SystemCallFilter.install());
            }
            attempt(rehearsal, "read", () -> Files.readString(secret));
            attempt(rehearsal, "read /etc/passwd", () -> Files.readString(Path.of("/etc/passwd")));
            attempt(rehearsal, "list", () -> names(secret.getParent()));
            attempt(rehearsal, "write", () -> Files.writeString(target, rehearsal ? "rehearsed" : "ESCAPED"));
            attempt(rehearsal, "connect", () -> connect(port));
            attempt(rehearsal, "start", () -> new ProcessBuilder("/bin/true").start().waitFor());
            attempt(rehearsal, "start java", () -> new ProcessBuilder(System.getProperty("java.home") + "/bin/java")
                    .start()
                    .pid());
            attempt(rehearsal, "environment", () -> {
                if (System.getenv("ERRAND_SECRET") == null) {
                    throw new IOException("there is none");
                }
                return "found";
            });
            attempt(rehearsal, "processes", () -> {
                if (ProcessHandle.allProcesses().count() < 10) {
                    throw new IOException("only its own");
                }
                return "found";
            });
        }
        Runtime.getRuntime().halt(0);
    }

    private static List<String> names(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(Path::toString).toList();
        }
    }

    private static Object connect(int port) throws IOException {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 2_000);
            return "connected";
        }
    }

    private static void attempt(boolean rehearsal, String name, Attempt attempt) {
        String result;
        try {
            attempt.make();
            result = "ESCAPED";
        } catch (Throwable refused) {
            result = "refused " + refused.getClass().getSimpleName();
        }
        if (!rehearsal) {
            System.out.println(name + ": " + result);
        }
    }
}
