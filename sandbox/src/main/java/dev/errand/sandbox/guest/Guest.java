package dev.errand.sandbox.guest;

import com.oracle.truffle.api.Truffle;
import com.oracle.truffle.api.frame.FrameInstance;
import com.oracle.truffle.api.source.SourceSection;
import com.sun.management.ThreadMXBean;
import dev.errand.sandbox.Limit;
import dev.errand.sandbox.Limits;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.graalvm.polyglot.Context;
import org.graalvm.polyglot.PolyglotException;
import org.graalvm.polyglot.Source;
import org.graalvm.polyglot.Value;
import org.jspecify.annotations.Nullable;

/// One execution in its context: a thread of its own that makes the context, ahead of need, then runs the program
/// there and asks the host.
///
/// The first ending stands. Once there is one, every way back into the guest ends in `context.close(true)`, which no
/// `catch`, `finally` or promise of the guest's sees.
///
/// Whoever started it looks after it from another thread, and calls [#watch] again and again until it hears that the
/// guest is gone. A guest waits for answers at no cost: only time in which it runs counts.
public final class Guest {
    /// The name of the program in the engine.
    static final String NAME = "program";

    private static final String NO_ANSWER = "";
    private static final String OVERFLOW = "overflow";

    /// Frames that asking the host may need.
    private static final int HEADROOM = 400;

    private static final long NOT_RUNNING = Long.MIN_VALUE;

    /// What it is to do, and who is told what.
    ///
    /// @param whenGone   run when its last instruction has run
    /// @param whenClosed run when its context is closed
    record Task(GuestCode code, Host host, Runnable whenGone, Runnable whenClosed) {}

    private final CompletableFuture<PreparedContext> prepared = new CompletableFuture<>();
    private final CompletableFuture<Boolean> wanted = new CompletableFuture<>();
    private final AtomicReference<@Nullable Ending> ending = new AtomicReference<>();
    private final Thread thread;
    private final AtomicLong ranNanos = new AtomicLong();
    private volatile long runningSince = NOT_RUNNING;
    private volatile @Nullable Task task;
    private volatile long cpuOfMaking;
    private volatile long allocatedInMaking;

    /// Begins to make its context.
    Guest(Supplier<PreparedContext> making, long stackBytes) {
        thread = new Thread(null, () -> live(making), "errand-spare", stackBytes);
        thread.setDaemon(true);
        thread.start();
    }

    /// Whether its context is made, or cannot be made.
    boolean isReady() {
        return prepared.isDone();
    }

    /// Waits until its context is made.
    void awaitReady() {
        prepared.join();
    }

    /// Waits until its context is made, and tells it what to do once it is started.
    void prepare(Task what) {
        awaitReady();
        task = what;
    }

    /// Ends it before it has begun.
    void discard() {
        var _ = prepared.thenAccept(made -> discard(made.context()));
        wanted.complete(false);
    }

    public void start() {
        runningSince = System.nanoTime();
        wanted.complete(true);
    }

    private Task task() {
        return Objects.requireNonNull(task, "a guest without a task");
    }

    private PreparedContext prepared() {
        return prepared.join();
    }

    /// How it ended; `null` as long as that is open.
    public @Nullable Ending ending() {
        return ending.get();
    }

    /// Lets this be how the execution ended, unless it has ended otherwise already. The guest runs on until it asks
    /// something or is cancelled.
    public void end(Ending how) {
        ending.compareAndSet(null, how);
    }

    /// Cancels from outside. Returns at once; the guest ends at its next safepoint. A single built-in that never
    /// looks up does not notice.
    public void cancel() {
        Thread.ofVirtual()
                .name("errand-cancel")
                .start(() -> prepared().context().close(true));
    }

    /// Ends and cancels a guest that has used more than it may.
    ///
    /// @return whether it has
    public boolean watch() {
        Limit overdrawn = overdrawn();
        if (overdrawn != null) {
            end(new Ending.Reached(overdrawn));
            cancel();
        }
        return overdrawn != null;
    }

    private @Nullable Limit overdrawn() {
        Limits limits = task().code().limits();
        long since = runningSince;
        if (since != NOT_RUNNING
                && ranNanos.get() + System.nanoTime() - since
                        > limits.wallTime().toNanos()) {
            return Limit.WALL_TIME;
        }
        if (Meter.BEAN.getThreadCpuTime(thread.threadId()) - cpuOfMaking
                > limits.cpuTime().toNanos()) {
            return Limit.CPU_TIME;
        }
        long allocated = Meter.BEAN.getThreadAllocatedBytes(thread.threadId()) - allocatedInMaking;
        return allocated > limits.allocatedBytes() ? Limit.MEMORY : null;
    }

    private static final class Meter {
        static final ThreadMXBean BEAN = ManagementFactory.getPlatformMXBean(ThreadMXBean.class);
    }

    private void live(Supplier<PreparedContext> making) {
        try {
            PreparedContext made = making.get();
            made.door().open(this::ask, () -> end(new Ending.Reached(Limit.STATEMENTS)));
            cpuOfMaking = Meter.BEAN.getCurrentThreadCpuTime();
            allocatedInMaking = Meter.BEAN.getCurrentThreadAllocatedBytes();
            prepared.complete(made);
        } catch (RuntimeException | Error failure) {
            prepared.completeExceptionally(failure);
            return;
        }
        if (wanted.join()) {
            live(task());
        }
    }

