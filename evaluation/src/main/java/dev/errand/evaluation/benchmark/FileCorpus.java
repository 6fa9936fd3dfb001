package dev.errand.evaluation.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.font.PDType1Font;
import org.apache.pdfbox.pdmodel.font.Standard14Fonts;

/// A collection of files as people have them: most are texts of a few KB, one of twenty is a PDF, all by one seed.
/// Words are made up of syllables and are as unevenly frequent as words are.
final class FileCorpus {
    private static final String[] SYLLABLES =
            "ba co du fe gi ha je ki lo mu ne or pa qui ro sa te un vo wi xa ya zo ster berg land ing".split(" ");
    private static final int VOCABULARY = 30_000;
    private static final int IN_A_FOLDER = 50;
    private static final int ONE_PDF_OF = 20;

    private final Path root;
    private final Random random = new Random(7);
    private final String[] words = new String[VOCABULARY];

    FileCorpus(Path root) {
        this.root = root;
        for (int i = 0; i < VOCABULARY; i++) {
            StringBuilder word = new StringBuilder();
            for (int left = 2 + random.nextInt(3); left > 0; left--) {
                word.append(SYLLABLES[random.nextInt(SYLLABLES.length)]);
            }
            words[i] = word.toString();
        }
    }

    void write(int files) throws IOException {
        for (int i = 0; i < files; i++) {
            Path folder = Files.createDirectories(root.resolve("folder-" + i / IN_A_FOLDER));
            boolean isPdf = i % ONE_PDF_OF == 0;
            Path file = folder.resolve(word() + "-" + i + (isPdf ? ".pdf" : ".txt"));
            if (isPdf) {
                pdf(file);
            } else {
                Files.writeString(file, word() + " " + word() + "\n\n" + text(100 + random.nextInt(900)));
            }
            Files.setLastModifiedTime(
                    file, FileTime.from(Instant.parse("2025-06-01T08:00:00Z").plusSeconds(60L * i)));
        }
    }

    /// A word of the collection; few are frequent, many are rare.
    String word() {
        return words[(int) (VOCABULARY * Math.pow(random.nextDouble(), 3))];
    }

    private String text(int length) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < length; i++) {
            text.append(word()).append(i % 12 == 11 ? ".\n" : " ");
        }
        return text.toString();
    }

    private void pdf(Path file) throws IOException {
        try (PDDocument document = new PDDocument()) {
            PDPage page = new PDPage();
            document.addPage(page);
            try (PDPageContentStream content = new PDPageContentStream(document, page)) {
                content.setFont(new PDType1Font(Standard14Fonts.FontName.HELVETICA), 10);
                content.beginText();
                content.newLineAtOffset(40, 740);
                List<String> lines = text(400).lines().toList();
                for (String line : lines) {
                    content.showText(line);
                    content.newLineAtOffset(0, -14);
                }
                content.endText();
            }
            document.save(file.toFile());
        }
    }
}
