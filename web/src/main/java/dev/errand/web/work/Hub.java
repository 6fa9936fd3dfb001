package dev.errand.web.work;

import dev.errand.runtime.engine.Run;
import dev.errand.runtime.engine.RunListener;
import dev.errand.runtime.journal.Entry;
import dev.errand.runtime.journal.Recorded;
import dev.errand.runtime.journal.RunId;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/// Tells those who look at a run that something has happened in it. What has happened they read from the journal, so
/// nothing is lost on them however slow they are; only the pieces of a plan that is being written may be.
/// Thread-safe.
public final class Hub implements RunListener, AutoCloseable {
    /// What is told.
    public sealed interface Signal {
        /// The journal has grown, or it is time to look whether another process made it grow.
        enum Look implements Signal {
            LOOK
        }

        /// A piece of the plan that a model is writing.
        record Written(String text) implements Signal {}
    }

    private static final int MOST_WAITING = 1024;
    private final ConcurrentHashMap<RunId, List<Watcher>> watchers = new ConcurrentHashMap<>();
    private final List<Watcher> ofAll = new CopyOnWriteArrayList<>();
    private final ConcurrentHashMap<RunId, String> writing = new ConcurrentHashMap<>();
    private volatile boolean isClosed;

    /// What a model has written up to now of the plan that it is at; empty if none is being written here.
    public String written(RunId run) {
        return writing.getOrDefault(run, "");
    }

    /// Watches what waits for the person in any run from now on. Close it.
    public Watcher watchAll() {
        Watcher watcher = new Watcher(ofAll::remove);
        ofAll.add(watcher);
        return watcher;
    }

    /// Watches a run from now on. Close it.
    public Watcher watch(RunId run) {
        Watcher watcher = new Watcher(gone -> leave(run, gone));
        watchers.compute(run, (_, known) -> {
            List<Watcher> all = known == null ? new CopyOnWriteArrayList<>() : known;
            all.add(watcher);
            return all;
        });
        return watcher;
    }

    private void leave(RunId run, Watcher gone) {
        watchers.computeIfPresent(run, (_, all) -> {
            all.remove(gone);
            return all.isEmpty() ? null : all;
        });
    }

    @Override
    public void recorded(Run run, Recorded recorded) {
        if (endsWriting(recorded.entry())) {
            writing.remove(run.id());
        }
        tell(run, Signal.Look.LOOK);
        if (concernsPerson(recorded.entry())) {
            ofAll.forEach(watcher -> watcher.signals.offer(Signal.Look.LOOK));
        }
    }

    /// Whether what was written is a plan now, or nothing any more.
    private static boolean endsWriting(Entry entry) {
        return entry instanceof Entry.ModelCallStarted
                || entry instanceof Entry.PlanReady
                || entry instanceof Entry.PlanFailed
                || entry instanceof Entry.PlanDeclined
                || entry instanceof Entry.BudgetReached
                || entry instanceof Entry.RunFinished;
    }

    /// Whether something waits for the person from now on, or does no more.
    private static boolean concernsPerson(Entry entry) {
        return entry instanceof Entry.ApprovalRequested
                || entry instanceof Entry.ApprovalResolved
                || entry instanceof Entry.QuestionAsked
                || entry instanceof Entry.QuestionAnswered
                || entry instanceof Entry.BudgetReached
                || entry instanceof Entry.BudgetRaised
                || entry instanceof Entry.PreviewKept
                || entry instanceof Entry.RunFinished;
    }

    @Override
    public void planToken(Run run, String text) {
        writing.merge(run.id(), text, String::concat);
        tell(run, new Signal.Written(text));
    }

    private void tell(Run run, Signal signal) {
        watchers.getOrDefault(run.id(), List.of()).forEach(watcher -> watcher.signals.offer(signal));
    }

    /// Whether watching is over, since the server ends.
    public boolean isClosed() {
        return isClosed;
    }

    @Override
    public void close() {
        isClosed = true;
        watchers.values().forEach(all -> all.forEach(Watcher::wake));
        ofAll.forEach(Watcher::wake);
    }

    /// Somebody who looks. For one thread.
    public static final class Watcher implements AutoCloseable {
        private final Consumer<Watcher> leaving;
        private final BlockingQueue<Signal> signals = new LinkedBlockingQueue<>(MOST_WAITING);

        private Watcher(Consumer<Watcher> leaving) {
            this.leaving = leaving;
        }

        private void wake() {
            signals.clear();
            signals.offer(Signal.Look.LOOK);
        }

        /// The next signal; [Signal.Look] after this time at the latest, since other processes may work on the run.
        ///
        /// @throws InterruptedException if the thread is to end
        public Signal next(Duration patience) throws InterruptedException {
            Signal signal = signals.poll(patience.toMillis(), TimeUnit.MILLISECONDS);
            if (signal == null) {
                return Signal.Look.LOOK;
            }
            if (signal instanceof Signal.Look) {
                signals.removeIf(each -> each instanceof Signal.Look); // one look sees all
            }
            return signal;
        }

        @Override
        public void close() {
            leaving.accept(this);
        }
    }
}
