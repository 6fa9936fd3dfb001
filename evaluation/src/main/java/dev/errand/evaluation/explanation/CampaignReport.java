package dev.errand.evaluation.explanation;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Formatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/// What a campaign found, as text for a person and as JSON for a program. Shares are percent.
record CampaignReport(List<Outcome> outcomes) {
    CampaignReport {
        outcomes = List.copyOf(outcomes);
    }

    /// @param named    how often the step at fault was in the set
    /// @param size     median number of steps in the set
    /// @param most     the largest
    /// @param ofRun    mean share of the run's steps that the set has
    /// @param lastStep how often the run's last step is the one at fault, as a yardstick
    /// @param allSteps how many steps the set would have if it were the whole run, median
    record Figures(int faults, double named, double size, int most, double ofRun, double lastStep, double allSteps) {
        static Figures of(List<Outcome> some) {
            return new Figures(
                    some.size(),
                    mean(some, o -> o.isHit() ? 100 : 0),
                    median(some, o -> o.set().size()),
                    some.stream().mapToInt(o -> o.set().size()).max().orElse(0),
                    mean(some, o -> 100.0 * o.set().size() / Math.max(1, o.steps())),
                    mean(some, o -> o.isLast() ? 100 : 0),
                    median(some, Outcome::steps));
        }

        private static double mean(List<Outcome> some, ToDoubleFunction<Outcome> of) {
            return some.stream().mapToDouble(of).average().orElse(0);
        }

        private static double median(List<Outcome> some, ToDoubleFunction<Outcome> of) {
            double[] sorted = some.stream().mapToDouble(of).sorted().toArray();
            int middle = sorted.length / 2;
            return sorted.length == 0
                    ? 0
                    : sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
        }
    }

    private Map<String, Figures> rows() {
        Map<String, Figures> rows = new LinkedHashMap<>();
        rows.put("all", Figures.of(outcomes));
        // The step that throws is mostly the last one: the easy ones must not hide the others.
        rows.put(
                "all but thrown",
                Figures.of(outcomes.stream()
                        .filter(o -> o.fault().kind() != FaultKind.THROWN)
                        .toList()));
        rows.put(
                "runs of six steps and more",
                Figures.of(outcomes.stream().filter(o -> o.steps() >= 6).toList()));
        rows.putAll(by(o -> o.workflow().held() ? "workflows kept aside" : "workflows known before"));
        rows.putAll(by(o -> "shown as " + o.manner().name().toLowerCase(Locale.ROOT)));
        rows.putAll(by(o -> o.fault().kind().label()));
        return rows;
    }

    private Map<String, Figures> by(Function<Outcome, String> group) {
        Map<String, List<Outcome>> groups = new java.util.TreeMap<>();
        outcomes.forEach(o ->
                groups.computeIfAbsent(group.apply(o), _ -> new ArrayList<>()).add(o));
        Map<String, Figures> figures = new LinkedHashMap<>();
        groups.forEach((name, some) -> figures.put(name, Figures.of(some)));
        return figures;
    }

    ObjectNode json() {
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        ArrayNode rows = document.putArray("figures");
        rows().forEach((name, f) -> rows.addObject()
                .put("of", name)
                .put("faults", f.faults())
                .put("namedPercent", round(f.named()))
                .put("medianSize", f.size())
                .put("largestSize", f.most())
                .put("percentOfRun", round(f.ofRun()))
                .put("lastStepPercent", round(f.lastStep()))
                .put("medianStepsOfRun", f.allSteps()));
        ArrayNode missed = document.putArray("missed");
        outcomes.stream().filter(o -> !o.isHit()).forEach(o -> missed.add(line(o)));
        return document;
    }

    private static double round(double percent) {
        return Math.round(10 * percent) / 10.0;
    }

    String text() {
        Formatter text = new Formatter(Locale.ROOT);
        text.format(
                "%-28s %6s %8s %7s %8s %8s %10s %10s%n",
                "faults", "count", "named %", "median", "largest", "of run %", "last only", "all steps");
        rows().forEach((name, f) -> text.format(
                "%-28s %6d %8.1f %7.1f %8d %8.1f %10.1f %10.1f%n",
                name, f.faults(), f.named(), f.size(), f.most(), f.ofRun(), f.lastStep(), f.allSteps()));
        text.format("%nnamed: the step at fault is in the set. last only: how often a set of the last step alone%n");
        text.format("would name it. all steps: the median size of a set of the whole run, which always names it.%n");
        outcomes.stream().filter(o -> !o.isHit()).forEach(o -> text.format("missed: %s%n", line(o)));
        return text.toString();
    }

    private static String line(Outcome o) {
        return "%s, step %d %s: %s, set %s of %d steps"
                .formatted(
                        o.workflow().name(),
                        o.fault().step(),
                        o.fault().kind().label(),
                        o.question(),
                        o.set(),
                        o.steps());
    }
}
