package dev.errand.evaluation.trial;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.errand.evaluation.report.CaseResult;
import dev.errand.evaluation.report.Report;
import dev.errand.evaluation.report.Summary;
import dev.errand.evaluation.suite.Suite;
import dev.errand.evaluation.suite.SuiteReader;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `errand eval`: runs a suite of cases, each on a fresh device of its own, and says which came out as they should.
@Command(
        name = "eval",
        subcommands = {EvalCompare.class, EvalFigures.class},
        description = {
            "Run a suite of cases and judge each by what became of its device.",
            "Exit code 0: all passed; 1: some did not; 2: the suite has faults."
        })
final class EvalCommand implements Callable<Integer> {
    static final int ALL_PASSED = 0;
    static final int SOME_FAILED = 1;
    static final int MALFORMED = 2;

    @Option(
            names = "--suite",
            paramLabel = "FILE|NAME",
            description =
                    "JSON Lines, one case a line; or one that is shipped: paper, device, security, hostile, voice.")
    @Nullable
    String suite;

    @Option(
            names = "--check-suite",
            paramLabel = "FILE|NAME",
            description = "Judge a suite instead: each reference workflow must pass, each wrong one must fail.")
    @Nullable
    String checked;

    @Option(
            names = "--planner",
            paramLabel = "NAME",
            description =
                    "auto (default), offline, reference (each case's own workflow), openai, openai:MODEL, replay:FILE.")
    String planner = "auto";

    @Option(names = "--json", description = "One line of JSON a case, then the summary, on stdout.")
    boolean json;

    @Option(names = "--home", paramLabel = "DIR", description = "Whose device cases get that name none.")
    @Nullable
    Path home;

    @Option(names = "--jobs", paramLabel = "N", description = "Cases at one time (default: one a processor).")
    int jobs = Runtime.getRuntime().availableProcessors();

    @Option(names = "--trials", paramLabel = "K", description = "How often each case is tried (default: 1).")
    int trials = 1;

    @Option(names = "--timeout", paramLabel = "SECONDS", description = "The most a case may take (default: 60).")
    int timeout = 60;

    @Option(names = "--out", paramLabel = "DIR", description = "Where the report is written, and results are kept.")
    @Nullable
    Path out;

    @Option(names = "--resume", description = "Take up what --out holds: only what is not there yet is run.")
    boolean resume;

    @Option(names = "--against", paramLabel = "REPORT.json", description = "An earlier report to compare with.")
    @Nullable
    Path against;

    @Option(names = "--case", paramLabel = "ID", description = "Only this case; repeatable; * stands for anything.")
    List<String> only = List.of();

    @Option(
            names = "--sandbox",
            paramLabel = "MODE",
            description = "process (default), or in-process: guest code is trusted, and cases take less time.")
    String sandbox = "process";

    @Option(
            names = "--max-usd",
            paramLabel = "N",
            description = "What all cases together may cost; those that are left then are not run.")
    @Nullable
    BigDecimal maxUsd;

    @Option(names = "--max-tokens", paramLabel = "N", description = "How many tokens all cases together may use.")
    @Nullable
    Long maxTokens;

    @Override
    public Integer call() throws IOException, InterruptedException {
        String named = checked == null ? suite : checked;
        if (named == null || (checked != null && suite != null)) {
            throw new IllegalArgumentException("Name one suite: --suite FILE, or --suite %s."
                    .formatted(String.join(", --suite ", SuiteReader.SHIPPED)));
        }
        require();
        Suite read = SuiteReader.read(named);
        read.faults().forEach(fault -> System.err.println("errand: " + fault));
        List<Suite.Line> lines = chosen(read);
        try (Premises premises = Premises.open(sandbox, home, jobs, Duration.ofSeconds(timeout))) {
            return checked != null ? check(read, lines, premises) : evaluate(read, lines, premises);
        }
    }

    private void require() {
        if (jobs < 1 || trials < 1 || timeout < 1) {
            throw new IllegalArgumentException("--jobs, --trials and --timeout are at least 1.");
        } else if (resume && out == null) {
            throw new IllegalArgumentException("--resume takes up what lies in a folder: add --out DIR.");
        }
    }

    private List<Suite.Line> chosen(Suite read) {
        List<Suite.Line> chosen = read.lines().stream()
                .filter(line -> only.isEmpty() || only.stream().anyMatch(pattern -> isOf(pattern, line.id())))
                .toList();
        if (chosen.isEmpty()) {
            throw new IllegalArgumentException(
                    "The suite %s has no case %s.".formatted(read.name(), String.join(", ", only)));
        }
        return chosen;
    }

