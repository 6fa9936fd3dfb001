package dev.errand.sandbox;

import dev.errand.sandbox.syntax.JavaScriptReader;
import dev.errand.sandbox.syntax.Lines;
import dev.errand.sandbox.syntax.Position;
import dev.errand.sandbox.syntax.Reading;
import java.time.ZoneId;

/// A [Sandbox] in the host's own process: for trusted code, tests and benchmarks, and the inside of a worker process.
///
/// Guest code gets a context of its own under GraalVM's `CONSTRAINED` policy, on a thread of its own. It finds the
/// language, its operations, and nothing else: no host object, file, socket, clock, module loader or `eval`. What a
/// process of its own would add is a heap of its own: one single allocation here can be as large as the host's heap
/// allows before the watchdog sees it.
///
/// Making one costs nothing; the engine starts with the first execution or with [#warmUp].
public final class InProcessSandbox implements Sandbox {
    private final Contexts contexts = new Contexts();

    @Override
    public boolean speaks(Language language) {
        return language == Language.JAVASCRIPT;
    }

    /// Starts the engine in the background, so that it is there when the first program comes. Returns at once.
    public void warmUp() {
        contexts.prepare(new Contexts.Settings(ZoneId.systemDefault(), Limits.STANDARD.statements()));
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
        return switch (JavaScriptReader.read(program.code())) {
            case Reading.Broken broken -> unreadable(program.code(), broken);
            case Reading.Script script -> run(program, GuestProgram.of(program.code(), script), limits, calls);
        };
    }

    private Outcome run(Program program, GuestProgram code, Limits limits, Calls calls) {
        Contexts.Settings settings = new Contexts.Settings(program.environment().zone(), limits.statements());
        Guest guest = new Guest(contexts.take(settings), code, Wire.settings(program, limits), limits);
        return new Execution(guest, limits, calls).run();
    }

    private static Outcome unreadable(String code, Reading.Broken broken) {
        Position at = new Lines(code).at(broken.offset());
        return new Outcome.Threw(new GuestError("SyntaxError", broken.message(), at.line(), at.column(), 0));
    }

    @Override
    public void close() {
        contexts.close();
    }
}
