package dev.errand.os.web;

import dev.errand.os.text.HtmlText;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jspecify.annotations.Nullable;

/// What a page is about, without what is around it.
///
/// Paragraphs score by their length and commas, for the element they lie in and half for the one above; an element
/// of which much is links scores less. The best element is the article, and those beside it that are alike. This is
/// the idea of Arc90's Readability (2009), as its successors in browsers use it.
record Article(String title, Optional<String> byline, String text) {
    private static final String AROUND =
            "script, style, noscript, template, nav, footer, aside, form, button, iframe, svg, [hidden], [aria-hidden=true],"
                    + " [role=navigation], [role=complementary], [role=banner], [style~=(?i)display\\s*:\\s*none]";
    private static final String UNLIKELY =
            "(?i).*(comment|sidebar|footer|cookie|consent|share|social|related|promo|advert|banner|menu|breadcrumb|newsletter).*";
    private static final int SHORTEST_PARAGRAPH = 25;
    private static final double ALIKE = 0.2;

    static Article of(Fetched page) {
        Document document = parse(page);
        String title = title(document);
        Optional<String> byline = byline(document);
        document.select(AROUND).remove();
        document.select("[class], [id]").stream()
                .filter(each -> (each.className() + " " + each.id()).matches(UNLIKELY))
                .filter(each -> !each.tagName().matches("html|body|article|main"))
                .toList()
                .forEach(Element::remove);
        Document article = Document.createShell("");
        body(document).forEach(each -> article.body().appendChild(each.clone()));
        return new Article(title, byline, HtmlText.of(article));
    }

    static Charset charsetOf(byte[] page) {
        return parse(page, null).charset();
    }

    private static Document parse(Fetched page) {
        return parse(page.bytes(), page.charset().map(Charset::name).orElse(null));
    }

    private static Document parse(byte[] page, @Nullable String charset) {
        try {
            return Jsoup.parse(new ByteArrayInputStream(page), charset, "");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String title(Document page) {
        return Stream.of(
                        page.select("meta[property=og:title]").attr("content"),
                        page.select("article h1, main h1").stream()
                                .findFirst()
                                .map(Element::text)
                                .orElse(""),
                        page.title(),
                        page.select("h1").text())
                .map(String::strip)
                .filter(each -> !each.isEmpty())
                .findFirst()
                .orElse("");
    }

    private static Optional<String> byline(Document page) {
        return Stream.of(
                        page.select("meta[name=author]").attr("content"),
                        page.select("[rel=author], [itemprop=author], .byline, .author").stream()
                                .findFirst()
                                .map(Element::text)
                                .orElse(""))
                .map(String::strip)
                .filter(each -> !each.isEmpty() && each.length() < 200)
                .findFirst();
    }

    private static List<Element> body(Document page) {
        Map<Element, Double> scores = scores(page);
        Optional<Map.Entry<Element, Double>> best =
                scores.entrySet().stream().max(Comparator.comparingDouble(Map.Entry::getValue));
        if (best.isEmpty()) {
            return List.of(page.body());
        }
        Element top = best.get().getKey();
        double least = best.get().getValue() * ALIKE;
        Element parent = top.parent();
        return parent == null
                ? List.of(top)
                : parent.children().stream()
                        .filter(each -> each.equals(top) || scores.getOrDefault(each, 0.0) >= Math.max(10, least))
                        .toList();
    }

    private static Map<Element, Double> scores(Document page) {
        Map<Element, Double> scores = new LinkedHashMap<>();
        for (Element paragraph : page.select("p, pre, blockquote, td, li")) {
            String text = paragraph.text();
            Element parent = paragraph.parent();
            if (text.length() >= SHORTEST_PARAGRAPH && parent != null) {
                double score = 1 + text.chars().filter(c -> c == ',').count() + Math.min(text.length() / 100.0, 3);
                scores.merge(parent, score, Double::sum);
                Element above = parent.parent();
                if (above != null) {
                    scores.merge(above, score / 2, Double::sum);
                }
            }
        }
        scores.replaceAll((element, score) -> score * (1 - linkDensity(element)));
        return scores;
    }

    private static double linkDensity(Element element) {
        int all = element.text().length();
        int links =
                element.select("a").stream().mapToInt(a -> a.text().length()).sum();
        return all == 0 ? 0 : Math.min(1, links / (double) all);
    }
}
