package dev.errand.evaluation.page;

import java.util.List;
import java.util.Locale;

/// A drawing as SVG within a page, which says in words what it shows. Colours differ in brightness too. For one
/// thread.
public final class Drawing {
    public static final int WIDTH = 720;

    /// Darker and lighter in turn, so that neighbours differ in grey as well, and light enough for black lines on
    /// them.
    private static final List<String> SHADES =
            List.of("#6f97c9", "#c9dcf0", "#d98a5b", "#f3cdb0", "#7fae78", "#cfe5c8");

    private final String title;
    private final String words;
    private final StringBuilder marks = new StringBuilder();
    private int height;

    /// @param words what the drawing shows, for whoever does not see it
    public Drawing(String title, String words) {
        this.title = title;
        this.words = words;
    }

    public Drawing tall(int height) {
        this.height = height;
        return this;
    }

    /// @param series which of several this belongs to, from 0
    public Drawing bar(double x, double y, double width, double height, int series) {
        marks.append(
                "<rect x=\"%s\" y=\"%s\" width=\"%s\" height=\"%s\" fill=\"%s\" stroke=\"#333\" stroke-width=\"0.5\"/>"
                        .formatted(number(x), number(y), number(width), number(height), shade(series)));
        return this;
    }

    public Drawing dot(double x, double y, int series) {
        marks.append("<circle cx=\"%s\" cy=\"%s\" r=\"5\" fill=\"%s\" stroke=\"#333\"/>"
                .formatted(number(x), number(y), shade(series)));
        return this;
    }

    /// A line with ends, as intervals are drawn.
    public Drawing interval(double from, double to, double y) {
        line(from, y, to, y);
        line(from, y - 4, from, y + 4);
        return line(to, y - 4, to, y + 4);
    }

    public Drawing line(double x1, double y1, double x2, double y2) {
        marks.append("<path d=\"M%s %sL%s %s\" stroke=\"#111\" stroke-width=\"1.5\" fill=\"none\"/>"
                .formatted(number(x1), number(y1), number(x2), number(y2)));
        return this;
    }

    /// @param anchor start, middle or end: which part of the words stands at x
    public Drawing label(double x, double y, String anchor, String words) {
        marks.append("<text x=\"%s\" y=\"%s\" text-anchor=\"%s\" font-size=\"14\">"
                        .formatted(number(x), number(y), Page.text(anchor)))
                .append(Page.text(words))
                .append("</text>");
        return this;
    }

    String figure() {
        return "<figure><svg role=\"img\" viewBox=\"0 0 %d %d\" width=\"%d\" height=\"%d\" aria-label=\"%s\">"
                        .formatted(WIDTH, height, WIDTH, height, Page.text(title + ". " + words))
                + "<title>" + Page.text(title) + "</title>" + marks + "</svg><figcaption>" + Page.text(title)
                + "</figcaption></figure>\n";
    }

    private static String shade(int series) {
        return SHADES.get(series % SHADES.size());
    }

    private static String number(double value) {
        if (!Double.isFinite(value)) {
            throw new IllegalArgumentException("A drawing has no place for " + value + ".");
        }
        return String.format(Locale.ROOT, "%.1f", value);
    }
}
