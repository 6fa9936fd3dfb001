package dev.errand.evaluation.report;

import dev.errand.evaluation.page.Drawing;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// The plots of reports.
final class Plot {
    private static final int LEFT = 190;
    private static final int ROW = 28;

    private Plot() {}

    /// @param value finite, not negative
    record Bar(String label, double value) {}

    /// What a report or one of several has to be called beside others.
    record Named(String name, Summary summary) {}

    /// A bar a category and report, with its interval as a line.
    static Drawing shares(List<Named> reports) {
        TreeSet<String> categories = new TreeSet<>();
        reports.forEach(each -> categories.addAll(each.summary().categories().keySet()));
        String words = categories.stream()
                .map(category -> category + ": "
                        + reports.stream()
                                .map(each -> prefix(reports, each)
                                        + share(each, category).inWords())
                                .collect(Collectors.joining(", ")))
                .collect(Collectors.joining("; "));
        Drawing drawing = new Drawing("Success by category", words);
        int y = legend(drawing, reports);
        double unit = (Drawing.WIDTH - LEFT - 70) / 100.0;
        for (String category : categories) {
            drawing.label(LEFT - 8, y + 16, "end", category);
            for (int i = 0; i < reports.size(); i++) {
                Share share = share(reports.get(i), category);
                if (share.of() > 0) {
                    drawing.bar(LEFT, y + 3, share.percent() * unit, 18, i);
                    drawing.interval(LEFT + share.low() * unit, LEFT + share.high() * unit, y + 12);
                }
                String percent = share.of() == 0 ? "no case" : String.format(Locale.ROOT, "%.0f %%", share.percent());
                drawing.label(Drawing.WIDTH - 4, y + 16, "end", percent);
                y += ROW - 4;
            }
            y += 4;
        }
        return drawing.tall(y + 4);
    }

    private static Share share(Named report, String category) {
        return report.summary().categories().getOrDefault(category, new Share(0, 0));
    }

    private static String prefix(List<Named> reports, Named each) {
        return reports.size() == 1 ? "" : each.name() + " ";
    }

    /// Which shade is whose, where there are several; returns where the plot may begin.
    private static int legend(Drawing drawing, List<Named> reports) {
        if (reports.size() == 1) {
            return 8;
        }
        for (int i = 0; i < reports.size(); i++) {
            drawing.bar(LEFT, 8 + 20.0 * i, 14, 14, i);
            drawing.label(LEFT + 22, 20 + 20.0 * i, "start", reports.get(i).name());
        }
        return 16 + 20 * reports.size();
    }

    static Drawing bars(String title, String of, String unit, List<Bar> bars) {
        String words = of + ": "
                + bars.stream()
                        .map(each -> each.label() + ", " + plain(each.value()) + " " + unit)
                        .collect(Collectors.joining("; "));
        Drawing drawing = new Drawing(title, words);
        double most = bars.stream().mapToDouble(Bar::value).max().orElse(0);
        int y = 8;
        for (Bar each : bars) {
            drawing.label(LEFT - 8, y + 16, "end", each.label());
            double width = most == 0 ? 0 : (Drawing.WIDTH - LEFT - 130.0) * each.value() / most;
            drawing.bar(LEFT, y + 3, width, 18, 0);
            drawing.label(LEFT + width + 6, y + 16, "start", plain(each.value()) + " " + unit);
            y += ROW;
        }
        return drawing.tall(y + 4);
    }

    /// A point a report: what a passed case costs, and how many pass. What a model without a price costs nobody
    /// knows: it is not in the plot.
    static Drawing costs(List<Named> reports) {
        List<Named> priced = reports.stream()
                .filter(each -> each.summary().costOfSuccess().isPresent())
                .toList();
        String words = reports.stream()
                .map(each -> "%s: %s passed at %s"
                        .formatted(
                                each.name(),
                                each.summary().passAt1().inWords(),
                                each.summary().costInWords()))
                .collect(Collectors.joining("; "));
        Drawing drawing = new Drawing("Cost against success", words);
        double most = priced.stream()
                .mapToDouble(each -> each.summary().costOfSuccess().orElse(0))
                .max()
                .orElse(0);
        drawing.line(60, 10, 60, 200).line(60, 200, 700, 200);
        drawing.label(52, 20, "end", "100 %").label(52, 200, "end", "0 %").label(60, 218, "start", "0");
        drawing.label(700, 218, "end", String.format(Locale.ROOT, "%.4f USD a passed case", most));
        for (Named each : priced) {
            double cost = each.summary().costOfSuccess().orElse(0);
            double x = most == 0 ? 60 : 60 + 480 * cost / most;
            double y = 200 - 1.85 * each.summary().passAt1().percent();
            drawing.dot(x, y, reports.indexOf(each));
            drawing.label(x + 10, y + 5, "start", each.name());
        }
        return drawing.tall(228);
    }

    /// Without needless digits.
    static String plain(double value) {
        return value == Math.rint(value)
                ? String.format(Locale.ROOT, "%.0f", value)
                : String.format(Locale.ROOT, "%.2f", value);
    }
}
