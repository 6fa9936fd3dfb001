package dev.errand.sandbox.host;

import dev.errand.sandbox.Calls;
import dev.errand.sandbox.Confinement;
import dev.errand.sandbox.Language;
import dev.errand.sandbox.Limits;
import dev.errand.sandbox.Outcome;
import dev.errand.sandbox.Program;
import dev.errand.sandbox.Sandbox;

/// A [Sandbox] of worker processes: guest code has a heap, a file system, a network and a table of processes of its own,
/// and there is nothing in them.
///
/// Each worker is a JVM that runs one guest at a time, each in a context of its own, inside bubblewrap where that is
/// installed, and under a filter of system calls where the system has one. This side believes nothing that a worker says: a
/// worker that dies, hangs, floods or lies is killed and replaced, and the run ends with the limit it reached.
///
/// Making one costs nothing; the first process starts with the first execution or with [#warmUp].
public final class ProcessSandbox implements Sandbox {
    private final WorkerSettings settings;
    private final Workers workers;

    public ProcessSandbox(WorkerSettings settings) {
        this.settings = settings;
        this.workers = new Workers(settings);
    }

    @Override
    public boolean speaks(Language language) {
        return language == Language.JAVASCRIPT;
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
        long heap = (long) settings.heapMegabytes() << 20;
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

    @Override
    public Confinement confinement() {
        try {
            return workers.confinement();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while a worker was started");
        }
    }

    @Override
    public void close() {
        workers.close();
    }
}
