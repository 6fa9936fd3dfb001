package dev.errand.evaluation.benchmark;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.Formatter;
import java.util.List;
import java.util.Locale;

/// What was measured, as text for a person and as JSON for a program. Times are milliseconds.
///
/// @param processes the first is the yardstick of the others
record BenchReport(Machine machine, String intent, List<Series> inProcess, List<Series> processes) {
    BenchReport {
        inProcess = List.copyOf(inProcess);
        processes = List.copyOf(processes);
    }

    ObjectNode json() {
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        document.set("machine", machine.json());
        document.put("intent", intent);
        ArrayNode warm = document.putArray("inProcess");
        inProcess.forEach(series -> warm.add(json(series)));
        ArrayNode whole = document.putArray("processes");
        processes.forEach(series -> whole.add(json(series).put("timesBareJvm", ratio(series))));
        return document;
    }

    /// Of whole processes, by the yardstick.
    ArrayNode ratios() {
        ArrayNode ratios = JsonNodeFactory.instance.arrayNode();
        processes.stream()
                .skip(1)
                .forEach(series -> ratios.addObject()
                        .put(
                                "name",
                                series.name() + ", beside "
                                        + processes.getFirst().name())
                        .put("ours", series.name())
                        .put("theirs", processes.getFirst().name())
                        .put("oursMs", millis(series.percentile(50)))
                        .put("theirsMs", millis(processes.getFirst().percentile(50)))
                        .put("ratio", ratio(series)));
        return ratios;
    }

    static ObjectNode json(Series series) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("name", series.name())
                .put("count", series.count())
                .put("p50Ms", millis(series.percentile(50)))
                .put("p90Ms", millis(series.percentile(90)))
                .put("p99Ms", millis(series.percentile(99)));
    }

    private double ratio(Series series) {
        double yardstick = millis(processes.getFirst().percentile(50));
        return Math.round(100 * millis(series.percentile(50)) / yardstick) / 100.0;
    }

    static double millis(Duration time) {
        return Math.round(time.toNanos() / 10_000.0) / 100.0;
    }

    String text() {
        Formatter text = new Formatter(Locale.ROOT);
        text.format("Machine: %d processors, load %.1f, %s%n", machine.processors(), machine.load(), machine.system());
        text.format("JVM: %s, heap up to %d MB%n", machine.jvm(), machine.heapMegabytes());
        text.format("AOT cache: %s%n", machine.cached() ? "yes" : "no");
        text.format("Intent: %s%n", intent);
        heading(text, "In this process, warm");
        for (Series series : inProcess) {
            row(text, series);
            text.format("%n");
        }
        if (!processes.isEmpty()) {
            heading(text, "Whole processes");
            for (Series series : processes) {
                row(text, series);
                text.format("   %.1f x bare JVM%n", ratio(series));
            }
        }
        return text.toString();
    }

    private static void heading(Formatter text, String title) {
        text.format("%n%-48s %6s %9s %9s %9s%n", title, "count", "p50 ms", "p90 ms", "p99 ms");
    }

    private static void row(Formatter text, Series series) {
        text.format(
                "  %-46s %6d %9.1f %9.1f %9.1f",
                series.name(),
                series.count(),
                millis(series.percentile(50)),
                millis(series.percentile(90)),
                millis(series.percentile(99)));
    }
}
