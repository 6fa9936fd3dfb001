package dev.errand.os.files;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.TextNode;
import org.jsoup.parser.Parser;
import org.jsoup.select.Elements;

/// The text of zipped office documents: paragraphs as lines, table rows as lines with tabs between the cells.
final class OfficeText {
    private static final int MOST_XML_BYTES = 50 << 20;
    private static final Pattern PART = Pattern.compile("word/document\\.xml|content\\.xml|xl/sharedStrings\\.xml"
            + "|xl/worksheets/sheet(\\d+)\\.xml|ppt/slides/slide(\\d+)\\.xml");

    private OfficeText() {}

    static String of(InputStream file) throws IOException, FileText.Unreadable {
        Map<String, Document> parts = parts(file);
        Document shared = parts.remove("xl/sharedStrings.xml");
        if (parts.isEmpty()) {
            throw new FileText.Unreadable("it is no office document, or a damaged one");
        }
        List<String> strings = shared == null
                ? List.of()
                : shared.select("si").stream().map(OfficeText::runs).toList();
        return parts.values().stream()
                .map(part -> text(part, strings))
                .collect(Collectors.joining("\n\n"))
                .strip();
    }

    /// The parts that hold text, sheets and slides by number.
    private static Map<String, Document> parts(InputStream file) throws IOException, FileText.Unreadable {
        Map<String, Document> parts = new TreeMap<>();
        long left = MOST_XML_BYTES;
        try (ZipInputStream zip = new ZipInputStream(file)) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                Matcher part = PART.matcher(entry.getName());
                if (part.matches()) {
                    byte[] xml = zip.readNBytes((int) left + 1);
                    left -= xml.length;
                    if (left < 0) {
                        throw new FileText.Unreadable("it unpacks to more than " + (MOST_XML_BYTES >> 20) + " MB");
                    }
                    String place = part.group(1) != null ? part.group(1) : part.group(2);
                    String key = place == null ? entry.getName() : "%09d".formatted(Integer.parseInt(place));
                    parts.put(key, Jsoup.parse(new ByteArrayInputStream(xml), "UTF-8", "", Parser.xmlParser()));
                }
            }
        } catch (IllegalArgumentException e) {
            throw new FileText.Unreadable("it is a damaged office document");
        }
        return parts;
    }

    private static String text(Document part, List<String> strings) {
        if (!part.select("sheetData").isEmpty()) {
            return lines(part.select("row"), row -> cells(row, "c", cell -> cell(cell, strings)));
        }
        if (!part.select("office|spreadsheet").isEmpty()) {
            return lines(
                    part.select("table|table-row"),
                    row -> cells(row, "table|table-cell", cell -> lines(cell.select("text|p"), OfficeText::runs)));
        }
        Elements paragraphs = part.select("w|p, a|p, text|p, text|h");
        paragraphs.removeIf(each -> each.parents().stream().anyMatch(paragraphs::contains));
        return lines(paragraphs, OfficeText::runs);
    }

    private static String lines(List<Element> elements, Function<Element, String> text) {
        return elements.stream().map(text).collect(Collectors.joining("\n")).stripTrailing();
    }

    private static String cells(Element row, String cells, Function<Element, String> text) {
        return row.select(cells).stream()
                .map(text)
                .collect(Collectors.joining("\t"))
                .stripTrailing();
    }

    private static String cell(Element cell, List<String> strings) {
        String value = cell.select("v").text();
        if (!cell.attr("t").equals("s")) {
            return value.isEmpty() ? runs(cell) : value;
        }
        int index = value.matches("\\d{1,8}") ? Integer.parseInt(value) : -1;
        return index >= 0 && index < strings.size() ? strings.get(index) : "";
    }

    /// The text of a paragraph: text runs as they stand, tabs and breaks as what they are.
    private static String runs(Element paragraph) {
        List<String> runs = new ArrayList<>();
        paragraph.traverse((node, _) -> {
            if (node instanceof TextNode words && isText(words)) {
                runs.add(words.getWholeText());
            } else if (node.nameIs("w:tab") || node.nameIs("text:tab")) {
                runs.add("\t");
            } else if (node.nameIs("w:br") || node.nameIs("a:br") || node.nameIs("text:line-break")) {
                runs.add("\n");
            } else if (node.nameIs("text:s")) {
                runs.add(" ");
            }
        });
        return String.join("", runs);
    }

    /// In Office Open XML only what stands in a text element is text; indentation of the XML is not.
    private static boolean isText(TextNode words) {
        Element parent = words.parent();
        return parent != null
                && (parent.nameIs("w:t")
                        || parent.nameIs("a:t")
                        || parent.nameIs("t")
                        || parent.tagName().startsWith("text:"));
    }
}
