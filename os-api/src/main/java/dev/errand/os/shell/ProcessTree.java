package dev.errand.os.shell;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// All processes that one command started, also those whose parents have gone: a variable in their environment tells
/// them, where the system shows that (Linux). Elsewhere, those that descend from the command's own process.
record ProcessTree(String mark) {
    static final String MARK = "ERRAND_STEP";

    /// How long they get to put things in order before they are killed.
    private static final Duration GRACE = Duration.ofSeconds(2);

    /// Processes may start others while they are looked for.
    private static final int ROUNDS = 5;

    static ProcessTree marked(String step) {
        return new ProcessTree(step + "@" + ProcessHandle.current().pid());
    }

    /// Asks them all to end, and kills those that do not.
    void end(ProcessHandle root) {
        Set<ProcessHandle> found = running(root);
        found.forEach(ProcessHandle::destroy);
        awaitEnd(found);
        for (int i = 0; i < ROUNDS; i++) {
            found.addAll(running(root));
            found.removeIf(process -> !process.isAlive());
            if (found.isEmpty()) {
                return;
            }
            found.forEach(ProcessHandle::destroyForcibly);
            awaitEnd(found);
        }
    }

    private static void awaitEnd(Set<ProcessHandle> processes) {
        boolean interrupted = Thread.interrupted();
        try {
            CompletableFuture.allOf(
                            processes.stream().map(ProcessHandle::onExit).toArray(CompletableFuture[]::new))
                    .get(GRACE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            interrupted = true;
        } catch (TimeoutException | ExecutionException _) {
            // Those that are left are killed next.
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private Set<ProcessHandle> running(ProcessHandle root) {
        Set<ProcessHandle> found = new HashSet<>();
        root.descendants().forEach(found::add);
        if (root.isAlive()) {
            found.add(root);
        }
        ProcessHandle.allProcesses().filter(this::isMarked).forEach(found::add);
        found.remove(ProcessHandle.current());
        return found;
    }

    private boolean isMarked(ProcessHandle process) {
        Path environment = Path.of("/proc", String.valueOf(process.pid()), "environ");
        try {
            String variables = new String(Files.readAllBytes(environment), StandardCharsets.UTF_8);
            return ("\0" + variables).contains("\0" + MARK + "=" + mark + "\0");
        } catch (IOException e) {
            // Somebody else's, or gone.
            return false;
        }
    }
}
