package dev.errand.os.text;

import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.TextNode;

/// What a reader sees of an HTML text, without what is hidden from readers.
public final class HtmlText {
    private static final String HIDDEN =
            "head, script, style, template, [hidden], [style~=(?i)display\\s*:\\s*none], [style~=(?i)font-size\\s*:\\s*0]";
    private static final String LINES = "div, tr, ul, ol";
    private static final String PARAGRAPHS = "p, table, blockquote, h1, h2, h3, h4, h5, h6, hr";

    private HtmlText() {}

    public static String of(String html) {
        return of(Jsoup.parse(html));
    }

    /// The text of a document, which is changed by it.
    public static String of(Document document) {
        document.select(HIDDEN).remove();
        document.body().traverse((node, _) -> {
            if (node instanceof TextNode text) {
                text.text(text.text());
            }
        });
        document.select(LINES).before("\n").append("\n");
        document.select(PARAGRAPHS).before("\n\n").append("\n\n");
        document.select("li").before("\n");
        document.select("td, th").append(" ");
        return document.body()
                .wholeText()
                .replace('\u00A0', ' ')
                .replaceAll("[ \\t]+", " ")
                .replaceAll(" ?\n ?", "\n")
                .replaceAll("\n{3,}", "\n\n")
                .strip();
    }
}
