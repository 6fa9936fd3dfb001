package dev.errand.os.files;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.font.PDType1Font;
import org.apache.pdfbox.pdmodel.font.Standard14Fonts;

/// Real files of many formats in a device's files.
final class Samples {
    private final Path root;

    Samples(Path home) {
        root = home.resolve("files");
    }

    Path root() {
        return root;
    }

    Path bytes(String path, byte[] content) {
        try {
            Path place = root.resolve(path);
            Files.createDirectories(place.getParent());
            return Files.write(place, content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Path text(String path, String content) {
        return bytes(path, content.getBytes(StandardCharsets.UTF_8));
    }

    Path pdf(String path, String... lines) {
        try (PDDocument document = new PDDocument();
                ByteArrayOutputStream out = new ByteArrayOutputStream()) {
            PDPage page = new PDPage();
            document.addPage(page);
            try (PDPageContentStream content = new PDPageContentStream(document, page)) {
                content.setFont(new PDType1Font(Standard14Fonts.FontName.HELVETICA), 12);
                content.beginText();
                content.newLineAtOffset(50, 700);
                for (String line : lines) {
                    content.showText(line);
                    content.newLineAtOffset(0, -16);
                }
                content.endText();
            }
            document.save(out);
            return bytes(path, out.toByteArray());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Path docx(String path, String... paragraphs) {
        StringBuilder xml = new StringBuilder("<w:document xmlns:w=\"w\"><w:body>\n");
        for (String paragraph : paragraphs) {
            xml.append("  <w:p><w:r><w:t>").append(paragraph).append("</w:t></w:r></w:p>\n");
        }
        return zip(path, List.of("word/document.xml", xml + "</w:body></w:document>"));
    }

    /// Entries as name, content, name, content, …
    Path zip(String path, List<String> entries) {
        try (ByteArrayOutputStream out = new ByteArrayOutputStream()) {
            try (ZipOutputStream zip = new ZipOutputStream(out)) {
                for (int i = 0; i < entries.size(); i += 2) {
                    zip.putNextEntry(new ZipEntry(entries.get(i)));
                    zip.write(entries.get(i + 1).getBytes(StandardCharsets.UTF_8));
                }
            }
            return bytes(path, out.toByteArray());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
