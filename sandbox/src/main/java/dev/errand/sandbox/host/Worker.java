package dev.errand.sandbox.host;

import dev.errand.sandbox.Limit;
import dev.errand.sandbox.Limits;
import dev.errand.sandbox.Outcome;
import dev.errand.sandbox.guest.Ending;
import dev.errand.sandbox.worker.Frames;
import dev.errand.sandbox.worker.MalformedFrame;
import dev.errand.sandbox.worker.Message.ToHost;
import dev.errand.sandbox.worker.Message.ToWorker;
import dev.errand.sandbox.worker.WorkerMain;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// A worker process, seen from the host: one execution at a time, and a deadline for everything it is waited for.
///
/// Used by one thread at a time; [#expire] and [#kill] by any.
final class Worker {
    private static final Duration START = Duration.ofSeconds(60);

    /// What a worker has beyond the guest's own time, to report in: it watches the same limits and ends the guest
    /// itself.
    private static final Duration GRACE = Duration.ofSeconds(1);

    /// Bytes of a frame that are neither arguments nor result.
    private static final int FRAME = 1 << 20;

    private static final long NEVER = Long.MAX_VALUE;

    private final Process process;
    private final InputStream in;
    private final OutputStream out;
    private volatile @Nullable Thread user;
    private boolean ready;
    private boolean filtered;
    private int executions;
    private volatile boolean killed;
    private volatile long deadline = NEVER;
    private volatile @Nullable Ending killedFor;

    /// @throws IOException if the system does not start it
    Worker(List<String> command) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().clear();
        process = builder.start();
        in = new BufferedInputStream(process.getInputStream(), 1 << 16);
        out = process.getOutputStream();
    }

    /// Waits until it is there.
    ///
    /// @throws NotStarted if it ends before
    void awaitReady() {
        if (ready) {
            return;
        }
        try {
            expect(START);
            if (!(Frames.fromWorker(in, FRAME) instanceof ToHost.Ready(boolean hasFilter))) {
                throw new NotStarted("it said something else");
            }
            filtered = hasFilter;
            ready = true;
        } catch (MalformedFrame wrong) {
            throw new NotStarted("it sent " + wrong.getMessage());
        } catch (IOException _) {
            throw new NotStarted(lastWords());
        } finally {
            deadline = NEVER;
        }
    }

    private String lastWords() {
        try {
            if (!process.waitFor(1, TimeUnit.SECONDS)) {
                // To wait for the words of one that lives on would be to wait for ever.
                kill();
                return "it stopped halfway";
            }
            byte[] said = process.getErrorStream().readNBytes(2_000);
            return new String(said, StandardCharsets.UTF_8).lines().findFirst().orElse("it said nothing");
        } catch (IOException | InterruptedException _) {
            return "it said nothing";
        }
    }

    /// Whether the system refuses it the calls that it does not need.
    boolean isFiltered() {
        return filtered;
    }

    int executions() {
        return executions;
    }

    /// Whether it can be used again: it lives, and has said nothing that it was not asked for.
    boolean isSound() {
        return !killed && process.isAlive() && (!ready || isSilent());
    }

    private boolean isSilent() {
        try {
            return in.available() == 0;
        } catch (IOException _) {
            return false;
        }
    }

    ProcessHandle process() {
        return process.toHandle();
    }

    /// Runs one guest.
    ///
    /// @return how it ended; whether the worker can be used again is told by [#isSound]
    Outcome execute(Conversation conversation, Limits limits) {
        executions++;
        user = Thread.currentThread();
        try {
            Ending ending = converse(conversation, limits);
            Outcome outcome = conversation.outcome(ending);
            if (hasLetPass(ending, outcome)) {
                kill();
            }
            return outcome;
        } catch (Untrustworthy lie) {
            kill();
            return conversation.outcomeOfLie(lie);
        } finally {
            deadline = NEVER;
            user = null;
        }
    }

    /// Whether this side had to see to a limit that the guest's own side keeps too: then that one is not as it was.
    private static boolean hasLetPass(Ending ending, Outcome outcome) {
        return !(ending instanceof Ending.Reached)
                && outcome instanceof Outcome.LimitReached reached
                && (reached.limit() == Limit.OUTPUT || reached.limit() == Limit.CALL_SIZE);
    }

    private Ending converse(Conversation conversation, Limits limits) {
        long guestNanos = limits.wallTime().toNanos();
        int longest = (int) Math.min(Integer.MAX_VALUE - 8, limits.outputCharacters() * 3 + FRAME);
        try {
            ToWorker next = new ToWorker.Begin(conversation.opening());
            while (true) {
                long from = System.nanoTime();
                expect(Duration.ofNanos(guestNanos).plus(GRACE));
                // A worker that does not read holds up who writes: both have the same deadline.
                Frames.write(out, next);
                ToHost message = Frames.fromWorker(in, longest);
                deadline = NEVER;
                guestNanos -= System.nanoTime() - from;
                switch (message) {
                    case ToHost.Asked(var question) -> {
                        String text = conversation.answer(question);
                        if (text == null || Thread.currentThread().isInterrupted()) {
                            guestNanos = 0;
                            next = new ToWorker.Stop();
                        } else {
                            next = new ToWorker.Answer(text);
                        }
                    }
                    case ToHost.Ended(Ending ending, boolean reusable) -> {
                        if (!reusable) {
                            kill();
                        }
                        return ending;
                    }
                    case ToHost.Ready _ -> throw new Untrustworthy("its worker process introduced itself twice");
                }
            }
        } catch (MalformedFrame wrong) {
            throw new Untrustworthy("its worker process sent " + wrong.getMessage());
        } catch (IOException _) {
            return lost();
        }
    }

    /// How an execution ended whose worker is gone.
    private Ending lost() {
        try {
            process.waitFor(1, TimeUnit.SECONDS);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        Ending reason = killedFor;
        if (reason != null) {
            return reason;
        }
        int code = process.isAlive() ? -1 : process.exitValue();
        if (code == WorkerMain.HEAP_FULL) {
            return new Ending.Reached(Limit.HEAP);
        }
        throw new Untrustworthy("its worker process ended by itself (" + code + ")");
    }

    private void expect(Duration within) {
        deadline = System.nanoTime() + within.toNanos();
    }

    /// Kills the process if it is overdue, or if nobody waits for it any more.
    void expire() {
        Thread waiting = user;
        if (deadline != NEVER && System.nanoTime() - deadline > 0) {
            killedFor = new Ending.Reached(Limit.WALL_TIME);
            kill();
        } else if (deadline != NEVER && waiting != null && waiting.isInterrupted()) {
            killedFor = new Ending.Stopped();
            kill();
        }
    }

    void kill() {
        killed = true;
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }

    /// A worker process that could not be started; the message says what it said.
    static final class NotStarted extends RuntimeException {
        private static final long serialVersionUID = 1;

        private final boolean ofBubblewrap;

        NotStarted(String message) {
            super(message);
            ofBubblewrap = message.startsWith("bwrap: ");
        }

        /// Whether it was bubblewrap that gave up, and not what it was to start.
        boolean isOfBubblewrap() {
            return ofBubblewrap;
        }
    }
}
