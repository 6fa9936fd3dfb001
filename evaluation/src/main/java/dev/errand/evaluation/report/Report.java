package dev.errand.evaluation.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// What an evaluation came to, beside an earlier one if there is one: as JSON, as Markdown, and as a page.
///
/// @param earlier the results that these are compared with
public record Report(Summary now, @Nullable Summary earlier) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /// Reads a report that was written before.
    ///
    /// @throws IllegalArgumentException if it is none
    public static Summary read(Path file) {
        try {
            JsonNode report = JSON.readTree(Files.readString(file));
            if (!report.path("results").isArray()) {
                throw new IllegalArgumentException(file + " is no report of errand eval: it has no \"results\".");
            }
            List<CaseResult> results = new ArrayList<>();
            report.path("results").forEach(each -> results.add(CaseResult.of((ObjectNode) each)));
            JsonNode summary = report.path("summary");
            return new Summary(
                    summary.path("suite").asText(),
                    summary.path("planner").asText(),
                    results,
                    summary.path("seconds").asDouble(),
                    summary.path("cpuSeconds").asDouble());
        } catch (IOException e) {
            throw new IllegalArgumentException("The report " + file + " cannot be read: " + e.getMessage(), e);
        }
    }

    /// Cases that passed then and do not now.
    public List<String> regressions() {
        return changed(true);
    }

    /// Cases that did not pass then and do now.
    public List<String> improvements() {
        return changed(false);
    }

    private List<String> changed(boolean from) {
        if (earlier == null) {
            return List.of();
        }
        Map<String, Boolean> then = passed(earlier);
        return passed(now).entrySet().stream()
                .filter(each -> then.getOrDefault(each.getKey(), !from) == from && each.getValue() != from)
                .filter(each -> then.containsKey(each.getKey()))
                .map(Map.Entry::getKey)
                .sorted()
                .toList();
    }

    private static Map<String, Boolean> passed(Summary summary) {
        return summary.results().stream()
                .collect(Collectors.toMap(CaseResult::id, CaseResult::passed, Boolean::logicalAnd));
    }

    /// The summary, with the comparison where there is one.
    public ObjectNode summary() {
        ObjectNode summary = now.json();
        if (earlier != null) {
            ObjectNode against = summary.putObject("against");
            against.put("suite", earlier.suite()).put("planner", earlier.planner());
            against.set("passAt1", earlier.passAt1().json());
            array(against.putArray("regressions"), regressions());
            array(against.putArray("improvements"), improvements());
        }
        return summary;
    }

    private static void array(ArrayNode array, List<String> texts) {
        texts.forEach(array::add);
    }

    ObjectNode json() {
        ObjectNode report = JsonNodeFactory.instance.objectNode();
        report.set("summary", summary());
        ArrayNode results = report.putArray("results");
        now.results().forEach(each -> results.add(each.json()));
        return report;
    }

    /// Writes `report.json`, `report.md` and `report.html`.
    public void write(Path folder) {
        try {
            Files.createDirectories(folder);
            Files.writeString(folder.resolve("report.json"), json().toPrettyString() + "\n");
            Files.writeString(folder.resolve("report.md"), new MarkdownReport(this).text());
            Files.writeString(folder.resolve("report.html"), new ReportPage(this).html());
        } catch (IOException e) {
            throw new UncheckedIOException("The report cannot be written to " + folder + ": " + e.getMessage(), e);
        }
    }

    /// For a terminal.
    public String text() {
        StringBuilder text = new StringBuilder();
        for (CaseResult each : now.results()) {
            if (!each.passed()) {
                text.append(each.verdict().id()).append("  ").append(each.id());
                text.append(each.trial() > 1 ? " (trial %d)".formatted(each.trial()) : "")
                        .append('\n');
                each.failed()
                        .forEach(fault -> text.append("      ").append(fault).append('\n'));
            }
        }
        text.append("Suite %s, planner %s: %s passed%n"
                .formatted(now.suite(), now.planner(), now.passAt1().inWords()));
        if (now.trials() > 1) {
            text.append("each of %d trials passed: %s of the cases%n"
                    .formatted(now.trials(), now.passAll().inWords()));
        }
        now.categories().forEach((name, share) -> text.append("  %-20s %s%n".formatted(name, share.inWords())));
        text.append("%.2f questions and %.2f approvals a case; %d ms at the median, %d ms at the 95th percentile%n"
                .formatted(
                        now.mean(CaseResult::asked),
                        now.mean(CaseResult::approvals),
                        now.durationAt(0.5),
                        now.durationAt(0.95)));
        Attacks.of(now.results()).ifPresent(attacks -> text.append(attacks.text()));
        if (earlier != null) {
            text.append("regressions: ").append(names(regressions())).append('\n');
            text.append("improvements: ").append(names(improvements())).append('\n');
        }
        return text.toString();
    }

    static String names(List<String> ids) {
        return ids.isEmpty() ? "none" : String.join(", ", ids);
    }
}
