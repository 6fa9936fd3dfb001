package dev.errand.web.work;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.errand.runtime.Errand;
import dev.errand.runtime.engine.Run;
import dev.errand.runtime.engine.RunDocument;
import dev.errand.runtime.journal.RunId;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Supplier;

/// Where decisions about runs are handed in. Whoever hands one in hears at once whether it was taken; the run then
/// goes on behind the desk, on a virtual thread of its own. Thread-safe.
public final class Desk implements AutoCloseable {
    /// Runs that are worked on at once; more wait for their turn, journaled already.
    private static final int MOST_AT_ONCE = 16;

    /// What may be handed in and not yet have come to rest. A server that is overtaken says so, rather than take what
    /// nobody waits for any more when its turn comes.
    private static final int MOST_TAKEN = 256;

    private final Errand errand;
    private final Consumer<Run> led;
    private final BiConsumer<RunId, RuntimeException> trouble;
    private final Semaphore room = new Semaphore(MOST_AT_ONCE, true);
    private final Semaphore places = new Semaphore(MOST_TAKEN);
    private final ExecutorService workers = Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual().name("errand-web-", 1).factory());

    /// @param led     hears of a run when it has ended or waits
    /// @param trouble hears of runs that cannot go on
    public Desk(Errand errand, Consumer<Run> led, BiConsumer<RunId, RuntimeException> trouble) {
        this.errand = errand;
        this.led = led;
        this.trouble = trouble;
    }

    /// Begins a run, or decides something about one, and lets it go on. Returns when that is journaled.
    ///
    /// @param deed     what is handed in; it names the run
    /// @param patience how long the answer may wait for the run to end or to wait for somebody
    /// @throws dev.errand.runtime.engine.Refusal and whatever else the deed throws: then nothing was changed
    /// @throws Busy if too much was handed in before
    /// @throws Closed if nothing is taken any more
    public RunId hand(Supplier<RunId> deed, Duration patience) {
        Handed handed = hand(deed);
        await(handed.rested(), patience);
        return handed.run();
    }

    /// A run that goes on behind the desk.
    ///
    /// @param rested is completed when the run has ended, waits, or cannot go on
    public record Handed(RunId run, CompletableFuture<Void> rested) {}

    /// The same for somebody who does other things meanwhile.
    public Handed hand(Supplier<RunId> deed) {
        CompletableFuture<RunId> taken = new CompletableFuture<>();
        CompletableFuture<Void> rested = new CompletableFuture<>();
        if (!places.tryAcquire()) {
            throw new Busy();
        }
        try {
            workers.execute(() -> work(deed, taken, rested));
        } catch (RejectedExecutionException e) {
            places.release();
            throw new Closed(e);
        }
        return new Handed(result(taken), rested);
    }

    /// A run as it stands.
    public ObjectNode document(RunId id) {
        Run run = errand.engine().run(id);
        return RunDocument.of(run, errand.catalogue(), errand.engine().today(run));
    }

    /// Does something about a run that needs no going on.
    public <T> T now(Supplier<T> deed) {
        return errand.owning(deed);
    }

    private void work(Supplier<RunId> deed, CompletableFuture<RunId> taken, CompletableFuture<Void> rested) {
        try {
            // In one ownership: between the two another process would take the run for one that was interrupted.
            led.accept(errand.owning(() -> {
                RunId id = deed.get();
                taken.complete(id);
                return lead(id);
            }));
        } catch (RuntimeException e) {
            if (!taken.completeExceptionally(e)) {
                trouble.accept(taken.join(), e);
            }
        } finally {
            places.release();
            taken.completeExceptionally(new IllegalStateException("Nothing came of it."));
            rested.complete(null);
        }
    }

    private Run lead(RunId id) {
        try {
            room.acquire();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return errand.engine().run(id); // whoever opens the home next goes on with it
        }
        try {
            return errand.engine().advance(id);
        } finally {
            room.release();
        }
    }

    private static RunId result(CompletableFuture<RunId> taken) {
        try {
            return taken.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException refused) {
                throw refused;
            }
            throw e;
        }
    }

    private static void await(CompletableFuture<Void> rested, Duration patience) {
        if (!patience.isPositive()) {
            return;
        }
        try {
            rested.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            // it takes longer; the answer tells how far it is
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException e) {
            throw new IllegalStateException("It never ends with a failure.", e);
        }
    }

    /// Stops every run after the step it is at, and returns when all have stopped.
    @Override
    public void close() {
        workers.shutdownNow();
        workers.close();
    }

    /// So much waits that nothing more is taken.
    public static final class Busy extends RuntimeException {
        private static final long serialVersionUID = 1;

        private Busy() {
            super("The server works on %d runs already, or they wait for their turn. Nothing was begun; ask again soon."
                    .formatted(MOST_TAKEN));
        }
    }

    /// The desk is closed: the server is about to end.
    public static final class Closed extends RuntimeException {
        private static final long serialVersionUID = 1;

        private Closed(RejectedExecutionException cause) {
            super("The server is about to end. Nothing was begun; ask again when it is back.", cause);
        }
    }
}
