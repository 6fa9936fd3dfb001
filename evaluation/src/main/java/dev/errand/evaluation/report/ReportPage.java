package dev.errand.evaluation.report;

import java.util.List;
import java.util.Locale;
import java.util.Map;

/// A report as one page that needs nothing else: no script, no font, no picture from elsewhere. Every plot stands
/// beside the table of its numbers and has a text of its own, so that it can be listened to; on paper nothing is
/// folded away.
final class ReportPage {
    private static final String STYLE = """
            body{font:16px/1.5 system-ui,sans-serif;max-width:62rem;margin:2rem auto;padding:0 1rem;color:#1a1a1a;background:#fff}
            table{border-collapse:collapse;margin:1rem 0;width:100%}
            th,td{text-align:left;padding:.3rem .6rem;border-bottom:1px solid #ccc;vertical-align:top}
            caption{text-align:left;font-weight:600;padding:.3rem 0}
            td.n{font-variant-numeric:tabular-nums}
            pre{background:#f4f4f4;padding:.7rem;white-space:pre-wrap;overflow-wrap:anywhere;font-size:.85rem}
            figure{margin:1.5rem 0}svg{max-width:100%;height:auto}
            .pass{color:#0b5c2d}.fail{color:#9c1c1c}.error{color:#6b4a00}
            details{margin:.6rem 0;border-left:3px solid #ccc;padding-left:.8rem}
            @media print{body{margin:0;max-width:none}details{break-inside:avoid}
            details::details-content{content-visibility:visible;display:block}}
            """;

    private final Report report;
    private final Summary now;
    private final StringBuilder out = new StringBuilder();

    ReportPage(Report report) {
        this.report = report;
        this.now = report.now();
    }

    String html() {
        String title = "Suite %s, planner %s".formatted(now.suite(), now.planner());
        out.append("<!DOCTYPE html>\n<html lang=\"en\">\n<head><meta charset=\"utf-8\">");
        out.append("<meta name=\"viewport\" content=\"width=device-width\">");
        out.append("<title>")
                .append(text(title))
                .append("</title>\n<style>")
                .append(STYLE)
                .append("</style></head>\n");
        out.append("<body><main>\n<h1>").append(text(title)).append("</h1>\n");
        figures();
        categories();
        questions();
        latency();
        costs();
        comparison();
        cases();
        return out.append("</main></body></html>\n").toString();
    }

    private void figures() {
        table("Figures", "figure", "value");
        row("passed (pass@1)", now.passAt1().inWords());
        if (now.trials() > 1) {
            row(
                    "every one of %d trials passed (pass^%d)".formatted(now.trials(), now.trials()),
                    now.passAll().inWords());
        }
        row("could not be judged", "" + now.count(CaseResult.Verdict.ERROR));
        row("questions a case", number(now.mean(CaseResult::asked)));
        row("approvals a case", number(now.mean(CaseResult::approvals)));
        row("time: median, 95th percentile", now.durationAt(0.5) + " ms, " + now.durationAt(0.95) + " ms");
        row("tokens a case", number(now.mean(CaseResult::tokens)));
        row("cost in all", now.usd() + " USD");
        row("time of the whole evaluation", number(now.seconds()) + " s");
        end();
    }

    private void categories() {
        Map<String, Share> shares = now.categories();
        out.append("<h2>Success by category</h2>\n");
        out.append(Plot.shares(shares));
        table("Success by category, with Wilson's 95 % interval", "category", "passed");
        shares.forEach((name, share) -> row(name, share.inWords()));
        end();
    }

    private void questions() {
        out.append("<h2>Questions per intent</h2>\n");
        int most = now.results().stream().mapToInt(CaseResult::asked).max().orElse(0);
        List<Plot.Bar> bars = java.util.stream.IntStream.rangeClosed(0, most)
                .mapToObj(count -> new Plot.Bar(
                        "" + count,
                        now.results().stream()
                                .filter(each -> each.asked() == count)
                                .count()))
                .toList();
        out.append(Plot.bars("How many cases asked how many questions", "questions", "cases", bars));
    }

