package dev.errand.evaluation.benchmark;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.errand.runtime.journal.Entry;
import dev.errand.runtime.journal.Journal;
import dev.errand.runtime.journal.Recorded;
import dev.errand.runtime.journal.RunId;
import dev.errand.runtime.journal.RunState;
import dev.errand.runtime.journal.SqliteJournal;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `errand bench durable`: what a durable step costs, beside what the disk and the bare journal can do in the same
/// minute, and how long a run takes to be resumed as its journal grows.
@Command(name = "durable", description = "Measure durable steps, beside the bare disk and journal.")
final class BenchDurable implements Callable<Integer> {
    private static final int CROWD = 100;
    private static final int STEPS_EACH = 20;

    @Option(names = "--repetitions", paramLabel = "N", description = "Runs of each length (default: ${DEFAULT-VALUE}).")
    int repetitions = 20;

    @Option(
            names = "--longest",
            paramLabel = "N",
            description = "Steps of the longest journal (default: ${DEFAULT-VALUE}).")
    int longest = 10_000;

    @Override
    public Integer call() throws Exception {
        if (repetitions < 1 || longest < 10) {
            throw new IllegalArgumentException("Measure at least one repetition, and a journal of ten steps.");
        }
        Path folder = Files.createTempDirectory("errand-durable");
        try {
            System.out.println(measure(folder).toPrettyString());
        } finally {
            Bench.remove(folder);
        }
        return 0;
    }

    private ObjectNode measure(Path folder) throws Exception {
        ObjectNode report = JsonNodeFactory.instance.objectNode();
        report.set("machine", Machine.here(false).json());
        double forced = forcedWrites(folder);
        double one = entries(folder.resolve("one.db"), 1, 300);
        double crowd = entries(folder.resolve("crowd.db"), CROWD, 50);
        report.putObject("baseline")
                .put("forcedFileWritesPerSecond", round(forced))
                .put("journalEntriesPerSecondOneThread", round(one))
                .put("journalEntriesPerSecondHundredThreads", round(crowd));
        System.err.println("Durable steps …");
        try (BenchEngine bench = new BenchEngine(Files.createDirectory(folder.resolve("steps")))) {
            report.set("steps", steps(bench, one, crowd));
        }
        System.err.println("Resuming long journals …");
        report.set("resume", resumes(folder));
        return report;
    }

    /// 256 bytes and a flush to disk, again and again, by one thread.
    private static double forcedWrites(Path folder) throws IOException {
        int count = 300;
        byte[] record = new byte[256];
        try (FileOutputStream out =
                new FileOutputStream(folder.resolve("forced").toFile())) {
            long from = System.nanoTime();
            for (int i = 0; i < count; i++) {
                out.write(record);
                out.getFD().sync();
            }
            return perSecond(count, from);
        }
    }

    /// Durable entries by so many threads, each of a run of its own.
    private static double entries(Path file, int threads, int each) throws Exception {
        try (SqliteJournal journal = SqliteJournal.open(file);
                ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> writing = new ArrayList<>();
            long from = System.nanoTime();
            for (int i = 0; i < threads; i++) {
                RunId run = new RunId("r-bench" + i);
                writing.add(executor.submit(() -> append(journal, run, each)));
            }
            for (Future<?> thread : writing) {
                thread.get();
            }
            return perSecond(threads * each, from);
        }
    }

    private static void append(Journal journal, RunId run, int count) {
        Instant now = Instant.now();
        Journal.Summary summary = new Journal.Summary(run, "bench", RunState.RUNNING, now, Instant.EPOCH);
        for (int i = 1; i <= count; i++) {
            journal.append(summary, List.of(new Recorded(i, now, new Entry.Said(0, i, "x".repeat(256)))));
        }
    }

    private ObjectNode steps(BenchEngine bench, double one, double crowd) throws Exception {
        ObjectNode report = JsonNodeFactory.instance.objectNode();
        ArrayNode lengths = report.putArray("wholeRuns");
        Duration none = Duration.ZERO;
        Duration fifty = Duration.ZERO;
        for (int steps : List.of(0, 10, 50)) {
            Series series = new Series("run of %d durable steps, previewed and applied".formatted(steps));
            for (int i = -3; i < repetitions; i++) {
                Duration time = run(bench, steps);
                if (i >= 0) {
                    series.add(time);
                }
            }
            none = steps == 0 ? series.percentile(50) : none;
            fifty = series.percentile(50);
            lengths.add(BenchReport.json(series));
        }
        double perStep = fifty.minus(none).toNanos() / 50.0;
        report.put("addedPerStepMs", round(perStep / 1e4) / 100.0)
                .put("addedPerStepInJournalEntries", round(perStep * one / 1e7) / 100.0);
        double together = together(bench);
        report.put("stepsPerSecondOneRun", round(1e9 / perStep))
                .put("stepsPerSecondHundredRuns", round(together))
                // Each step is two durable entries: its beginning and its end.
                .put("hundredRunsOfWhatTheJournalCan", round(200 * together / crowd) / 100.0);
        return report;
    }

    private static Duration run(BenchEngine bench, int steps) {
        long from = System.nanoTime();
        RunId id = bench.start("for (let i = 0; i < " + steps + "; i++) bench.touch(i);");
        RunState state = bench.engine.advance(id).state();
        Duration time = Duration.ofNanos(System.nanoTime() - from);
        if (state != RunState.SUCCEEDED) {
            throw new IllegalStateException("Run %s came to %s.".formatted(id, state.id()));
        }
        return time;
    }

    private static double together(BenchEngine bench) throws Exception {
        try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> runs = new ArrayList<>();
            long from = System.nanoTime();
            for (int i = 0; i < CROWD; i++) {
                runs.add(executor.submit(() -> run(bench, STEPS_EACH)));
            }
            for (Future<?> run : runs) {
                run.get();
            }
            return perSecond(CROWD * STEPS_EACH, from);
        }
    }

    private ArrayNode resumes(Path folder) throws IOException {
        ArrayNode report = JsonNodeFactory.instance.arrayNode();
        for (int steps = 10; steps <= longest; steps *= 10) {
            report.add(resume(Files.createDirectory(folder.resolve("resume-" + steps)), steps));
        }
        return report;
    }

    /// Runs of so many steps that wait, and are gone on with: read, replayed and ended.
    private static ObjectNode resume(Path folder, int steps) {
        String loop = "for (let i = 0; i < " + steps + "; i++) sum += random.integer(1, 6);";
        String code = "let sum = 0; " + loop + " clock.sleep(60);";
        Series series = new Series("resume after %d steps".formatted(steps));
        long entries = 0;
        long length = 0;
        try (BenchEngine bench = new BenchEngine(folder)) {
            for (int i = 0; i < (steps > 1_000 ? 3 : 7); i++) {
                RunId id = bench.start(code);
                bench.engine.advance(id);
                length = bench.length(id);
                entries += length;
                bench.putForward(Duration.ofMinutes(2));
                long from = System.nanoTime();
                bench.engine.advance(id);
                series.add(Duration.ofNanos(System.nanoTime() - from));
            }
        }
        return BenchReport.json(series)
                .put("entries", length)
                .put("msPerThousandEntries", round(series.percentile(50).toNanos() / 1e1 / length) / 100.0)
                .put("bytesPerEntry", BenchEngine.journal(folder).toFile().length() / entries);
    }

    private static double perSecond(int count, long from) {
        return count * 1e9 / (System.nanoTime() - from);
    }

    private static long round(double value) {
        return Math.round(value);
    }
}
