package dev.errand.evaluation.benchmark;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `errand bench scale`: how long many cases take, each on a device of its own and with guests in worker processes,
/// on one processor and on all of them.
@Command(
        name = "scale",
        description = {
            "Run many cases of a suite with their reference workflows, on one processor and on all, and compare.",
            "Needs taskset for one processor; without it one job is compared with several."
        })
final class BenchScale implements Callable<Integer> {
    private static final List<String> ONE_PROCESSOR = List.of("taskset", "-c", "0");

    @Option(names = "--cases", paramLabel = "N", description = "At least so many (default: ${DEFAULT-VALUE}).")
    int cases = 2_000;

    @Option(names = "--suite", paramLabel = "FILE|NAME", description = "Whose cases (default: ${DEFAULT-VALUE}).")
    String suite = "device";

    @Option(
            names = "--jobs",
            paramLabel = "N",
            description = "Cases at one time on all processors (default: one each).")
    int jobs = Runtime.getRuntime().availableProcessors();

    @Option(names = "--all-only", description = "Leave out the run on one processor, which takes longest.")
    boolean allOnly;

    @Option(names = "--results", paramLabel = "DIR", description = "Keep them in DIR, for errand bench page.")
    @Nullable
    Path results;

    @Spec
    CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws IOException {
        if (cases < 1 || jobs < 1) {
            throw new IllegalArgumentException("--cases and --jobs are at least 1.");
        }
        Path folder = Files.createTempDirectory("errand-scale");
        try {
            ObjectNode measured = measure(new Launches(folder));
            Results.say(measured, results);
        } finally {
            Bench.remove(folder);
        }
        return 0;
    }

    private ObjectNode measure(Launches launches) throws IOException {
        ObjectNode measured = Results.begin(spec, launches.areCached());
        measured.put("suite", suite);
        int size = size(launches);
        int trials = (cases + size - 1) / size;
        System.err.println("%d trials of %d cases, %d at one time …".formatted(trials, size, jobs));
        ObjectNode all = run(launches, List.of(), trials, jobs);
        measured.set("allProcessors", all);
        ArrayNode ratios = measured.putArray("ratios");
        if (!allOnly) {
            List<String> bound = isInstalled(ONE_PROCESSOR) ? ONE_PROCESSOR : List.of();
            String one = bound.isEmpty() ? "one job" : "one processor";
            System.err.println("The same on " + one + " …");
            ObjectNode alone = run(launches, bound, trials, 1);
            measured.set(bound.isEmpty() ? "oneJob" : "oneProcessor", alone);
            ratios.addObject()
                    .put("name", "cases of suite " + suite + " on all processors, beside " + one)
                    .put("ours", jobs + " jobs")
                    .put("theirs", one)
                    .put("oursMs", 1000 * all.path("seconds").asDouble())
                    .put("theirsMs", 1000 * alone.path("seconds").asDouble())
                    .put(
                            "ratio",
                            Contest.rounded(all.path("seconds").asDouble()
                                    / alone.path("seconds").asDouble()));
        }
        return measured;
    }

    /// How many cases the suite has.
    private int size(Launches launches) throws IOException {
        JsonNode summary = summary(launches.said(
                List.of(), "eval", "--suite", suite, "--planner", "reference", "--json", "--sandbox", "in-process"));
        if (summary.path("failed").asInt() + summary.path("errors").asInt() > 0) {
            throw new IllegalStateException(
                    "References of the suite %s do not pass: there is nothing to measure.".formatted(suite));
        }
        return summary.path("cases").asInt();
    }

    private ObjectNode run(Launches launches, List<String> before, int trials, int jobs) throws IOException {
        Launches.Said said = launches.said(
                before,
                "eval",
                "--suite",
                suite,
                "--planner",
                "reference",
                "--json",
                "--trials",
                "" + trials,
                "--jobs",
                "" + jobs);
        JsonNode summary = summary(said);
        int judged = summary.at("/passAt1/of").asInt();
        ObjectNode run = new ObjectMapper().createObjectNode();
        double seconds = summary.path("seconds").asDouble();
        double cpu = summary.path("cpuSeconds").asDouble();
        return run.put("cases", judged)
                .put("passed", summary.path("passed").asInt())
                .put("jobs", jobs)
                .put("seconds", seconds)
                .put("wholeProcessSeconds", said.time().toMillis() / 1e3)
                .put("casesPerSecond", Contest.rounded(judged / seconds))
                .put("cpuSeconds", cpu)
                .put("cpuSecondsPerCase", Contest.rounded(cpu / Math.max(1, judged)))
                .put("medianMs", summary.path("medianMs").asLong())
                .put("p95Ms", summary.path("p95Ms").asLong());
    }

    private static JsonNode summary(Launches.Said said) throws IOException {
        List<String> lines = new ArrayList<>(said.text().lines().toList());
        while (!lines.isEmpty() && !lines.getLast().startsWith("{\"summary\"")) {
            lines.removeLast();
        }
        if (lines.isEmpty()) {
            throw new IllegalStateException(
                    "errand eval said no summary: " + said.text().strip());
        }
        return new ObjectMapper().readTree(lines.getLast()).path("summary");
    }

    private static boolean isInstalled(List<String> command) {
        List<String> harmless = new ArrayList<>(command);
        harmless.add("true");
        try {
            return new ProcessBuilder(harmless).start().waitFor() == 0;
        } catch (IOException _) {
            return false;
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