    private void latency() {
        out.append("<h2>Time a case</h2>\n");
        List<Plot.Bar> bars = java.util.stream.Stream.of(0.1, 0.25, 0.5, 0.75, 0.9, 0.95, 0.99)
                .map(part -> new Plot.Bar("%.0f %%".formatted(part * 100), now.durationAt(part)))
                .toList();
        out.append(
                Plot.bars("Within how many milliseconds which part of the cases ended", "part of cases", "ms", bars));
    }

    private void costs() {
        out.append("<h2>Cost against success</h2>\n");
        List<Summary> all = report.earlier() == null ? List.of(now) : List.of(now, report.earlier());
        out.append(Plot.costs(all));
        table("Cost against success", "planner", "USD a passed case; passed");
        for (Summary each : all) {
            row(
                    each.suite() + ", " + each.planner(),
                    Plot.costOfSuccess(each) + " USD; " + each.passAt1().inWords());
        }
        end();
    }

    private void comparison() {
        Summary earlier = report.earlier();
        if (earlier != null) {
            table("Against %s, planner %s".formatted(earlier.suite(), earlier.planner()), "what", "which");
            row("passed then", earlier.passAt1().inWords());
            row("regressions", Report.names(report.regressions()));
            row("improvements", Report.names(report.improvements()));
            end();
        }
    }

    private void cases() {
        out.append("<h2>Cases</h2>\n");
        for (CaseResult each : now.results()) {
            String verdict = each.verdict().id();
            out.append("<details").append(each.passed() ? "" : " open").append("><summary><strong class=\"");
            out.append(verdict)
                    .append("\">")
                    .append(verdict)
                    .append("</strong> ")
                    .append(text(each.id()));
            out.append(each.trial() > 1 ? " (trial " + each.trial() + ")" : "").append("</summary>\n");
            paragraph("", each.words());
            if (!each.failed().isEmpty()) {
                out.append("<ul>");
                each.failed()
                        .forEach(fault -> out.append("<li>").append(text(fault)).append("</li>"));
                out.append("</ul>\n");
            }
            paragraph(
                    "Ended: ",
                    each.state()
                            + ", %d ms, %d questions, %d approvals, %d tokens, %d repairs"
                                    .formatted(
                                            each.durationMs(),
                                            each.asked(),
                                            each.approvals(),
                                            each.tokens(),
                                            each.repairs()));
            paragraph("Called: ", String.join(", ", each.operations()));
            paragraph("Said: ", String.join(" / ", each.said()));
            paragraph("Findings: ", String.join(" / ", each.findings()));
            block("Explanation", each.explanation());
            block("Workflow", each.code());
            out.append("</details>\n");
        }
    }

    private void paragraph(String label, String words) {
        if (!words.isEmpty()) {
            out.append("<p>").append(label).append(text(words)).append("</p>\n");
        }
    }

    private void block(String label, String words) {
        if (!words.isEmpty()) {
            out.append("<p>")
                    .append(label)
                    .append(":</p><pre>")
                    .append(text(words.strip()))
                    .append("</pre>\n");
        }
    }

    private void table(String caption, String first, String second) {
        out.append("<table><caption>").append(text(caption)).append("</caption><thead><tr><th scope=\"col\">");
        out.append(first).append("</th><th scope=\"col\">").append(second).append("</th></tr></thead><tbody>\n");
    }

    private void row(String name, String value) {
        out.append("<tr><th scope=\"row\">").append(text(name)).append("</th><td class=\"n\">");
        out.append(text(value)).append("</td></tr>\n");
    }

    private void end() {
        out.append("</tbody></table>\n");
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.2f", value);
    }

    /// Whatever a planner or a page wrote is text here, never markup.
    static String text(String words) {
        return words.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