    private void live(Task task) {
        thread.setName("errand-guest");
        LivePromises.count(task.code().limits().promises(), this::tooManyPromises);
        try {
            end(run(prepared(), task.code()));
        } catch (PolyglotException thrown) {
            end(endingOf(thrown));
        } catch (OutOfMemoryError _) {
            end(new Ending.Reached(Limit.MEMORY));
        } catch (StackOverflowError _) {
            end(new Ending.Reached(Limit.DEPTH));
        } catch (RuntimeException _) {
            // The context was closed between two steps, and whoever closed it has said how it ended; or the engine
            // broke.
            end(new Ending.Broken());
        } finally {
            runningSince = NOT_RUNNING;
            task.whenGone().run();
            discard(prepared().context());
            task.whenClosed().run();
        }
    }

    /// From this very thread, as the engine makes one promise too many.
    private void tooManyPromises() {
        end(new Ending.Reached(Limit.PROMISES));
        prepared().context().close(true);
    }

    private static void discard(Context context) {
        try {
            context.close(true);
        } catch (PolyglotException | IllegalStateException _) {
            // It is cancelled already; closing it only makes sure.
        }
    }

    private static Ending run(PreparedContext prepared, GuestCode code) {
        Tongue tongue = prepared.tongue();
        Value world = prepared.world();
        world.getMember("begin").executeVoid(code.settings());
        Source source = Source.newBuilder(tongue.id(), code.source(), NAME).buildLiteral();
        Value main = prepared.context().eval(source);
        world.getMember("start").executeVoid(main, code.hasImplicitResult());
        // Promise jobs have run when `start` comes back: whatever is unsettled now will stay so.
        String outcome = world.getMember("outcome").execute().asString();
        int offset = outcome.startsWith("[\"threw\"") ? tongue.offsetOfError(world, source) : -1;
        return new Ending.Reported(outcome, offset);
    }

    /// How it ended where nothing was said before: by what the engine itself refuses.
    private Ending endingOf(PolyglotException thrown) {
        if (thrown.isResourceExhausted()) {
            boolean deep = prepared().tongue().isOverflow(thrown);
            return new Ending.Reached(deep ? Limit.DEPTH : Limit.MEMORY);
        }
        if (thrown.isSyntaxError()) {
            var section = thrown.getSourceLocation();
            return new Ending.Unreadable(section == null ? -1 : section.getCharIndex());
        }
        return new Ending.Broken();
    }

    private String ask(Value... values) {
        String answer;
        try {
            headroom(HEADROOM);
            answer = ending.get() == null ? exchange(values) : NO_ANSWER;
        } catch (StackOverflowError _) {
            return OVERFLOW;
        } catch (InterruptedException _) {
            // Only a cancellation interrupts this thread, and it is under way: to close the context here as well could
            // wait for itself.
            end(new Ending.Stopped());
            return NO_ANSWER;
        }
        if (ending.get() != null) {
            // From this very thread, so that the guest is cancelled before it can run another instruction.
            prepared().context().close(true);
            return NO_ANSWER;
        }
        return answer;
    }

    private String exchange(Value... values) throws InterruptedException {
        if (values.length < 4 || !Arrays.stream(values).allMatch(Value::isString)) {
            // No prelude asks like this: the guest has got hold of what its prelude asks with.
            end(new Ending.Broken());
            return NO_ANSWER;
        }
        String kind = values[0].asString();
        String subject = values[1].asString();
        if (kind.equals("limit")) {
            end(new Ending.Reached(subject.equals("CALL_SIZE") ? Limit.CALL_SIZE : Limit.OUTPUT));
            return NO_ANSWER;
        }
        String named = values.length > 4 ? values[4].asString() : "";
        Question.Kind asked = kind.equals("call") ? Question.Kind.CALL : Question.Kind.OPEN;
        Question question = new Question(asked, subject, values[2].asString(), named, values[3].asString(), here());
        String answer = waiting(question);
        if (answer == null) {
            end(new Ending.Stopped());
        }
        return answer == null ? NO_ANSWER : answer;
    }

    private @Nullable String waiting(Question question) throws InterruptedException {
        ranNanos.addAndGet(System.nanoTime() - runningSince);
        runningSince = NOT_RUNNING;
        try {
            return task().host().ask(question);
        } finally {
            runningSince = System.nanoTime();
        }
    }

    private static int headroom(int frames) {
        return frames == 0 ? 0 : 1 + headroom(frames - 1);
    }

    /// Where in the source the guest is just now.
    private static int here() {
        Integer found = Truffle.getRuntime().iterateFrames(Guest::offsetIn);
        return found == null ? -1 : found;
    }

    private static @Nullable Integer offsetIn(FrameInstance frame) {
        var node = frame.getCallNode();
        SourceSection section = node == null ? null : node.getEncapsulatingSourceSection();
        if (section == null || !section.getSource().getName().equals(NAME)) {
            return null;
        }
        // A section of Python's is all of a line.
        return section.getCharIndex() + leadingBlanks(section.getCharacters());
    }

    static int leadingBlanks(CharSequence text) {
        int count = 0;
        while (count < text.length() && Character.isWhitespace(text.charAt(count))) {
            count++;
        }
        return count == text.length() ? 0 : count;
    }
}
