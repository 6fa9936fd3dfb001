package dev.errand.evaluation.benchmark;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.errand.sandbox.Language;
import dev.errand.sandbox.Sandbox;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/// Times of runs in a warm sandbox.
///
/// @param workers the processes that work for it
record SandboxRuns(
        String name, Sandbox sandbox, Language language, Supplier<Collection<ProcessHandle>> workers, int repetitions) {
    /// Between two runs, so that the next one's context is made ahead of need, as it is between two intents of a
    /// person.
    private static final long PAUSE_NANOS = 20_000_000;

    private static final int CROWD = 100;
    private static final int CALLS = 200;

    /// One run at a time.
    ObjectNode alone() {
        for (int i = 0; i < 2 * repetitions; i++) {
            ReferenceWorkflow.run(sandbox, language);
        }
        ObjectNode report = JsonNodeFactory.instance.objectNode();
        long pause = language == Language.PYTHON ? 5 * PAUSE_NANOS : PAUSE_NANOS;
        report.set("aheadOfNeed", runs("contexts made ahead of need", pause));
        report.set("backToBack", runs("one after the other, no pause", 0));
        return report;
    }

    /// One at a time, one call, many at once.
    ObjectNode measure() throws Exception {
        ObjectNode report = alone();
        report.put("oneCallMicros", oneCallMicros());
        report.set("computing", computing());
        report.set("hundredAtOnce", together());
        return report;
    }

    private ObjectNode runs(String title, long pauseNanos) {
        Series series = new Series(name + ", " + title);
        Duration host = Processes.cpu(List.of(ProcessHandle.current()));
        Collection<ProcessHandle> before = workers.get();
        Duration theirs = Processes.cpu(before);
        for (int i = 0; i < repetitions; i++) {
            LockSupport.parkNanos(pauseNanos);
            long from = System.nanoTime();
            ReferenceWorkflow.run(sandbox, language);
            series.add(Duration.ofNanos(System.nanoTime() - from));
        }
        host = Processes.cpu(List.of(ProcessHandle.current())).minus(host);
        ObjectNode report =
                BenchReport.json(series).put("hostCpuPerRunMs", BenchReport.millis(host.dividedBy(repetitions)));
        Collection<ProcessHandle> after = workers.get();
        // A worker that was replaced meanwhile has taken its account along.
        if (Set.copyOf(before).equals(Set.copyOf(after))) {
            theirs = Processes.cpu(after).minus(theirs);
            report.put("workerCpuPerRunMs", BenchReport.millis(theirs.dividedBy(repetitions)));
        }
        return report;
    }

    /// The difference of a run with many calls and one with none.
    private double oneCallMicros() {
        Series many = new Series("many calls");
        Series none = new Series("no call");
        for (int i = 0; i < Math.max(3, repetitions / 5); i++) {
            many.add(time(CALLS));
            none.add(time(0));
        }
        Duration difference = many.percentile(50).minus(none.percentile(50));
        return Math.round(difference.toNanos() / 100.0 / CALLS) / 10.0;
    }

    /// A program that only computes.
    private ObjectNode computing() {
        Series series = new Series(name + ", a loop of 300,000");
        for (int i = 0; i < Math.max(3, repetitions / 20); i++) {
            long from = System.nanoTime();
            ReferenceWorkflow.compute(sandbox, 300_000);
            series.add(Duration.ofNanos(System.nanoTime() - from));
        }
        return BenchReport.json(series);
    }

    private Duration time(int calls) {
        LockSupport.parkNanos(PAUSE_NANOS);
        long from = System.nanoTime();
        ReferenceWorkflow.loop(sandbox, calls);
        return Duration.ofNanos(System.nanoTime() - from);
    }

    private ObjectNode together() throws Exception {
        try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> runs = new ArrayList<>();
            long from = System.nanoTime();
            for (int i = 0; i < CROWD; i++) {
                runs.add(executor.submit(() -> ReferenceWorkflow.run(sandbox, language)));
            }
            // Throws if one of them did not complete.
            for (Future<?> run : runs) {
                run.get();
            }
            Duration time = Duration.ofNanos(System.nanoTime() - from);
            return JsonNodeFactory.instance
                    .objectNode()
                    .put("completed", runs.size())
                    .put("ms", BenchReport.millis(time));
        }
    }
}
