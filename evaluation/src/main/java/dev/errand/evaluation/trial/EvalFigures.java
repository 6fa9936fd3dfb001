package dev.errand.evaluation.trial;

import dev.errand.evaluation.report.CaseResult;
import dev.errand.evaluation.report.SuiteFigures;
import dev.errand.evaluation.report.Summary;
import dev.errand.evaluation.suite.Case;
import dev.errand.evaluation.suite.Suite;
import dev.errand.evaluation.suite.SuiteReader;
import dev.errand.intents.model.ReplayPlanner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `errand eval figures`: what the planners that need no network make of the shipped suites, for the README.
@Command(
        name = "figures",
        description = {
            "Run the shipped suites with reference, offline and recordings, and make the README's table of figures.",
            "Exit code 0: made; 1: a reference workflow did not pass."
        })
final class EvalFigures implements Callable<Integer> {
    private static final String OFFLINE = "offline";
    private static final String REPLAY = "replay:";
    private static final Pattern RECORDING = Pattern.compile("\\.jsonl?$");

    @Option(
            names = "--recordings",
            paramLabel = "DIR",
            description =
                    "A folder of recordings (.json, .jsonl); each is a column, for the cases whose words it holds.")
    @Nullable
    Path recordings;

    @Option(
            names = "--write",
            paramLabel = "README.md",
            description = "Put the table between the markers of this file (default: print it).")
    @Nullable
    Path write;

    @Option(
            names = "--suite",
            paramLabel = "FILE|NAME",
            description = "Only this suite; repeatable (default: all shipped).")
    List<String> suites = List.of();

    @Option(names = "--jobs", paramLabel = "N", description = "Cases at one time (default: one a processor).")
    int jobs = Runtime.getRuntime().availableProcessors();

    @Option(names = "--timeout", paramLabel = "SECONDS", description = "The most a case may take (default: 60).")
    int timeout = 60;

    @Option(names = "--sandbox", paramLabel = "MODE", description = "process (default), or in-process.")
    String sandbox = "process";

    /// @param isFor which cases this planner can be asked about
    private record Column(String name, String planner, Predicate<Case> isFor) {}

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (jobs < 1 || timeout < 1) {
            throw new IllegalArgumentException("--jobs and --timeout are at least 1.");
        }
        String before = write == null ? "" : Files.readString(write);
        List<Column> columns = columns();
        SuiteFigures figures =
                new SuiteFigures(columns.stream().map(Column::name).toList());
        if (write != null) {
            figures.in(before); // says now, not after minutes, that there is no place
        }
        boolean holds = true;
        try (Premises premises = Premises.open(sandbox, null, jobs, Duration.ofSeconds(timeout))) {
            for (String name : suites.isEmpty() ? SuiteReader.SHIPPED : suites) {
                List<Optional<Summary>> row = row(SuiteReader.read(name), columns, premises);
                figures.add(name, row);
                holds &= row.getFirst().map(EvalFigures::allPassed).orElse(true);
            }
        }
        if (write == null) {
            System.out.println(figures.block());
        } else {
            Files.writeString(write, figures.in(before));
        }
        return holds ? EvalCommand.ALL_PASSED : EvalCommand.SOME_FAILED;
    }

    private static boolean allPassed(Summary summary) {
        return summary.results().stream().allMatch(CaseResult::passed);
    }

    private List<Column> columns() throws IOException {
        List<Column> columns = new ArrayList<>();
        columns.add(new Column(
                PlannerChoice.REFERENCE,
                PlannerChoice.REFERENCE,
                item -> item.reference().isPresent() || item.code().isPresent()));
        columns.add(new Column(OFFLINE, OFFLINE, item -> item.code().isEmpty()));
        if (recordings != null) {
            try (Stream<Path> files = Files.list(recordings)) {
                files.filter(file -> RECORDING.matcher(file.toString()).find())
                        .sorted()
                        .forEach(file -> columns.add(recorded(file)));
            }
        }
        return columns;
    }

    private static Column recorded(Path file) {
        String planner = REPLAY + file;
        String name = RECORDING.matcher(String.valueOf(file.getFileName())).replaceFirst("");
        ReplayPlanner replay = new ReplayPlanner(file, PlannerChoice.check());
        return new Column(
                name,
                planner,
                item -> item.code().isEmpty() && replay.language(item.words()).isPresent());
    }

    private static List<Optional<Summary>> row(Suite suite, List<Column> columns, Premises premises)
            throws IOException, InterruptedException {
        List<Optional<Summary>> row = new ArrayList<>();
        for (Column column : columns) {
            List<Evaluation.Task> tasks = suite.lines().stream()
                    .filter(line ->
                            line instanceof Suite.Ready ready && column.isFor().test(ready.item()))
                    .map(line -> new Evaluation.Task(line, 1, Optional.empty()))
                    .toList();
            if (tasks.isEmpty()) {
                row.add(Optional.empty());
                continue;
            }
            System.err.printf("%s, %s: %d cases …%n", suite.name(), column.name(), tasks.size());
            List<CaseResult> results =
                    premises.evaluation(premises.laboratory(column.planner())).run(tasks, (_, _) -> {});
            row.add(Optional.of(new Summary(suite.name(), column.name(), results, 0, 0)));
        }
        return row;
    }
}
