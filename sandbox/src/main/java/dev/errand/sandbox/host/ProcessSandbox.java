package dev.errand.sandbox.host;

import dev.errand.sandbox.Calls;
import dev.errand.sandbox.Confinement;
import dev.errand.sandbox.Language;
import dev.errand.sandbox.Limits;
import dev.errand.sandbox.Outcome;
import dev.errand.sandbox.Program;
import dev.errand.sandbox.Sandbox;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// A [Sandbox] of worker processes: guest code has a heap, a file system, a network and a table of processes of its
/// own, and there is nothing in them.
///
/// Each worker is a JVM that runs one guest at a time, each in a context of its own, inside bubblewrap where that is
/// installed, and under a filter of system calls where the system has one. This side believes nothing that a worker
/// says: a worker that dies, hangs, floods or lies is killed and replaced, and the run ends with the limit it
/// reached.
///
/// Making one costs nothing; the first process starts with the first execution or with [#warmUp].
public final class ProcessSandbox implements Sandbox {
    private static final Duration REHEARSAL = Duration.ofMinutes(2);

    private final WorkerSettings settings;
    private final Optional<WorkerSettings> pythonSettings;
    private final Workers workers;

    /// Those that speak Python; none as long as nobody does.
    private final AtomicReference<@Nullable Workers> pythonWorkers = new AtomicReference<>();

    public ProcessSandbox(WorkerSettings settings) {
        this(settings, WorkerCommand::of);
    }

    /// @param commandLine what starts a worker with such settings
    ProcessSandbox(WorkerSettings settings, Function<WorkerSettings, List<String>> commandLine) {
        this.settings = settings;
        this.pythonSettings = settings.forPython();
        this.workers = new Workers(settings, commandLine);
    }

    /// Lets a worker practise and leave an AOT cache for others, which then start several times as fast.
    ///
    /// @param cache where it is to be; only workers with the same Java and class path can use it
    /// @return whether it is there now
    public static boolean rehearse(WorkerSettings settings, Path cache) {
        try {
            Process process = new ProcessBuilder(WorkerCommand.rehearsal(settings, cache))
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            if (!process.waitFor(REHEARSAL.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (IOException _) {
            return false;
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        return Files.isRegularFile(cache);
    }

    @Override
    public boolean speaks(Language language) {
        return switch (language) {
            case JAVASCRIPT -> true;
            case PYTHON -> pythonSettings.isPresent();
        };
    }

    /// Starts a worker in the background. Returns at once.
    public void warmUp() {
        workers.startAhead(Math.max(1, settings.spares()));
    }

    /// {@inheritDoc}
    ///
    /// An interrupt of the calling thread ends the guest: the outcome is `Stopped`, and the thread stays
    /// interrupted.
    @Override
    public Outcome execute(Program program, Limits limits, Calls calls) {
        if (!speaks(program.language())) {
            throw new IllegalArgumentException("This sandbox does not speak "
                    + program.language().id() + "; ask speaks() before executing a program");
        }
        return switch (GuestProgram.prepare(program)) {
            case GuestProgram.Preparation.Unreadable(Outcome outcome) -> outcome;
            case GuestProgram.Preparation.Ready(GuestProgram prepared) -> run(program, prepared, limits, calls);
        };
    }

    private Outcome run(Program program, GuestProgram prepared, Limits limits, Calls calls) {
        WorkerSettings used = program.language() == Language.PYTHON ? pythonSettings.orElseThrow() : settings;
        Workers workers = program.language() == Language.PYTHON ? python(used) : this.workers;
        long heap = (long) used.heapMegabytes() << 20;
        Conversation conversation = new Conversation(program, prepared, limits, calls, heap);
        Worker worker;
        try {
            worker = workers.take();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return new Outcome.Stopped();
        } catch (Worker.NotStarted failure) {
            return Limited.worker("no worker process could be started: " + failure.getMessage());
        }
        try {
            return worker.execute(conversation, limits);
        } finally {
            workers.giveBack(worker);
        }
    }

    private synchronized Workers python(WorkerSettings used) {
        Workers known = pythonWorkers.get();
        if (known == null) {
            known = new Workers(used, WorkerCommand::of);
            pythonWorkers.set(known);
        }
        return known;
    }

    @Override
    public Confinement confinement() {
        try {
            return workers.confinement();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while a worker was started");
        }
    }

    /// The processes started for workers, each of which may have the worker itself as a descendant.
    public List<ProcessHandle> processes() {
        return workers.processes();
    }

    @Override
    public void close() {
        workers.close();
        Workers python = pythonWorkers.getAndSet(null);
        if (python != null) {
            python.close();
        }
    }
}
