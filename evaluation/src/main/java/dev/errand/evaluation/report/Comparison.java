package dev.errand.evaluation.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/// Reports of one suite side by side, two at least, each under a name of its own: as JSON, as Markdown, and as a
/// page.
public final class Comparison {
    private final List<Plot.Named> reports;

    private Comparison(List<Plot.Named> reports) {
        this.reports = List.copyOf(reports);
    }

    /// Reads reports that `errand eval --out` wrote.
    ///
    /// @throws IllegalArgumentException if they are too few, are none, or are of different suites
    public static Comparison of(List<Path> files) {
        if (files.size() < 2) {
            throw new IllegalArgumentException(
                    "Name two reports at least, such as a/report.json b/report.json; found %d."
                            .formatted(files.size()));
        }
        List<Plot.Named> reports = new ArrayList<>();
        Set<String> taken = new HashSet<>();
        for (Path file : files) {
            Summary summary = Report.read(file);
            String suite = reports.isEmpty()
                    ? summary.suite()
                    : reports.getFirst().summary().suite();
            if (!suite.equals(summary.suite())) {
                throw new IllegalArgumentException("%s is of the suite %s and %s of %s: compare reports of one suite."
                        .formatted(files.getFirst(), suite, file, summary.suite()));
            }
            reports.add(new Plot.Named(name(summary.planner(), file, taken), summary));
        }
        return new Comparison(reports);
    }

    /// The planner; where another report has the same one, with the file it was read from.
    private static String name(String planner, Path file, Set<String> taken) {
        String name = taken.contains(planner) ? planner + " (" + file + ")" : planner;
        for (int i = 2; !taken.add(name); i++) {
            name = planner + " (" + file + ", " + i + ")";
        }
        return name;
    }

    List<Plot.Named> reports() {
        return reports;
    }

    String suite() {
        return reports.getFirst().summary().suite();
    }

    Set<String> categories() {
        Set<String> all = new TreeSet<>();
        reports.forEach(each -> all.addAll(each.summary().categories().keySet()));
        return all;
    }

    /// Each two of them, in the order of the reports.
    List<Pair> pairs() {
        List<Pair> pairs = new ArrayList<>();
        for (int i = 0; i < reports.size(); i++) {
            for (int j = i + 1; j < reports.size(); j++) {
                pairs.add(Pair.of(reports.get(i), reports.get(j)));
            }
        }
        return pairs;
    }

    /// Name → cases that no other of the reports solves; under the empty name those that none solves.
    Map<String, List<String>> solvedBy() {
        Map<String, List<String>> solvers = new TreeMap<>();
        for (Plot.Named each : reports) {
            Map<String, Boolean> solved = new TreeMap<>();
            each.summary().judged().forEach(result -> solved.merge(result.id(), result.passed(), Boolean::logicalAnd));
            solved.forEach((id, passed) -> {
                List<String> those = solvers.computeIfAbsent(id, _ -> new ArrayList<>());
                if (passed) {
                    those.add(each.name());
                }
            });
        }
        Map<String, List<String>> only = new TreeMap<>();
        solvers.forEach((id, names) -> {
            if (names.size() < 2) {
                String name = names.isEmpty() ? "" : names.getFirst();
                only.computeIfAbsent(name, _ -> new ArrayList<>()).add(id);
            }
        });
        return only;
    }

    public ObjectNode json() {
        ObjectNode comparison = JsonNodeFactory.instance.objectNode().put("suite", suite());
        ArrayNode models = comparison.putArray("models");
        for (Plot.Named each : reports) {
            ObjectNode model = JsonNodeFactory.instance.objectNode().put("name", each.name());
            model.setAll(each.summary().json());
            models.add(model);
        }
        ArrayNode pairs = comparison.putArray("pairs");
        pairs().forEach(pair -> pairs.add(pair.json()));
        Map<String, List<String>> solved = solvedBy();
        ObjectNode only = comparison.putObject("onlySolvedBy");
        for (Plot.Named each : reports) {
            solved.getOrDefault(each.name(), List.of()).forEach(only.putArray(each.name())::add);
        }
        solved.getOrDefault("", List.of()).forEach(comparison.putArray("solvedByNone")::add);
        return comparison;
    }

    /// Writes `comparison.json`, `comparison.md` and `comparison.html`.
    public void write(Path folder) {
        try {
            Files.createDirectories(folder);
            Files.writeString(folder.resolve("comparison.json"), json().toPrettyString() + "\n");
            Files.writeString(folder.resolve("comparison.md"), markdown());
            Files.writeString(folder.resolve("comparison.html"), new ComparisonPage(this).html());
        } catch (IOException e) {
            throw new UncheckedIOException("The comparison cannot be written to " + folder + ": " + e.getMessage(), e);
        }
    }

    public String markdown() {
        StringBuilder text =
                new StringBuilder("# Suite %s: %d reports%n".formatted(MarkdownReport.cell(suite()), reports.size()));
        for (ComparisonTables.Table table : new ComparisonTables(this).all()) {
            text.append("\n## ").append(MarkdownReport.cell(table.title())).append("\n\n");
            text.append(MarkdownReport.table(table.columns(), table.rows()));
            text.append(table.remark().isEmpty() ? "" : "\n" + table.remark() + "\n");
        }
        return text.toString();
    }
}