    private static boolean isOf(String pattern, String id) {
        String[] parts = pattern.split("\\*", -1);
        StringBuilder expression = new StringBuilder();
        for (int i = 0; i < parts.length; i++) {
            expression.append(i == 0 ? "" : ".*").append(java.util.regex.Pattern.quote(parts[i]));
        }
        return id.matches(expression.toString());
    }

    private static int check(Suite read, List<Suite.Line> lines, Premises premises)
            throws IOException, InterruptedException {
        SuiteCheck check = new SuiteCheck(premises.evaluation(premises.laboratory(PlannerChoice.REFERENCE)));
        SuiteCheck.Outcome outcome = check.of(lines);
        System.out.print(outcome.text(read.name()));
        return read.faults().isEmpty() ? outcome.holds() ? ALL_PASSED : SOME_FAILED : MALFORMED;
    }

    private int evaluate(Suite read, List<Suite.Line> lines, Premises premises)
            throws IOException, InterruptedException {
        Summary earlier = against == null ? null : Report.read(against);
        Laboratory laboratory = premises.laboratory(planner);
        sayWhichDevice(lines, laboratory);
        Duration usedBefore = ProcessorTime.soFar();
        long began = System.nanoTime();
        List<CaseResult> results = results(premises.evaluation(laboratory), tasks(lines));
        double seconds = (System.nanoTime() - began) / 1e9;
        double used = ProcessorTime.soFar().minus(usedBefore).toMillis() / 1e3;
        Summary summary = new Summary(read.name(), planner, results, seconds, used);
        Report report = new Report(summary, earlier);
        if (out != null) {
            report.write(out);
        }
        if (json) {
            System.out.println(JsonNodeFactory.instance.objectNode().set("summary", report.summary()));
        } else {
            System.out.print(report.text());
        }
        if (!read.faults().isEmpty()) {
            return MALFORMED;
        }
        return results.stream().allMatch(CaseResult::passed) ? ALL_PASSED : SOME_FAILED;
    }

    private static void sayWhichDevice(List<Suite.Line> lines, Laboratory laboratory) {
        boolean needed = lines.stream()
                .anyMatch(line -> line instanceof Suite.Ready ready
                        && ready.item().device().base() == dev.errand.evaluation.suite.DeviceSource.Base.HOME);
        if (needed && !laboratory.shelf().hasHome()) {
            System.err.println(
                    "errand: the home holds no device; cases that name none get a fresh sample device instead.");
        }
    }

    private List<Evaluation.Task> tasks(List<Suite.Line> lines) {
        List<Evaluation.Task> tasks = new ArrayList<>();
        for (Suite.Line line : lines) {
            for (int trial = 1; trial <= trials; trial++) {
                tasks.add(new Evaluation.Task(line, trial, Optional.empty()));
            }
        }
        return tasks;
    }

    /// In the order of the tasks, those that are known from before among them.
    private List<CaseResult> results(Evaluation evaluation, List<Evaluation.Task> tasks) throws InterruptedException {
        Optional<KeptResults> kept = Optional.ofNullable(out).map(folder -> KeptResults.in(folder, planner, resume));
        IdentityHashMap<Evaluation.Task, CaseResult> known = new IdentityHashMap<>();
        for (Evaluation.Task task : tasks) {
            kept.flatMap(each -> each.of(task)).ifPresent(result -> known.put(task, result));
        }
        InOrder lines = new InOrder(tasks, json);
        lines.print(known);
        List<Evaluation.Task> open =
                tasks.stream().filter(task -> !known.containsKey(task)).toList();
        Progress progress = new Progress(System.err, Boolean.getBoolean("errand.terminal") && !json, open.size());
        Allowance allowance = new Allowance(maxUsd, maxTokens);
        evaluation.run(open, allowance, (task, result) -> {
            known.put(task, result);
            if (result.verdict() != CaseResult.Verdict.ERROR) { // what could not be judged is tried again
                kept.ifPresent(each -> each.keep(task, result));
            }
            lines.print(known);
            progress.add(result);
        });
        progress.end();
        return tasks.stream().map(known::get).toList();
    }

    /// Prints a line a case in the order of the suite, as soon as those before it are there.
    private static final class InOrder {
        private final List<Evaluation.Task> tasks;
        private final boolean shown;
        private int next;

        InOrder(List<Evaluation.Task> tasks, boolean shown) {
            this.tasks = tasks;
            this.shown = shown;
        }

        void print(IdentityHashMap<Evaluation.Task, CaseResult> known) {
            while (shown && next < tasks.size()) {
                CaseResult result = known.get(tasks.get(next));
                if (result == null) {
                    return;
                }
                System.out.println(result.line());
                next++;
            }
        }
    }
}
