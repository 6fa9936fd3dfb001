package dev.errand.evaluation.report;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/// Plots as SVG within a page, in colours that differ in brightness too; each says in words what it shows.
final class Plot {
    private static final int WIDTH = 720;
    private static final int LEFT = 190;
    private static final int ROW = 28;
    private static final String BLUE = "#2b5f9e";

    private Plot() {}

    /// @param value not negative
    record Bar(String label, long value) {}

    /// A bar a category, with its interval as a line.
    static String shares(Map<String, Share> shares) {
        StringBuilder marks = new StringBuilder();
        int y = 8;
        double unit = (WIDTH - LEFT - 70) / 100.0;
        for (Map.Entry<String, Share> each : shares.entrySet()) {
            Share share = each.getValue();
            label(marks, LEFT - 8, y + 16, "end", each.getKey());
            rectangle(marks, LEFT, y + 3, share.percent() * unit, 18);
            line(marks, LEFT + share.low() * unit, LEFT + share.high() * unit, y + 12);
            label(marks, WIDTH - 4, y + 16, "end", String.format(Locale.ROOT, "%.0f %%", share.percent()));
            y += ROW;
        }
        String words = shares.entrySet().stream()
                .map(each -> each.getKey() + ": " + each.getValue().inWords())
                .collect(Collectors.joining("; "));
        return figure("Success by category", words, y + 4, marks);
    }

    static String bars(String title, String of, String unit, List<Bar> bars) {
        StringBuilder marks = new StringBuilder();
        long most = Math.max(1, bars.stream().mapToLong(Bar::value).max().orElse(1));
        int y = 8;
        for (Bar each : bars) {
            label(marks, LEFT - 8, y + 16, "end", each.label());
            double width = (WIDTH - LEFT - 110.0) * each.value() / most;
            rectangle(marks, LEFT, y + 3, width, 18);
            label(marks, LEFT + width + 6, y + 16, "start", each.value() + " " + unit);
            y += ROW;
        }
        String words = of + ": "
                + bars.stream()
                        .map(each -> each.label() + ", " + each.value() + " " + unit)
                        .collect(Collectors.joining("; "));
        return figure(title, words, y + 4, marks);
    }

    /// A point a planner: what a passed case costs, and how many pass.
    static String costs(List<Summary> summaries) {
        StringBuilder marks = new StringBuilder();
        double most = Math.max(
                0.001, summaries.stream().mapToDouble(Plot::costOfSuccess).max().orElse(0));
        marks.append("<path d=\"M60 10V200H700\" fill=\"none\" stroke=\"#555\"/>");
        label(marks, 52, 20, "end", "100 %");
        label(marks, 52, 200, "end", "0 %");
        label(marks, 700, 218, "end", String.format(Locale.ROOT, "%.4f USD a passed case", most));
        label(marks, 60, 218, "start", "0");
        for (Summary each : summaries) {
            double x = 60 + 560 * costOfSuccess(each) / most;
            double y = 200 - 1.85 * each.passAt1().percent();
            marks.append(
                    String.format(Locale.ROOT, "<circle cx=\"%.1f\" cy=\"%.1f\" r=\"6\" fill=\"%s\"/>", x, y, BLUE));
            label(marks, x + 10, y + 5, "start", each.planner());
        }
        String words = summaries.stream()
                .map(each -> "%s: %s passed at %s USD a passed case"
                        .formatted(each.planner(), each.passAt1().inWords(), costOfSuccess(each)))
                .collect(Collectors.joining("; "));
        return figure("Cost against success", words, 228, marks);
    }

    static double costOfSuccess(Summary summary) {
        long passed = Math.max(1, summary.count(CaseResult.Verdict.PASS));
        return Math.round(summary.usd().doubleValue() / passed * 1e6) / 1e6;
    }

    private static String figure(String title, String words, int height, StringBuilder marks) {
        return "<figure><svg role=\"img\" viewBox=\"0 0 %d %d\" width=\"%d\" height=\"%d\" aria-label=\"%s\">"
                        .formatted(WIDTH, height, WIDTH, height, ReportPage.text(title + ". " + words))
                + "<title>" + ReportPage.text(title) + "</title>" + marks + "</svg><figcaption>"
                + ReportPage.text(title) + "</figcaption></figure>\n";
    }

    private static void rectangle(StringBuilder marks, double x, double y, double width, double height) {
        marks.append(String.format(
                Locale.ROOT,
                "<rect x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\" fill=\"%s\"/>",
                x,
                y,
                width,
                height,
                BLUE));
    }

    private static void line(StringBuilder marks, double from, double to, double y) {
        marks.append(String.format(
                Locale.ROOT,
                "<path d=\"M%.1f %.1fH%.1f\" stroke=\"#111\" stroke-width=\"2\"/>"
                        + "<path d=\"M%.1f %.1fv8M%.1f %.1fv8\" stroke=\"#111\" stroke-width=\"2\"/>",
                from,
                y,
                to,
                from,
                y - 4,
                to,
                y - 4));
    }

    private static void label(StringBuilder marks, double x, double y, String anchor, String words) {
        marks.append(String.format(
                        Locale.ROOT, "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\" font-size=\"14\">", x, y, anchor))
                .append(ReportPage.text(words))
                .append("</text>");
    }
}
