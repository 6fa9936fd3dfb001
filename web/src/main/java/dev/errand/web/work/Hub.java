package dev.errand.web.work;

import dev.errand.runtime.engine.Run;
import dev.errand.runtime.engine.RunListener;
import dev.errand.runtime.journal.Recorded;
import dev.errand.runtime.journal.RunId;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

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
    private volatile boolean isClosed;

    /// Watches a run from now on. Close it.
    public Watcher watch(RunId run) {
        Watcher watcher = new Watcher(run);
        watchers.compute(run, (_, known) -> {
            List<Watcher> all = known == null ? new CopyOnWriteArrayList<>() : known;
            all.add(watcher);
            return all;
        });
        return watcher;
    }

    @Override
    public void recorded(Run run, Recorded recorded) {
        tell(run, Signal.Look.LOOK);
    }

    @Override
    public void planToken(Run run, String text) {
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
        watchers.values()
                .forEach(all -> all.forEach(watcher -> {
                    watcher.signals.clear();
                    watcher.signals.offer(Signal.Look.LOOK);
                }));
    }

    /// Somebody who looks at a run. For one thread.
    public final class Watcher implements AutoCloseable {
        private final RunId run;
        private final BlockingQueue<Signal> signals = new LinkedBlockingQueue<>(MOST_WAITING);

        private Watcher(RunId run) {
            this.run = run;
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
            watchers.computeIfPresent(run, (_, all) -> {
                all.remove(this);
                return all.isEmpty() ? null : all;
            });
        }
    }
}
