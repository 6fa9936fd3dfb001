package dev.errand.evaluation.report;

import dev.errand.evaluation.page.Page;
import dev.errand.evaluation.report.Plot.Named;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// A report as one page. Every plot stands beside the table of its numbers and has a text of its own, so that it can
/// be listened to.
final class ReportPage {
    private final Report report;
    private final Summary now;
    private final Page page;

    ReportPage(Report report) {
        this.report = report;
        this.now = report.now();
        this.page = new Page("Suite %s, planner %s".formatted(now.suite(), now.planner()));
    }

    String html() {
        page.table("Figures", List.of("figure", "value"), Figures.of(now));
        categories();
        questions();
        latency();
        costs();
        comparison();
        page.heading("Cases");
        now.results().forEach(this::result);
        return page.html();
    }

    private void categories() {
        page.heading("Success by category").figure(Plot.shares(List.of(new Named(now.planner(), now))));
        List<List<String>> rows = new ArrayList<>();
        now.categories().forEach((name, share) -> rows.add(List.of(name, share.inWords())));
        page.table("Success by category, with Wilson's 95 % interval", List.of("category", "passed"), rows);
    }

    private void questions() {
        int most = now.results().stream().mapToInt(CaseResult::asked).max().orElse(0);
        List<Plot.Bar> bars = IntStream.rangeClosed(0, most)
                .mapToObj(count -> new Plot.Bar(
                        "" + count,
                        now.results().stream()
                                .filter(each -> each.asked() == count)
                                .count()))
                .toList();
        String title = "How many cases asked how many questions";
        page.heading("Questions per intent").figure(Plot.bars(title, "questions", "cases", bars));
        page.table(title, List.of("questions", "cases"), rows(bars));
    }

    private void latency() {
        List<Plot.Bar> bars = Stream.of(0.1, 0.25, 0.5, 0.75, 0.9, 0.95, 0.99)
                .map(part -> new Plot.Bar(String.format(Locale.ROOT, "%.0f %%", part * 100), now.durationAt(part)))
                .toList();
        String title = "Within how many milliseconds which part of the cases ended";
        page.heading("Time a case").figure(Plot.bars(title, "part of cases", "ms", bars));
        page.table(title, List.of("part of cases", "ms"), rows(bars));
    }

    private static List<List<String>> rows(List<Plot.Bar> bars) {
        return bars.stream()
                .map(bar -> List.of(bar.label(), Plot.plain(bar.value())))
                .toList();
    }

    private void costs() {
        List<Named> all = new ArrayList<>(List.of(new Named(now.planner(), now)));
        Summary earlier = report.earlier();
        if (earlier != null) {
            all.add(new Named(earlier.planner() + ", earlier", earlier));
        }
        page.heading("Cost against success").figure(Plot.costs(all));
        page.table(
                "Cost against success",
                List.of("planner", "cost", "passed"),
                all.stream()
                        .map(each -> List.of(
                                each.name(),
                                each.summary().costInWords(),
                                each.summary().passAt1().inWords()))
                        .toList());
    }

    private void comparison() {
        Summary earlier = report.earlier();
        if (earlier != null) {
            page.table(
                    "Against %s, planner %s".formatted(earlier.suite(), earlier.planner()),
                    List.of("what", "which"),
                    List.of(
                            List.of("passed then", earlier.passAt1().inWords()),
                            List.of("regressions", Report.names(report.regressions())),
                            List.of("improvements", Report.names(report.improvements()))));
        }
    }

    private void result(CaseResult each) {
        String verdict = each.verdict().id();
        String title = each.id() + (each.trial() > 1 ? " (trial " + each.trial() + ")" : "");
        if (each.passed()) {
            page.folded(verdict, title);
        } else {
            page.unfolded(verdict, title);
        }
        page.paragraph(each.words()).list(each.failed());
        page.table("What it came to", List.of("what", "value"), Figures.of(each));
        page.block("Explanation", each.explanation()).block("Workflow", each.code());
        page.end();
    }
}
