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
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

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

    /// A worker speaks one language. None is started as long as nobody asks for one.
    private final Map<Language, Workers> workers = new EnumMap<>(Language.class);

    public ProcessSandbox(WorkerSettings settings) {
        this(settings, WorkerCommand::of);
    }

    /// @param commandLine what starts a worker with such settings
    ProcessSandbox(WorkerSettings settings, Function<WorkerSettings, List<String>> commandLine) {
        workers.put(Language.JAVASCRIPT, new Workers(settings, commandLine));
        settings.forPython().ifPresent(python -> workers.put(Language.PYTHON, new Workers(python, commandLine)));
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
        return workers.containsKey(language);
    }

    /// Starts workers for JavaScript in the background. Returns at once.
    public void warmUp() {
        of(Language.JAVASCRIPT).startSpares();
    }

    private Workers of(Language language) {
        Workers those = workers.get(language);
        if (those == null) {
            throw new IllegalArgumentException(
                    "This sandbox does not speak " + language.id() + "; ask speaks() before executing a program");
        }
        return those;
    }

    /// {@inheritDoc}
    ///
    /// An interrupt of the calling thread ends the guest: the outcome is `Stopped`, and the thread stays
    /// interrupted.
    @Override
    public Outcome execute(Program program, Limits limits, Calls calls) {
        Workers those = of(program.language());
        return GuestProgram.prepare(program)
                .run(prepared ->
                        run(those, new Conversation(program, prepared, limits, calls, those.heapBytes()), limits));
    }

    private static Outcome run(Workers workers, Conversation conversation, Limits limits) {
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

    @Override
    public Confinement confinement() {
        try {
            return of(Language.JAVASCRIPT).confinement();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while a worker was started");
        }
    }

    /// The processes started for workers, each of which may have the worker itself as a descendant.
    public List<ProcessHandle> processes() {
        return workers.values().stream()
                .flatMap(those -> those.processes().stream())
                .toList();
    }

    @Override
    public void close() {
        workers.values().forEach(Workers::close);
    }
}
