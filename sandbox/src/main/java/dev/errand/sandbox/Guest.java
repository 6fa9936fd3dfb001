package dev.errand.sandbox;

import com.oracle.truffle.api.Truffle;
import com.oracle.truffle.api.frame.FrameInstance;
import com.oracle.truffle.api.source.SourceSection;
import dev.errand.sandbox.syntax.Position;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.graalvm.polyglot.Context;
import org.graalvm.polyglot.PolyglotException;
import org.graalvm.polyglot.Value;
import org.graalvm.polyglot.proxy.ProxyExecutable;
import org.jspecify.annotations.Nullable;

/// The guest's side of one execution: a thread of its own that runs the program in its context and asks the host.
///
/// The host's answers are given by the thread that supervises (see [Execution]), never on this one: here the guest
/// decides how deep the stack is, and a host that ran out of it in the middle of its work could be left half done.
///
/// The first verdict stands. Once there is one, every way back into the guest ends in `context.close(true)`, which no
/// `catch`, `finally` or promise of the guest's sees.
final class Guest {
    /// What the guest's thread says to the supervisor.
    sealed interface Message {}

    record Question(String kind, String subject, String text, String places, Position position) implements Message {}

    record Ended() implements Message {}

    private static final String NO_ANSWER = "";
    private static final String OVERFLOW = "overflow";
    private static final String OVERFLOW_MESSAGE = "Maximum call stack size exceeded";

    /// Frames that asking the host may need; the queues must not meet the end of the stack.
    private static final int HEADROOM = 400;

    private final PreparedContext prepared;
    private final GuestProgram program;
    private final String settings;
    private final Limits limits;
    private final BlockingQueue<Message> messages = new ArrayBlockingQueue<>(2);
    private final BlockingQueue<String> answers = new ArrayBlockingQueue<>(1);
    private final AtomicReference<@Nullable Outcome> verdict = new AtomicReference<>();
    private final Thread thread;

    Guest(PreparedContext prepared, GuestProgram program, String settings, Limits limits) {
        this.prepared = prepared;
        this.program = program;
        this.settings = settings;
        this.limits = limits;
        this.thread = new Thread(null, this::live, "errand-guest", limits.stackBytes());
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    Thread thread() {
        return thread;
    }

    @Nullable
    Message await(long millis) throws InterruptedException {
        return messages.poll(millis, TimeUnit.MILLISECONDS);
    }

    void answer(String text) {
        answers.add(text);
    }

    /// Ends the guest's turn where it waits for an answer; without an answer there is nothing to go on with.
    void answerNothing() {
        answers.add(NO_ANSWER);
    }

    /// Lets this be how the execution ended, unless it has ended otherwise already.
    void end(Outcome outcome) {
        verdict.compareAndSet(null, outcome);
    }

    @Nullable
    Outcome verdict() {
        return verdict.get();
    }

    /// Cancels from outside. Returns at once; the guest ends at its next safepoint.
    void cancel() {
        Thread.ofVirtual().name("errand-cancel").start(() -> prepared.context().close(true));
    }

    private void live() {
        prepared.onStatementLimit(() -> end(Limited.statements(limits)));
        try {
            end(run());
        } catch (PolyglotException ending) {
            end(outcomeOf(ending));
        } catch (OutOfMemoryError _) {
            end(Limited.memory(limits));
        } catch (StackOverflowError _) {
            end(Limited.depth(limits));
        } catch (RuntimeException _) {
            // The context was closed between two steps, and whoever closed it has given the verdict; or the engine
            // broke.
            end(failed("the engine gave up"));
        } finally {
            messages.add(new Ended());
            discard(prepared.context());
        }
    }

    private static void discard(Context context) {
        try {
            context.close(true);
        } catch (PolyglotException | IllegalStateException _) {
            // It is cancelled already; closing it only makes sure.
        }
    }

    private Outcome run() {
        ProxyExecutable host = this::ask;
        Value world = prepared.install().execute(host, settings);
        Value main = prepared.context().eval(program.source());
        world.getMember("start").executeVoid(main, program.implicitResult());
        // Promise jobs have run when `start` comes back: whatever is unsettled now will stay so.
        String outcome = world.getMember("outcome").execute().asString();
        return Wire.outcome(outcome, () -> positionOf(world.getMember("reason").execute()), limits);
    }

    private Position positionOf(Value reason) {
        if (!reason.isException()) {
            return Position.UNKNOWN;
        }
        try {
            throw reason.throwException();
        } catch (PolyglotException thrown) {
            return positionOf(thrown);
        }
    }

    private Position positionOf(PolyglotException thrown) {
        for (PolyglotException.StackFrame frame : thrown.getPolyglotStackTrace()) {
            var section = frame.isGuestFrame() ? frame.getSourceLocation() : null;
            if (section != null && section.getSource().getName().equals(GuestProgram.NAME)) {
                return program.position(section.getCharIndex());
            }
        }
        return Position.UNKNOWN;
    }

    /// How it ended where no verdict was given before: by what the engine itself refuses.
    private Outcome outcomeOf(PolyglotException ending) {
        if (ending.isResourceExhausted()) {
            return OVERFLOW_MESSAGE.equals(ending.getMessage()) ? Limited.depth(limits) : Limited.memory(limits);
        }
        if (ending.isSyntaxError()) {
            var section = ending.getSourceLocation();
            Position at = section == null ? Position.UNKNOWN : program.position(section.getCharIndex());
            return new Outcome.Threw(
                    new GuestError("SyntaxError", "the program cannot be read", at.line(), at.column(), 0));
        }
        return failed("the engine gave up");
    }

    private static Outcome failed(String why) {
        return new Outcome.Threw(new GuestError("InternalError", why, 0, 0, 0));
    }

    private String ask(Value... values) {
        String answer;
        try {
            headroom(HEADROOM);
            answer = verdict.get() == null ? exchange(values) : NO_ANSWER;
        } catch (StackOverflowError _) {
            return OVERFLOW;
        } catch (InterruptedException _) {
            end(new Outcome.Stopped());
            answer = NO_ANSWER;
        }
        if (verdict.get() != null) {
            // From this very thread, so that the guest is cancelled before it can run another instruction.
            prepared.context().close(true);
            return NO_ANSWER;
        }
        return answer;
    }

    private String exchange(Value... values) throws InterruptedException {
        String kind = values[0].asString();
        String subject = values[1].asString();
        if (kind.equals("limit")) {
            end(Limited.output(limits));
            return NO_ANSWER;
        }
        messages.put(new Question(kind, subject, values[2].asString(), values[3].asString(), here()));
        return answers.take();
    }

    private static int headroom(int frames) {
        return frames == 0 ? 0 : 1 + headroom(frames - 1);
    }

    /// Where in the program's code the guest is just now.
    private Position here() {
        Position found = Truffle.getRuntime().iterateFrames(this::positionIn);
        return found == null ? Position.UNKNOWN : found;
    }

    private @Nullable Position positionIn(FrameInstance frame) {
        var node = frame.getCallNode();
        SourceSection section = node == null ? null : node.getEncapsulatingSourceSection();
        if (section == null || !section.getSource().getName().equals(GuestProgram.NAME)) {
            return null;
        }
        return program.position(section.getCharIndex());
    }
}
