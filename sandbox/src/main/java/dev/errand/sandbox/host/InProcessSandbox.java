package dev.errand.sandbox.host;

import dev.errand.sandbox.Answer;
import dev.errand.sandbox.Call;
import dev.errand.sandbox.Calls;
import dev.errand.sandbox.ClosedField;
import dev.errand.sandbox.Confinement;
import dev.errand.sandbox.Environment;
import dev.errand.sandbox.Language;
import dev.errand.sandbox.Limits;
import dev.errand.sandbox.Outcome;
import dev.errand.sandbox.Program;
import dev.errand.sandbox.Sandbox;
import dev.errand.sandbox.guest.Contexts;
import dev.errand.sandbox.guest.PythonLibrary;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;

/// A [Sandbox] in the host's own process: for trusted code, tests and benchmarks, and the inside of a worker process.
///
/// Guest code gets a context of its own under GraalVM's `CONSTRAINED` policy, on a thread of its own. It finds the
/// language, its operations, and nothing else: no host object, file, socket, clock, module loader or `eval`. What a
/// process of its own would add is a heap of its own: one single allocation here can be as large as the host's heap
/// allows before the watchdog sees it.
///
/// Making one costs nothing; the engine starts with the first execution or with [#warmUp].
public final class InProcessSandbox implements Sandbox {
    private static final String REHEARSAL =
            "const said = await errand.rehearse({a: [1, 'x']}); return said.map((x) => `${x.a}`);";

    private final Contexts contexts = new Contexts();

    @Override
    public boolean speaks(Language language) {
        return switch (language) {
            case JAVASCRIPT -> true;
            case PYTHON -> PythonJars.here().isPresent() && PythonLibrary.isThere();
        };
    }

    /// Starts the engine in the background and rehearses one program, so that all is there when the first real one
    /// comes. Returns at once.
    public void warmUp() {
        Thread rehearsal = new Thread(this::rehearse, "errand-rehearsal");
        rehearsal.setDaemon(true);
        rehearsal.start();
    }

    private void rehearse() {
        Environment environment = new Environment(Instant.EPOCH, 0, ZoneId.systemDefault());
        Program program = new Program(Language.JAVASCRIPT, REHEARSAL, List.of("errand.rehearse"), environment);
        try {
            execute(program, Limits.STANDARD, new Audience());
        } catch (RejectedExecutionException _) {
            // The sandbox was closed before the rehearsal began: nothing is lost.
        }
    }

    private static final class Audience implements Calls {
        @Override
        public Answer call(Call call) {
            return new Answer.Value(call.positional(), List.of(), Instant.EPOCH);
        }

        @Override
        public Answer open(ClosedField field) {
            return new Answer.Stop();
        }
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
        long heap = Runtime.getRuntime().maxMemory();
        return GuestProgram.prepare(program)
                .run(prepared ->
                        new Execution(contexts, new Conversation(program, prepared, limits, calls, heap)).run());
    }

    @Override
    public Confinement confinement() {
        return new Confinement(List.of(), List.of("Guest code runs in errand's own process, as sandbox.mode says"));
    }

    @Override
    public void close() {
        contexts.close();
    }
}
