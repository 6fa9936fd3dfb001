package dev.errand.os.files;

import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.select.NodeVisitor;

/// The text of an HTML page: its title, then its visible text, one line a block.
final class PageText {
    private PageText() {}

    static String of(String html) {
        Document page = Jsoup.parse(html);
        page.select("script,style,noscript,template").remove();
        StringBuilder text = new StringBuilder();
        if (!page.title().isBlank()) {
            text.append(page.title()).append('\n');
        }
        page.body().traverse(new NodeVisitor() {
            @Override
            public void head(Node node, int depth) {
                if (node instanceof TextNode words) {
                    text.append(text.isEmpty() || endsLine(text) ? words.text().stripLeading() : words.text());
                } else if (node instanceof Element element && (element.isBlock() || element.nameIs("br"))) {
                    newLine(text);
                }
            }

            @Override
            public void tail(Node node, int depth) {
                if (node instanceof Element element && element.isBlock()) {
                    newLine(text);
                }
            }
        });
        return text.toString().strip();
    }

    private static boolean endsLine(StringBuilder text) {
        return text.charAt(text.length() - 1) == '\n';
    }

    private static void newLine(StringBuilder text) {
        while (!text.isEmpty() && text.charAt(text.length() - 1) == ' ') {
            text.setLength(text.length() - 1);
        }
        if (!text.isEmpty() && !endsLine(text)) {
            text.append('\n');
        }
    }
}
