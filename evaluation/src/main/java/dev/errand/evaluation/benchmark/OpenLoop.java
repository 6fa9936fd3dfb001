package dev.errand.evaluation.benchmark;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.errand.runtime.journal.RunId;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;

/// Runs that are begun at a steady rate, however long those before them take; each adds an item to a list and is
/// followed to its end. Times count from when a run was due, so that a server that stops for a while is not
/// flattered.
final class OpenLoop {
    private static final int LISTS = 100;
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final LoadClient client;
    private final int rate;
    private int count;

    OpenLoop(LoadClient client, int rate) {
        this.client = client;
        this.rate = rate;
    }

    /// What came of a while of it.
    ///
    /// @param late  runs that this client began more than one interval after they were due
    /// @param time  from the first run's beginning to the last one's
    record Phase(List<Tried> tried, int late, Duration time) {
        Phase {
            tried = List.copyOf(tried);
        }

        static Phase together(List<Phase> phases) {
            return new Phase(
                    phases.stream().flatMap(each -> each.tried().stream()).toList(),
                    phases.stream().mapToInt(Phase::late).sum(),
                    phases.stream().map(Phase::time).reduce(Duration.ZERO, Duration::plus));
        }

        Series toAnswer() {
            return times("begun", Finishing.ANSWER);
        }

        Series toEnd() {
            return times("ended", Finishing.END);
        }

        private enum Finishing {
            ANSWER,
            END
        }

        private Series times(String name, Finishing which) {
            Series series = new Series(name);
            for (Tried each : tried) {
                if (each instanceof Tried.Finished finished) {
                    series.add(which == Finishing.END ? finished.toEnd() : finished.toAnswer());
                }
            }
            return series;
        }

        private long count(Class<? extends Tried> kind) {
            return tried.stream().filter(kind::isInstance).count();
        }

        ObjectNode json() {
            double seconds = time.toNanos() / 1e9;
            ObjectNode json = JsonNodeFactory.instance
                    .objectNode()
                    .put("asked", tried.size())
                    .put("finished", count(Tried.Finished.class))
                    .put("refused", count(Tried.Refused.class))
                    .put("failed", count(Tried.Failed.class))
                    .put("lateStarts", late)
                    .put("seconds", Contest.rounded(seconds))
                    .put("finishedPerSecond", Contest.rounded(count(Tried.Finished.class) / seconds));
            put(json.putObject("toAnswerMs"), toAnswer());
            put(json.putObject("toEndMs"), toEnd());
            return json;
        }

        private static void put(ObjectNode json, Series series) {
            if (series.count() > 0) {
                for (int percent : List.of(50, 95, 99, 100)) {
                    String name = percent == 50 ? "median" : percent == 100 ? "longest" : "p" + percent;
                    json.put(name, Contest.rounded(series.percentile(percent).toNanos() / 1e6));
                }
            }
        }
    }

    /// Returns when the last run has ended.
    Phase run(Duration time) throws InterruptedException {
        long interval = 1_000_000_000L / rate;
        long total = Math.max(1, rate * time.toMillis() / 1000);
        List<Future<Tried>> begun = new ArrayList<>();
        int late = 0;
        try (Crowd crowd = new Crowd()) {
            long start = System.nanoTime();
            for (int i = 0; i < total; i++) {
                long due = start + i * interval;
                for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
                    LockSupport.parkNanos(left);
                }
                late += System.nanoTime() - due > interval ? 1 : 0;
                int number = count++;
                begun.add(crowd.send(() -> attempt(number, due)));
            }
            List<Tried> tried = crowd.all(begun, PATIENCE);
            return new Phase(tried, late, Duration.ofNanos(System.nanoTime() - start));
        }
    }

    private Tried attempt(int number, long due) throws IOException, InterruptedException {
        try {
            RunId run = client.begin("lists.add('Load %d', 'Item %d')".formatted(number % LISTS, number));
            Duration toAnswer = Duration.ofNanos(System.nanoTime() - due);
            Heard heard = client.follow(run);
            return new Tried.Finished(heard, toAnswer, Duration.ofNanos(System.nanoTime() - due));
        } catch (LoadClient.Busy e) {
            return new Tried.Refused(e.status());
        }
    }

    /// Clients at work side by side, each on a virtual thread.
    static final class Crowd implements AutoCloseable {
        private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

        Future<Tried> send(Callable<Tried> work) {
            return threads.submit(work);
        }

        /// What came of them; who is not ready in time has failed.
        List<Tried> all(List<Future<Tried>> sent, Duration patience) throws InterruptedException {
            long until = System.nanoTime() + patience.toNanos();
            List<Tried> all = new ArrayList<>();
            for (Future<Tried> each : sent) {
                try {
                    all.add(each.get(Math.max(0, until - System.nanoTime()), TimeUnit.NANOSECONDS));
                } catch (TimeoutException _) {
                    all.add(new Tried.Failed("not ready after %d s".formatted(patience.toSeconds())));
                } catch (ExecutionException e) {
                    all.add(new Tried.Failed(String.valueOf(e.getCause())));
                }
            }
            return all;
        }

        @Override
        public void close() {
            threads.shutdownNow();
            threads.close();
        }
    }
}
