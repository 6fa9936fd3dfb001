package dev.errand.evaluation.report;

import java.util.ArrayList;
import java.util.List;

/// A report as Markdown: the figures, then what failed and why.
final class MarkdownReport {
    private final Report report;
    private final StringBuilder out = new StringBuilder();

    MarkdownReport(Report report) {
        this.report = report;
    }

    String text() {
        Summary now = report.now();
        out.append("# Suite %s, planner %s%n%n".formatted(cell(now.suite()), cell(now.planner())));
        out.append(table(List.of("", ""), Figures.of(now)));
        List<List<String>> categories = new ArrayList<>();
        now.categories().forEach((name, share) -> categories.add(List.of(name, share.inWords())));
        out.append('\n').append(table(List.of("category", "passed"), categories));
        Summary earlier = report.earlier();
        if (earlier != null) {
            out.append("\n## Against %s, planner %s%n%n".formatted(cell(earlier.suite()), cell(earlier.planner())));
            out.append("passed then: ").append(earlier.passAt1().inWords()).append("\n\n");
            out.append("- regressions: ")
                    .append(cell(Report.names(report.regressions())))
                    .append('\n');
            out.append("- improvements: ")
                    .append(cell(Report.names(report.improvements())))
                    .append('\n');
        }
        out.append("\n## Not passed\n");
        now.results().stream().filter(each -> !each.passed()).forEach(this::failure);
        return out.toString();
    }

    private void failure(CaseResult result) {
        out.append("\n### %s (%s)%n%n"
                .formatted(cell(result.id()), result.verdict().id()));
        out.append(result.words().isEmpty() ? "" : "> " + cell(result.words()) + "\n\n");
        result.failed().forEach(fault -> out.append("- ").append(cell(fault)).append('\n'));
        out.append('\n').append(table(List.of("", ""), Figures.of(result)));
        if (!result.explanation().isEmpty()) {
            block("text", result.explanation());
        }
        if (!result.code().isEmpty()) {
            block(result.codeLanguage(), result.code());
        }
    }

    private void block(String language, String text) {
        String fence = text.contains("```") ? "`````" : "```";
        out.append('\n').append(fence).append(language).append('\n');
        out.append(text.strip()).append('\n').append(fence).append('\n');
    }

    /// @param rows each as long as the columns
    static String table(List<String> columns, List<List<String>> rows) {
        StringBuilder table = new StringBuilder(row(columns));
        table.append("| --- ".repeat(columns.size())).append("|\n");
        rows.forEach(each -> table.append(row(each)));
        return table.toString();
    }

    private static String row(List<String> cells) {
        return "| "
                + String.join(" | ", cells.stream().map(MarkdownReport::cell).toList()) + " |\n";
    }

    static String cell(String text) {
        return text.replace("|", "\\|").replace("\n", " ").replace("<", "&lt;");
    }
}
