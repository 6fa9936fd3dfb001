package dev.errand.evaluation.report;

import dev.errand.evaluation.page.Drawing;
import dev.errand.evaluation.page.Page;
import dev.errand.evaluation.report.Plot.Bar;
import dev.errand.evaluation.report.Plot.Named;
import java.util.List;
import java.util.function.ToDoubleFunction;

/// A comparison as one page: a plot where a difference is seen at a glance, and the tables.
final class ComparisonPage {
    private final Comparison comparison;
    private final Page page;

    ComparisonPage(Comparison comparison) {
        this.comparison = comparison;
        this.page = new Page("Suite %s: %d reports"
                .formatted(comparison.suite(), comparison.reports().size()));
    }

    String html() {
        List<ComparisonTables.Table> tables = new ComparisonTables(comparison).all();
        page.heading(tables.getFirst().title()).figure(Plot.shares(comparison.reports()));
        table(tables.getFirst());
        page.heading("Questions per intent")
                .figure(bars("Questions per intent", "", each -> each.mean(CaseResult::asked)));
        page.heading("Time a case");
        page.figure(bars("Time a case, median", "ms", each -> each.durationAt(0.5)));
        page.figure(bars("Time a case, 95th percentile", "ms", each -> each.durationAt(0.95)));
        page.heading("Cost against success").figure(Plot.costs(comparison.reports()));
        for (ComparisonTables.Table table : tables.subList(1, tables.size())) {
            page.heading(table.title());
            table(table);
        }
        return page.html();
    }

    private Drawing bars(String title, String unit, ToDoubleFunction<Summary> value) {
        List<Bar> bars = comparison.reports().stream()
                .map((Named each) -> new Bar(each.name(), value.applyAsDouble(each.summary())))
                .toList();
        return Plot.bars(title, title, unit, bars);
    }

    private void table(ComparisonTables.Table table) {
        page.table(table.title(), table.columns(), table.rows()).paragraph(table.remark());
    }
}
