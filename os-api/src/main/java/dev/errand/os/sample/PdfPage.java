package dev.errand.os.sample;

import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// Writes one page of text as PDF. A line that starts with `# ` is a heading. Lines are not wrapped.
///
/// Written by hand because a library takes longer to start than the whole sample device takes to be made.
final class PdfPage {
    private static final Charset WIN_ANSI = Charset.forName("windows-1252");
    private static final int LEADING = 16;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final List<Integer> offsets = new ArrayList<>();

    private PdfPage() {}

    static byte[] of(String text) {
        return new PdfPage().write(text);
    }

    private byte[] write(String text) {
        byte[] content = content(text).getBytes(WIN_ANSI);
        append("%PDF-1.4\n");
        object("<< /Type /Catalog /Pages 2 0 R >>");
        object("<< /Type /Pages /Kids [3 0 R] /Count 1 >>");
        object("<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R"
                + " /Resources << /Font << /F1 5 0 R /F2 6 0 R >> >> >>");
        object("<< /Length " + content.length + " >>\nstream\n" + new String(content, StandardCharsets.ISO_8859_1)
                + "\nendstream");
        object(font("Helvetica"));
        object(font("Helvetica-Bold"));
        crossReferences();
        return out.toByteArray();
    }

    private static String font(String name) {
        return "<< /Type /Font /Subtype /Type1 /BaseFont /" + name + " /Encoding /WinAnsiEncoding >>";
    }

    private static String content(String text) {
        StringBuilder content = new StringBuilder("BT\n" + LEADING + " TL\n56 780 Td\n/F1 11 Tf\n");
        for (String line : text.split("\n")) {
            if (line.startsWith("# ")) {
                content.append("/F2 16 Tf\n(")
                        .append(escaped(line.substring(2)))
                        .append(") Tj\n/F1 11 Tf\nT*\nT*\n");
            } else {
                content.append('(').append(escaped(line)).append(") Tj\nT*\n");
            }
        }
        return content.append("ET").toString();
    }

    private static String escaped(String line) {
        return line.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)");
    }

    private void object(String body) {
        offsets.add(out.size());
        append(offsets.size() + " 0 obj\n" + body + "\nendobj\n");
    }

    private void crossReferences() {
        int start = out.size();
        append("xref\n0 " + (offsets.size() + 1) + "\n0000000000 65535 f \n");
        for (int offset : offsets) {
            String digits = Integer.toString(offset);
            append("0".repeat(10 - digits.length()) + digits + " 00000 n \n");
        }
        append("trailer\n<< /Size " + (offsets.size() + 1) + " /Root 1 0 R >>\nstartxref\n" + start + "\n%%EOF\n");
    }

    /// One character of the text is one byte: content is encoded already.
    private void append(String text) {
        out.writeBytes(text.getBytes(StandardCharsets.ISO_8859_1));
    }
}
