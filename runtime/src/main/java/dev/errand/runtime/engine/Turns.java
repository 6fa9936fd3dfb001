package dev.errand.runtime.engine;

import dev.errand.runtime.journal.RunId;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// Whose turn it is to work on a run: one thread's at a time, in the order they came. Nothing is kept of runs that
/// nobody works on. Thread-safe; threads may be virtual.
final class Turns {
    /// What is known of a run while somebody works on it or waits to.
    private static final class Seat {
        final ReentrantLock lock = new ReentrantLock(true);

        /// How many hold or want the turn; guarded by the map.
        int wanted;

        /// How many want the run to end; guarded by this, as all below.
        int cancelling;

        @Nullable
        Thread advancing;

        boolean inStep;
        boolean interrupted;
    }

    private final ConcurrentHashMap<RunId, Seat> seats = new ConcurrentHashMap<>();

    private Seat want(RunId id) {
        return seats.compute(id, (_, known) -> {
            Seat seat = known == null ? new Seat() : known;
            seat.wanted++;
            return seat;
        });
    }

    private void leave(RunId id) {
        seats.computeIfPresent(id, (_, seat) -> --seat.wanted == 0 ? null : seat);
    }

    /// Whether somebody works on the run, or waits to.
    boolean isTaken(RunId id) {
        return seats.containsKey(id);
    }

    /// Waits for the turn.
    ///
    /// @throws IllegalStateException if this thread has it already: a listener must not work on the run it hears of
    Turn take(RunId id) {
        Seat seat = want(id);
        if (seat.lock.isHeldByCurrentThread()) {
            leave(id);
            throw new IllegalStateException("Run %s is being worked on by this very thread.".formatted(id));
        }
        seat.lock.lock();
        return new Turn(id, seat);
    }

    /// Wants a run to end: whoever advances it is stopped, after the step at hand, and so is everybody who would
    /// advance it until this is closed.
    Cancelling cancel(RunId id) {
        Seat seat = want(id);
        synchronized (seat) {
            seat.cancelling++;
            interrupt(seat);
        }
        return new Cancelling(id, seat);
    }

    /// Unless it is at a step, which is finished first; or somebody else has interrupted the thread, which must not be
    /// taken for ours.
    private static void interrupt(Seat seat) {
        Thread worker = seat.advancing;
        if (worker != null && !seat.inStep && !worker.isInterrupted()) {
            seat.interrupted = true;
            worker.interrupt();
        }
    }

    /// The wish to end a run.
    final class Cancelling implements AutoCloseable {
        private final RunId id;
        private final Seat seat;

        private Cancelling(RunId id, Seat seat) {
            this.id = id;
            this.seat = seat;
        }

        /// Whether the thread that wants this is the one that works on the run; it will end it, then.
        boolean isOwnWish() {
            return seat.lock.isHeldByCurrentThread();
        }

        @Override
        public void close() {
            // Whoever is at the run must find the wish for as long as it is at it.
            if (!isOwnWish()) {
                synchronized (seat) {
                    seat.cancelling--;
                }
            }
            leave(id);
        }
    }

    /// The right to work on a run. For the thread that took it.
    final class Turn implements AutoCloseable {
        private final RunId id;
        private final Seat seat;

        private Turn(RunId id, Seat seat) {
            this.id = id;
            this.seat = seat;
        }

        /// The run is being advanced from here on: cancelling interrupts this thread.
        void advance() {
            synchronized (seat) {
                seat.advancing = Thread.currentThread();
            }
        }

        boolean isCancelled() {
            synchronized (seat) {
                return seat.cancelling > 0;
            }
        }

        void beginStep() {
            synchronized (seat) {
                seat.inStep = true;
            }
        }

        void endStep() {
            synchronized (seat) {
                seat.inStep = false;
                if (seat.cancelling > 0) {
                    interrupt(seat);
                }
            }
        }

        /// The run is not advanced any more. An interrupt that was meant for it is over; another one stays.
        void rest() {
            synchronized (seat) {
                if (seat.interrupted && seat.advancing == Thread.currentThread()) {
                    Thread.interrupted();
                }
                seat.interrupted = false;
                seat.advancing = null;
            }
        }

        @Override
        public void close() {
            rest();
            if (seat.lock.getHoldCount() == 1) {
                seat.lock.unlock();
            }
            leave(id);
        }
    }
}
