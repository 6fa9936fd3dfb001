package dev.errand.evaluation.page;

import java.util.List;

/// One HTML page that needs nothing else: no script, no font, no picture from elsewhere. Whatever is put into it is
/// text, never markup. On paper nothing is folded away. For one thread.
public final class Page {
    private static final String STYLE = """
            body{font:16px/1.5 system-ui,sans-serif;max-width:62rem;margin:2rem auto;padding:0 1rem;color:#1a1a1a;background:#fff}
            table{border-collapse:collapse;margin:1rem 0;width:100%}
            th,td{text-align:left;padding:.3rem .6rem;border-bottom:1px solid #ccc;vertical-align:top}
            caption{text-align:left;font-weight:600;padding:.3rem 0}
            td{font-variant-numeric:tabular-nums}
            .wide{overflow-x:auto}
            pre{background:#f4f4f4;padding:.7rem;white-space:pre-wrap;overflow-wrap:anywhere;font-size:.85rem}
            figure{margin:1.5rem 0}svg{max-width:100%;height:auto}
            .pass{color:#0b5c2d}.fail{color:#9c1c1c}.error{color:#6b4a00}
            details{margin:.6rem 0;border-left:3px solid #ccc;padding-left:.8rem}
            @media print{body{margin:0;max-width:none;font-size:11pt}details,figure,tr{break-inside:avoid}
            .wide{overflow:visible}details::details-content{content-visibility:visible;display:block}}
            """;

    private final StringBuilder out = new StringBuilder();

    public Page(String title) {
        out.append("<!DOCTYPE html>\n<html lang=\"en\">\n<head><meta charset=\"utf-8\">");
        out.append("<meta name=\"viewport\" content=\"width=device-width\">");
        out.append("<title>").append(text(title)).append("</title>\n<style>");
        out.append(STYLE).append("</style></head>\n<body><main>\n");
        out.append("<h1>").append(text(title)).append("</h1>\n");
    }

    public Page heading(String words) {
        out.append("<h2>").append(text(words)).append("</h2>\n");
        return this;
    }

    /// Nothing, where there are no words.
    public Page paragraph(String words) {
        if (!words.isEmpty()) {
            out.append("<p>").append(text(words)).append("</p>\n");
        }
        return this;
    }

    public Page list(List<String> items) {
        if (!items.isEmpty()) {
            out.append("<ul>");
            items.forEach(item -> out.append("<li>").append(text(item)).append("</li>"));
            out.append("</ul>\n");
        }
        return this;
    }

    /// Text whose lines stay as they are; nothing where there is none.
    public Page block(String label, String words) {
        if (!words.isEmpty()) {
            out.append("<p>").append(text(label)).append(":</p><pre>");
            out.append(text(words.strip())).append("</pre>\n");
        }
        return this;
    }

    /// @param rows each as long as the columns; the first cell of each names it
    public Page table(String caption, List<String> columns, List<List<String>> rows) {
        out.append("<div class=\"wide\"><table><caption>").append(text(caption)).append("</caption><thead><tr>");
        columns.forEach(
                name -> out.append("<th scope=\"col\">").append(text(name)).append("</th>"));
        out.append("</tr></thead><tbody>\n");
        for (List<String> row : rows) {
            out.append("<tr><th scope=\"row\">").append(text(row.getFirst())).append("</th>");
            row.stream()
                    .skip(1)
                    .forEach(cell -> out.append("<td>").append(text(cell)).append("</td>"));
            out.append("</tr>\n");
        }
        out.append("</tbody></table></div>\n");
        return this;
    }

    public Page figure(Drawing drawing) {
        out.append(drawing.figure());
        return this;
    }

    /// Begins a part that a reader unfolds.
    ///
    /// @param mark one of pass, fail and error
    public Page folded(String mark, String title) {
        return part("<details>", mark, title);
    }

    /// Begins a part that a reader may fold.
    public Page unfolded(String mark, String title) {
        return part("<details open>", mark, title);
    }

    private Page part(String begin, String mark, String title) {
        out.append(begin).append("<summary><strong class=\"").append(text(mark)).append("\">");
        out.append(text(mark)).append("</strong> ").append(text(title)).append("</summary>\n");
        return this;
    }

    /// Ends such a part.
    public Page end() {
        out.append("</details>\n");
        return this;
    }

    public String html() {
        return out + "</main></body></html>\n";
    }

    static String text(String words) {
        return words.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
