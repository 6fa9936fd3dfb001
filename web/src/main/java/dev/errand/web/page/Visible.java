package dev.errand.web.page;

/// Texts of others as they are, with what would hide in them made visible: control characters, and those that turn
/// the direction of writing.
final class Visible {
    private Visible() {}

    static String text(String text) {
        StringBuilder visible = new StringBuilder(text.length());
        text.codePoints().forEach(c -> {
            if (c == '\n' || c == '\t') {
                visible.append((char) c);
            } else if (c == '\r') {
                visible.append('␍');
            } else if (c < 0x20) {
                visible.append((char) (0x2400 + c));
            } else if (c == 0x7f
                    || Character.getType(c) == Character.FORMAT
                    || Character.getType(c) == Character.CONTROL) {
                visible.append("⟦U+%04X⟧".formatted(c));
            } else {
                visible.appendCodePoint(c);
            }
        });
        return visible.toString();
    }
}
