package dev.errand.sandbox.host;

import dev.errand.sandbox.Confinement;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// The worker processes of a sandbox: started ahead of need, used again as long as they are sound, replaced when not.
/// Thread-safe.
final class Workers implements AutoCloseable {
    /// A process does not grow old: what a guest may have left behind in it is not there for long.
    private static final int EXECUTIONS = 500;

    private static final long WATCH_NANOS = 20_000_000;

    private final AtomicReference<WorkerSettings> settings;
    private final Function<WorkerSettings, List<String>> commandLine;
    private final Semaphore places;
    private final Deque<Worker> idle = new ArrayDeque<>();
    private final Set<Worker> atWork = ConcurrentHashMap.newKeySet();
    /// Bubblewrap ends its process with the thread that started it, whatever becomes of the program; so one that
    /// lives as long as the program does starts them all.
    private final ExecutorService launcher = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().daemon().name("errand-launcher").factory());
    private final Thread watchdog = new Thread(this::watch, "errand-workers");
    private volatile boolean closed;
    private volatile String withoutBubblewrap = "";
    private volatile @Nullable Boolean filtered;

    /// @param commandLine what starts a worker with such settings
    Workers(WorkerSettings settings, Function<WorkerSettings, List<String>> commandLine) {
        this.commandLine = commandLine;
        this.settings = new AtomicReference<>(settings);
        this.places = new Semaphore(settings.most());
        this.withoutBubblewrap =
                settings.bubblewrap().isPresent() ? "" : "bubblewrap is not installed (install the package bubblewrap)";
        watchdog.setDaemon(true);
        watchdog.start();
    }

    /// A worker of one's own until it is given back; waits for one if too many are at work.
    ///
    /// @throws Worker.NotStarted if there cannot be one
    Worker take() throws InterruptedException {
        places.acquire();
        try {
            Worker worker = idle();
            if (worker == null) {
                worker = start();
            }
            atWork.add(worker);
            LockSupport.unpark(watchdog);
            worker = ready(worker);
            return worker;
        } catch (RuntimeException failure) {
            places.release();
            throw failure;
        }
    }

    private @Nullable Worker idle() {
        synchronized (idle) {
            Worker found = idle.pollLast();
            while (found != null && !found.isSound()) {
                found.kill();
                found = idle.pollLast();
            }
            return found;
        }
    }

    private Worker start() {
        if (closed) {
            throw new IllegalStateException("This sandbox is closed");
        }
        WorkerSettings current = settings.get();
        try {
            return CompletableFuture.supplyAsync(() -> launched(current), launcher)
                    .join();
        } catch (CompletionException failure) {
            throw failure.getCause() instanceof Worker.NotStarted known ? known : failure;
        }
    }

    private Worker launched(WorkerSettings current) {
        try {
            return new Worker(commandLine.apply(current));
        } catch (IOException cause) {
            throw new Worker.NotStarted(String.valueOf(cause.getMessage()));
        }
    }

    /// A worker that has said it is there. If bubblewrap cannot do its work here, workers go on without it, and
    /// [#confinement] says so.
    private Worker ready(Worker worker) {
        try {
            worker.awaitReady();
            filtered = worker.isFiltered();
            return worker;
        } catch (Worker.NotStarted failure) {
            atWork.remove(worker);
            worker.kill();
            if (closed
                    || !failure.isOfBubblewrap()
                    || settings.get().bubblewrap().isEmpty()) {
                throw failure;
            }
            withoutBubblewrap = "bubblewrap does not work here: " + failure.getMessage();
            settings.set(settings.get().withoutBubblewrap());
            Worker plain = start();
            atWork.add(plain);
            return ready(plain);
        }
    }

    void giveBack(Worker worker) {
        atWork.remove(worker);
        if (worker.isSound() && worker.executions() < EXECUTIONS && !closed) {
            synchronized (idle) {
                idle.addLast(worker);
            }
        } else {
            worker.kill();
            startAhead(1);
        }
        places.release();
    }

    /// What a guest may fill, in bytes.
    long heapBytes() {
        return (long) settings.get().heapMegabytes() << 20;
    }

    /// As many as the settings want ready, and one at least.
    void startSpares() {
        startAhead(Math.max(1, settings.get().spares()));
    }

    /// Starts processes until so many are idle, and does not wait for them to be there.
    void startAhead(int wanted) {
        try {
            while (!closed && count() < wanted) {
                Worker worker = start();
                synchronized (idle) {
                    idle.addFirst(worker);
                }
                if (closed) {
                    worker.kill();
                }
            }
        } catch (RuntimeException _) {
            // Whoever needs a worker is told then.
        }
    }

    private int count() {
        synchronized (idle) {
            return idle.size();
        }
    }

    private void watch() {
        while (!closed) {
            if (atWork.isEmpty()) {
                LockSupport.park(this);
            } else {
                atWork.forEach(Worker::expire);
                LockSupport.parkNanos(this, WATCH_NANOS);
            }
        }
    }

    /// The processes of the workers there are, at work or idle.
    List<ProcessHandle> processes() {
        List<Worker> all = new ArrayList<>(atWork);
        synchronized (idle) {
            all.addAll(idle);
        }
        return all.stream().map(Worker::process).toList();
    }

    /// What stands around workers; waits for the first one to know.
    Confinement confinement() throws InterruptedException {
        try {
            if (filtered == null) {
                giveBack(take());
            }
        } catch (Worker.NotStarted failure) {
            return new Confinement(List.of(), List.of("No worker process could be started: " + failure.getMessage()));
        }
        List<String> walls = new ArrayList<>(List.of("a process of their own"));
        List<String> missing = new ArrayList<>();
        if (withoutBubblewrap.isEmpty()) {
            walls.add("bubblewrap (no network, no files, no other processes)");
        } else {
            missing.add("No namespaces: " + withoutBubblewrap);
        }
        if (Boolean.TRUE.equals(filtered)) {
            walls.add("a filter of system calls");
        } else {
            missing.add("No filter of system calls: this system has none that errand knows");
        }
        return new Confinement(walls, missing);
    }

    @Override
    public void close() {
        closed = true;
        LockSupport.unpark(watchdog);
        atWork.forEach(Worker::kill);
        synchronized (idle) {
            idle.forEach(Worker::kill);
            idle.clear();
        }
        launcher.shutdown();
    }
}
