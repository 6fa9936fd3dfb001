package dev.errand.runtime.engine;

import dev.errand.runtime.journal.RunId;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BiConsumer;

/// Goes on with runs by itself, for as long as it is open: those that were interrupted, and those whose time has come.
///
/// One thread sleeps until the next time that the journal names, or until a run is parked that is due earlier. It looks
/// at the clock on the wall at least once a minute, so that a clock that is put forward is noticed. Due runs are
/// advanced on virtual threads, a bounded number at once. Parked runs cost nothing here: they are rows of the journal.
///
/// Whoever opens it owns the home for as long. Thread-safe.
public final class Keeper implements AutoCloseable {
    private static final Duration LONGEST_SLEEP = Duration.ofMinutes(1);

    /// How long a run is left alone that could not go on.
    private static final Duration REST = Duration.ofMinutes(1);

    private final Engine engine;
    private final BiConsumer<RunId, RuntimeException> trouble;
    private final int atOnce;
    private final Semaphore free;
    private final Set<RunId> inHand = ConcurrentHashMap.newKeySet();
    private final Map<RunId, Instant> resting = new ConcurrentHashMap<>();
    private final ExecutorService workers = Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual().name("errand-run-", 1).factory());
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition called = lock.newCondition();
    private final Thread thread;

    /// Until when the thread sleeps; guarded by the lock, as below.
    private Instant wake = Instant.EPOCH;

    private boolean isCalled;
    private boolean isClosed;

    private Keeper(Engine engine, int atOnce, BiConsumer<RunId, RuntimeException> trouble) {
        this.engine = engine;
        this.atOnce = atOnce;
        this.free = new Semaphore(atOnce);
        this.trouble = trouble;
        this.thread = Thread.ofPlatform().name("errand-keeper").daemon().unstarted(this::keep);
    }

    /// Starts to keep the runs of an engine.
    ///
    /// @param atOnce  how many runs are advanced at once, at most
    /// @param trouble hears of runs that cannot go on; they are tried again later
    public static Keeper of(Engine engine, int atOnce, BiConsumer<RunId, RuntimeException> trouble) {
        Keeper keeper = new Keeper(engine, atOnce, trouble);
        engine.tell(keeper);
        keeper.thread.start();
        return keeper;
    }

    /// Looks now: for whoever has moved the clock, or wants nothing to wait.
    public void look() {
        lock.lock();
        try {
            isCalled = true;
            called.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /// A run was parked that goes on by itself at this time.
    void parked(Instant due) {
        lock.lock();
        try {
            if (due.isBefore(wake)) {
                isCalled = true;
                called.signalAll();
            }
        } finally {
            lock.unlock();
        }
    }

    private void keep() {
        while (sleep(pass())) {
            // each pass takes up what is due by then
        }
    }

    /// Takes up what is due, and tells how long there is nothing to do.
    private Duration pass() {
        try {
            Instant now = engine.now();
            resting.values().removeIf(until -> !until.isAfter(now));
            for (RunId id : engine.due(now, atOnce + inHand.size() + resting.size())) {
                if (!resting.containsKey(id) && !engine.isTaken(id) && free.tryAcquire() && !takeUp(id)) {
                    free.release();
                }
            }
            return pause(now, engine.nextDue(now)); // of the same time: what comes due meanwhile is not missed
        } catch (RuntimeException e) {
            return LONGEST_SLEEP; // a journal that cannot be read now may be readable later
        }
    }

    static Duration pause(Instant now, Optional<Instant> nextDue) {
        return nextDue.map(due -> Duration.between(now, due))
                .filter(pause -> pause.compareTo(LONGEST_SLEEP) < 0)
                .orElse(LONGEST_SLEEP);
    }

    private boolean takeUp(RunId id) {
        if (!inHand.add(id)) {
            return false;
        }
        workers.execute(() -> advance(id));
        return true;
    }

    private void advance(RunId id) {
        try {
            boolean stuck = engine.advance(id).state().isActive();
            if (stuck) {
                rest(id);
            }
        } catch (RuntimeException e) {
            rest(id);
            trouble.accept(id, e);
        } finally {
            inHand.remove(id);
            free.release();
            look(); // others may have waited for a free place
        }
    }

    private void rest(RunId id) {
        resting.put(id, engine.now().plus(REST));
    }

    /// Returns whether to go on.
    private boolean sleep(Duration pause) {
        lock.lock();
        try {
            wake = engine.now().plus(pause);
            long left = pause.toNanos() + TimeUnit.MILLISECONDS.toNanos(1);
            while (!isCalled && !isClosed && left > 0) {
                left = called.awaitNanos(left);
            }
            isCalled = false;
            return !isClosed;
        } catch (InterruptedException e) {
            return false;
        } finally {
            lock.unlock();
        }
    }

    /// Stops every run after the step it is at, and returns when all have stopped. They are taken up again by the next
    /// who opens the home.
    @Override
    public void close() {
        lock.lock();
        try {
            isClosed = true;
            called.signalAll();
        } finally {
            lock.unlock();
        }
        engine.forget(this);
        join();
        workers.shutdownNow();
        workers.close();
    }

    private void join() {
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
