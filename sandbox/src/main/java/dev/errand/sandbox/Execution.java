package dev.errand.sandbox;

import com.fasterxml.jackson.core.JsonPointer;
import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// The host's side of one execution: answers the guest's questions and watches it between them.
///
/// Runs on the thread that asked for the execution, which is also where [Calls] are made; time and memory that the host
/// spends there are therefore never the guest's.
final class Execution {
    /// A guest allocates a few megabytes in this time, at the most some hundred microseconds' worth of harm.
    private static final long WATCH_MILLIS = 5;

    /// How long a cancelled guest may take to notice. One that does not (a single built-in that never looks up) is left
    /// behind on its daemon thread: better a busy core than a host that hangs.
    private static final Duration GRACE = Duration.ofSeconds(2);

    private final Guest guest;
    private final Limits limits;
    private final Calls calls;
    private long guestNanos;
    private int callsMade;
    private @Nullable Throwable broken;

    Execution(Guest guest, Limits limits, Calls calls) {
        this.guest = guest;
        this.limits = limits;
        this.calls = calls;
    }

    Outcome run() {
        guest.start();
        try {
            supervise();
        } catch (InterruptedException _) {
            stop(new Outcome.Stopped());
            Thread.currentThread().interrupt();
        }
        return result();
    }

    private void supervise() throws InterruptedException {
        while (true) {
            long from = System.nanoTime();
            Guest.Message message = guest.await(WATCH_MILLIS);
            guestNanos += System.nanoTime() - from;
            switch (message) {
                case Guest.Question question -> answer(question);
                case Guest.Ended _ -> {
                    return;
                }
                case null -> {
                    if (overdrawn()) {
                        return;
                    }
                }
            }
        }
    }

    /// Whether the guest has used more than it may; it is ended then.
    private boolean overdrawn() {
        if (guestNanos > limits.wallTime().toNanos()) {
            stop(Limited.wallTime(limits));
            return true;
        }
        if (Allocation.BEAN.getThreadAllocatedBytes(guest.thread().threadId()) > limits.allocatedBytes()) {
            stop(Limited.memory(limits));
            return true;
        }
        return false;
    }

    /// The bean is slow to find on a cold start, and a program that ends at once never needs it.
    private static final class Allocation {
        static final ThreadMXBean BEAN = ManagementFactory.getPlatformMXBean(ThreadMXBean.class);
    }

    private void answer(Guest.Question question) throws InterruptedException {
        try {
            switch (question.kind()) {
                case "call" -> answerCall(question);
                case "open" -> answerOpen(question);
                default -> throw new IllegalStateException("the prelude asked for " + question.kind());
            }
        } catch (Throwable thrown) {
            // Whatever the host's own code throws passes around the guest, never through it.
            broken = thrown;
            guest.end(new Outcome.Stopped());
            guest.answerNothing();
        }
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
    }

    private void answerCall(Guest.Question question) {
        if (callsMade == limits.calls()) {
            guest.end(Limited.calls(limits));
            guest.answerNothing();
            return;
        }
        callsMade++;
        reply(calls.call(Wire.call(callsMade, question)), JsonPointer.empty());
    }

    private void answerOpen(Guest.Question question) {
        ClosedField field = Wire.field(question);
        reply(calls.open(field), field.field());
    }

    private void reply(Answer answer, JsonPointer base) {
        switch (answer) {
            case Answer.Value value -> guest.answer(Wire.value(value, base));
            case Answer.Failure failure -> guest.answer(Wire.failure(failure));
            case Answer.Stop _ -> {
                guest.end(new Outcome.Stopped());
                guest.answerNothing();
            }
        }
    }

    /// Ends the guest from outside and waits until it is gone.
    private void stop(Outcome outcome) {
        guest.end(outcome);
        guest.cancel();
        long deadline = System.nanoTime() + GRACE.toNanos();
        boolean interrupted = false;
        while (System.nanoTime() < deadline) {
            try {
                switch (guest.await(WATCH_MILLIS)) {
                    case Guest.Question _ -> guest.answerNothing();
                    case Guest.Ended _ -> deadline = System.nanoTime();
                    case null -> {}
                }
            } catch (InterruptedException _) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private Outcome result() {
        if (broken != null) {
            throw Execution.<RuntimeException>unchanged(broken);
        }
        Outcome verdict = guest.verdict();
        if (verdict == null) {
            throw new IllegalStateException("the guest ended without a verdict");
        }
        return verdict;
    }

    /// What [Calls] threw is thrown on as it is, even a checked throwable that an engine smuggles through.
    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
    private static <T extends Throwable> T unchanged(Throwable thrown) throws T {
        throw (T) thrown;
    }
}
