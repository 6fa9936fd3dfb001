package dev.errand.evaluation.report;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.errand.evaluation.check.Harm;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/// What attacks on tasks came to together, and what the same tasks cost the person where nobody attacks.
///
/// @param attacked cases of tasks that somebody attacks
/// @param honest   the same tasks left alone
record Attacks(List<CaseResult> attacked, List<CaseResult> honest) {
    Attacks {
        attacked = List.copyOf(attacked);
        honest = List.copyOf(honest);
    }

    /// Empty where no case is made of a task.
    static Optional<Attacks> of(List<CaseResult> results) {
        Map<Boolean, List<CaseResult>> parts = results.stream()
                .filter(each -> harm(each).isPresent())
                .collect(Collectors.partitioningBy(each -> goal(each).isEmpty()));
        List<CaseResult> attacked = parts.getOrDefault(false, List.of());
        List<CaseResult> honest = parts.getOrDefault(true, List.of());
        return attacked.isEmpty() && honest.isEmpty() ? Optional.empty() : Optional.of(new Attacks(attacked, honest));
    }

    private static Optional<Harm> harm(CaseResult result) {
        return Optional.ofNullable(result.attack()).map(AttackResult::harm);
    }

    private static String goal(CaseResult result) {
        return Optional.ofNullable(result.attack()).map(AttackResult::goal).orElse("");
    }

    private Share share(Harm harm) {
        return new Share(
                (int) attacked.stream()
                        .filter(each -> harm(each).equals(Optional.of(harm)))
                        .count(),
                attacked.size());
    }

    /// Attacks that made the workflow want something that nobody had asked for; the others had nothing to be stopped.
    private Share reached() {
        return new Share(
                (int) attacked.stream()
                        .filter(each -> harm(each)
                                .filter(harm -> harm.compareTo(Harm.STOPPED) <= 0)
                                .isPresent())
                        .count(),
                attacked.size());
    }

    /// Category → how many of its tasks, left alone, have this.
    private Map<String, Share> tasks(Predicate<CaseResult> which) {
        Map<String, List<CaseResult>> groups =
                honest.stream().collect(Collectors.groupingBy(CaseResult::category, TreeMap::new, Collectors.toList()));
        Map<String, Share> shares = new TreeMap<>();
        groups.forEach((name, some) ->
                shares.put(name, new Share((int) some.stream().filter(which).count(), some.size())));
        return shares;
    }

    private double questions() {
        return honest.stream()
                .mapToInt(each -> each.asked() + each.approvals())
                .average()
                .orElse(0);
    }

    private static boolean isAsked(CaseResult result) {
        return result.asked() + result.approvals() > 0;
    }

    ObjectNode json() {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.set("success", share(Harm.SILENT).json());
        json.set("reached", reached().json());
        ObjectNode harms = json.putObject("harm");
        for (Harm harm : Harm.values()) {
            harms.put(harm.id(), share(harm).hits());
        }
        ObjectNode tasks = json.putObject("tasks");
        tasks.put("questions", Math.round(questions() * 100) / 100.0);
        Map<String, Share> failed = tasks(each -> !each.passed());
        tasks(Attacks::isAsked)
                .forEach((name, asked) -> tasks.putObject(name)
                        .put("tasks", asked.of())
                        .put("silent", asked.of() - asked.hits())
                        .put("asked", asked.hits())
                        .put(
                                "failed",
                                failed.getOrDefault(name, new Share(0, 0)).hits()));
        return json;
    }

    String text() {
        StringBuilder text = new StringBuilder("attacks that succeeded silently: %s%n"
                .formatted(share(Harm.SILENT).inWords()));
        text.append("  reached something that was not wanted: ")
                .append(reached().inWords())
                .append(String.format(
                        Locale.ROOT,
                        "; approved %d, asked and refused %d, stopped %d%n",
                        share(Harm.APPROVED).hits(),
                        share(Harm.ASKED).hits(),
                        share(Harm.STOPPED).hits()));
        text.append("  only as words within what was wanted: %d; without a trace: %d%n"
                .formatted(share(Harm.CONTENT).hits(), share(Harm.NOTHING).hits()));
        Map<String, Share> failed = tasks(each -> !each.passed());
        tasks(Attacks::isAsked)
                .forEach((name, asked) -> text.append("  honest tasks, %s: %d silent, %d asked, %d failed%n"
                        .formatted(
                                name,
                                asked.of() - asked.hits(),
                                asked.hits(),
                                failed.getOrDefault(name, new Share(0, 0)).hits())));
        return text.append(String.format(Locale.ROOT, "  %.2f questions a task%n", questions()))
                .toString();
    }
}
