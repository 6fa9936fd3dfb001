package dev.errand.os.files;

import java.io.IOException;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.encryption.InvalidPasswordException;
import org.apache.pdfbox.pdmodel.font.FontMappers;
import org.apache.pdfbox.text.PDFTextStripper;

/// The text of a PDF. The only class that loads PDFBox.
final class PdfText {
    /// Kept here because loggers that nobody holds are forgotten together with their level.
    private static final List<Logger> LOGS =
            List.of(Logger.getLogger("org.apache.pdfbox"), Logger.getLogger("org.apache.fontbox"));

    static {
        // Complaints about damaged PDFs are for us, not for the person's terminal.
        LOGS.forEach(log -> log.setLevel(Level.OFF));
        // The default mapper reads all fonts of the system and writes a list of them to the person's home.
        FontMappers.set(new OneFontMapper());
    }

    private PdfText() {}

    static String of(byte[] pdf, int pages) throws FileText.Unreadable {
        try (PDDocument document = Loader.loadPDF(pdf)) {
            PDFTextStripper stripper = new PDFTextStripper();
            stripper.setSortByPosition(true);
            stripper.setEndPage(pages);
            return stripper.getText(document).strip();
        } catch (InvalidPasswordException e) {
            throw new FileText.Unreadable("it is protected by a password");
        } catch (IOException | RuntimeException e) {
            // PDFBox answers some damage with unchecked exceptions.
            throw new FileText.Unreadable("it is a damaged PDF");
        }
    }
}
