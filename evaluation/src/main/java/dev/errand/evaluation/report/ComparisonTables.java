package dev.errand.evaluation.report;

import dev.errand.evaluation.report.Plot.Named;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/// What a comparison says, as tables that Markdown and the page have in common.
final class ComparisonTables {
    private final Comparison comparison;

    ComparisonTables(Comparison comparison) {
        this.comparison = comparison;
    }

    /// @param remark how it is to be read, perhaps empty
    record Table(String title, List<String> columns, List<List<String>> rows, String remark) {}

    List<Table> all() {
        return List.of(success(), effort(), pairs(), alone());
    }

    private List<String> columns(String first) {
        return Stream.concat(Stream.of(first), comparison.reports().stream().map(Named::name))
                .toList();
    }

    private Table success() {
        List<List<String>> rows = new ArrayList<>();
        rows.add(row("all (pass@1)", each -> each.passAt1().inWords()));
        rows.add(row(
                "every trial (pass^k)",
                each -> "k = " + each.trials() + ": " + each.passAll().inWords()));
        for (String category : comparison.categories()) {
            rows.add(row(category, each -> {
                Share share = each.categories().get(category);
                return share == null ? "no case" : share.inWords();
            }));
        }
        return new Table("Success by category", columns("category"), rows, "In brackets Wilson's 95 % interval.");
    }

    private Table effort() {
        List<List<String>> rows = new ArrayList<>();
        rows.add(row("questions per intent", each -> Figures.number(each.mean(CaseResult::asked))));
        rows.add(row("approvals per intent", each -> Figures.number(each.mean(CaseResult::approvals))));
        rows.add(row("time, median", each -> each.durationAt(0.5) + " ms"));
        rows.add(row("time, 95th percentile", each -> each.durationAt(0.95) + " ms"));
        rows.add(row("time to first token, median", each -> each.firstTokenMs() + " ms"));
        rows.add(row("tokens per intent", each -> Figures.number(each.mean(CaseResult::tokens))));
        rows.add(row("cost", Summary::costInWords));
        rows.add(row(
                "energy per intent, estimated",
                each -> Figures.energy(each.meanWh(CaseResult::wh), each.meanWh(CaseResult::modelWh))));
        rows.add(row(
                "lines, branches of the code",
                each -> Figures.number(each.mean(result -> result.shape().lines())) + ", "
                        + Figures.number(each.mean(result -> result.shape().branches()))));
        rows.add(row(
                "findings, repairs",
                each -> Figures.number(each.mean(result -> result.findings().size())) + ", "
                        + Figures.number(each.mean(CaseResult::repairs))));
        rows.add(row("could not be judged", each -> "" + each.count(CaseResult.Verdict.ERROR)));
        return new Table("What it took", columns("measure"), rows, "");
    }

    private List<String> row(String name, java.util.function.Function<Summary, String> value) {
        return Stream.concat(Stream.of(name), comparison.reports().stream().map(each -> value.apply(each.summary())))
                .toList();
    }

    private Table pairs() {
        List<List<String>> rows = comparison.pairs().stream()
                .map(pair -> List.of(
                        pair.first() + " less " + pair.second(),
                        "" + pair.cases(),
                        pair.difference(),
                        "%d and %d"
                                .formatted(
                                        pair.onlyFirst().size(),
                                        pair.onlySecond().size()),
                        String.format(Locale.ROOT, "%.4f", pair.p()),
                        Report.names(pair.onlyFirst()),
                        Report.names(pair.onlySecond())))
                .toList();
        return new Table(
                "Each two, on the cases that both could judge",
                List.of(
                        "pair",
                        "cases",
                        "pass@1, difference",
                        "solved by one alone",
                        "p",
                        "only the first solves",
                        "only the second solves"),
                rows,
                "A case is solved if each of its trials passed. p: McNemar's exact test, two-sided, of each pair for itself;"
                        + " the interval: percentiles of a bootstrap over cases, 95 %, too narrow where cases are few.");
    }

    private Table alone() {
        Map<String, List<String>> solved = comparison.solvedBy();
        List<List<String>> rows = new ArrayList<>();
        for (Named each : comparison.reports()) {
            rows.add(List.of(each.name(), Report.names(solved.getOrDefault(each.name(), List.of()))));
        }
        rows.add(List.of("nobody", Report.names(solved.getOrDefault("", List.of()))));
        return new Table("Solved by one alone, or by nobody", List.of("by", "cases"), rows, "");
    }
}
