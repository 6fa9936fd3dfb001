package dev.errand.evaluation.report;

import java.util.Locale;

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
        out.append("| | |\n| --- | --- |\n");
        row("passed (pass@1)", now.passAt1().inWords());
        if (now.trials() > 1) {
            row(
                    "every one of %d trials passed".formatted(now.trials()),
                    now.passAll().inWords());
        }
        row("could not be judged", "" + now.count(CaseResult.Verdict.ERROR));
        row("questions a case", number(now.mean(CaseResult::asked)));
        row("approvals a case", number(now.mean(CaseResult::approvals)));
        row("time, median and 95th percentile", now.durationAt(0.5) + " ms, " + now.durationAt(0.95) + " ms");
        row("tokens a case", number(now.mean(CaseResult::tokens)));
        row("cost in all", now.usd() + " USD");
        out.append("\n| category | passed |\n| --- | --- |\n");
        now.categories().forEach((name, share) -> row(name, share.inWords()));
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

    private void row(String name, String value) {
        out.append("| %s | %s |%n".formatted(cell(name), cell(value)));
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.2f", value);
    }

    private static String cell(String text) {
        return text.replace("|", "\\|").replace("\n", " ").replace("<", "&lt;");
    }
}
