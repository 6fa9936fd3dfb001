package dev.errand.evaluation.benchmark;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.errand.runtime.engine.Approval;
import dev.errand.runtime.engine.Run;
import dev.errand.runtime.journal.RunId;
import dev.errand.runtime.journal.RunState;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `errand bench parked`: what runs cost that wait, and how soon they go on. Real runs, a third each waiting for an
/// approval, an answer and a time, in a process of its own with a small heap.
@Command(name = "parked", description = "Measure what many waiting runs cost, and how soon one of them goes on.")
final class BenchParked implements Callable<Integer> {
    private static final Duration WAIT = Duration.ofDays(1);

    @Option(names = "--runs", paramLabel = "N", description = "Runs to park (default: ${DEFAULT-VALUE}).")
    int runs = 100_000;

    @Option(names = "--resumes", paramLabel = "N", description = "Of which to resume (default: ${DEFAULT-VALUE}).")
    int resumes = 1_000;

    @Option(names = "--heap", paramLabel = "MB", description = "Heap of the process (default: ${DEFAULT-VALUE}).")
    int heap = 512;

    @Option(names = "--in-process", hidden = true)
    boolean inProcess;

    @Override
    public Integer call() throws Exception {
        if (runs < 3 || resumes < 3 || resumes > runs) {
            throw new IllegalArgumentException("Park at least three runs, and resume three of them or more.");
        }
        if (!inProcess) {
            return Launches.again(
                    heap, "bench", "parked", "--in-process", "--runs", "" + runs, "--resumes", "" + resumes);
        }
        Path folder = Files.createTempDirectory("errand-parked");
        try (BenchEngine bench = new BenchEngine(folder)) {
            System.out.println(measure(bench, folder).toPrettyString());
        } finally {
            Bench.remove(folder);
        }
        return 0;
    }

    private ObjectNode measure(BenchEngine bench, Path folder) throws Exception {
        ObjectNode report = JsonNodeFactory.instance.objectNode();
        report.set("machine", Machine.here(false).json());
        System.err.println("Parking " + runs + " runs …");
        long from = System.nanoTime();
        List<RunId> parked = park(bench);
        double seconds = (System.nanoTime() - from) / 1e9;
        report.put("runs", runs)
                .put("parkSeconds", Math.round(seconds * 10) / 10.0)
                .put("parkedPerSecond", Math.round(runs / seconds));
        report.set("whileParked", whileParked(folder));
        System.err.println("Looking over them, and resuming " + resumes + " …");
        var queries = report.putArray("queries");
        List.of(
                        time("due now, at most 100", () -> bench.engine.due(Instant.now(), 100)),
                        time("next due", bench.engine::nextDue),
                        time("newest 100 runs", () -> bench.engine.runs(100, Optional.empty())),
                        time("inbox, newest 100", () -> bench.engine.inbox(100, Optional.empty())),
                        time("one run from its journal", () -> bench.engine.run(parked.get(parked.size() / 2))))
                .forEach(series -> queries.add(BenchReport.json(series)));
        var latencies = report.putArray("resumes");
        resume(bench, parked).forEach(series -> latencies.add(BenchReport.json(series)));
        return report;
    }

    private List<RunId> park(BenchEngine bench) throws Exception {
        List<RunId> ids = new ArrayList<>();
        try (ExecutorService workers = Executors.newFixedThreadPool(8)) {
            List<Future<RunId>> parking = new ArrayList<>();
            for (int i = 0; i < runs; i++) {
                int number = i;
                parking.add(workers.submit(() -> park(bench, number)));
                if (parking.size() == 1_000 || i == runs - 1) {
                    for (Future<RunId> each : parking) {
                        ids.add(each.get());
                    }
                    parking.clear();
                }
            }
        }
        return ids;
    }

    private static RunId park(BenchEngine bench, int number) {
        String code = switch (number % 3) {
            case 0 -> "mail.send({to: 'ada@mail.example', subject: 'Number %d', body: 'Hello'}); return 'sent';";
            case 1 -> "return user.ask('Which of the letters of case %d?');";
            default -> "clock.sleep(%d); return %%d;".formatted(WAIT.toSeconds());
        };
        RunId id = bench.startAsking(code.formatted(number));
        RunState state = bench.engine.advance(id).state();
        if (state != waiting(number)) {
            throw new IllegalStateException(
                    "Run %s came to %s: there is nothing to measure.".formatted(id, state.id()));
        }
        return id;
    }

    private static RunState waiting(int number) {
        return switch (number % 3) {
            case 0 -> RunState.AWAITING_APPROVAL;
            case 1 -> RunState.AWAITING_ANSWER;
            default -> RunState.AWAITING_TIMER;
        };
    }

    private static ObjectNode whileParked(Path folder) throws IOException {
        for (int i = 0; i < 3; i++) {
            System.gc();
        }
        long used = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
        long files = 0;
        try (Stream<Path> state = Files.list(folder.resolve("state"))) {
            for (Path file : state.filter(Files::isRegularFile).toList()) {
                files += Files.size(file);
            }
        }
        return JsonNodeFactory.instance
                .objectNode()
                .put("heapUsedMegabytes", used / 1e6)
                .put("residentMegabytes", residentMegabytes())
                .put("threads", ManagementFactory.getThreadMXBean().getThreadCount())
                .put("journalMegabytes", files / 1e6);
    }

    /// Of this process, in RAM; -1 where the system does not tell.
    private static double residentMegabytes() throws IOException {
        Path status = Path.of("/proc/self/status");
        if (!Files.isReadable(status)) {
            return -1;
        }
        return Files.readAllLines(status).stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToDouble(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1e3)
                .findFirst()
                .orElse(-1);
    }

    private static Series time(String name, Callable<?> question) throws Exception {
        Series series = new Series(name);
        for (int i = 0; i < 50; i++) {
            long from = System.nanoTime();
            question.call();
            series.add(Duration.ofNanos(System.nanoTime() - from));
        }
        return series;
    }

    /// From the decision to the end of the run, each kind on its own; timers last, as the clock is put forward.
    private List<Series> resume(BenchEngine bench, List<RunId> parked) {
        List<Series> all = List.of(
                new Series("approve, until the mail is in the outbox and the run has ended"),
                new Series("answer, until the run has ended"),
                new Series("timer, until the run has ended"));
        int each = resumes / 3;
        int apart = parked.size() / 3 / each;
        for (int kind = 0; kind < all.size(); kind++) {
            if (kind == 2) {
                bench.putForward(WAIT.plusHours(1));
            }
            for (int i = 0; i < each; i++) {
                all.get(kind).add(resume(bench, parked.get(3 * i * apart + kind), kind));
            }
        }
        return all;
    }

    private static Duration resume(BenchEngine bench, RunId id, int kind) {
        long from = System.nanoTime();
        switch (kind) {
            case 0 -> bench.engine.approve(id, Approval.ofAll("bench"));
            case 1 -> bench.engine.answer(id, "the second", "bench");
            default -> {}
        }
        Run run = bench.engine.advance(id);
        Duration time = Duration.ofNanos(System.nanoTime() - from);
        if (run.state() != RunState.SUCCEEDED) {
            throw new IllegalStateException(
                    "Run %s came to %s.".formatted(id, run.state().id()));
        }
        return time;
    }
}
