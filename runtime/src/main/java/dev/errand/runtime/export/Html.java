package dev.errand.runtime.export;

/// Writes HTML in which every text is escaped: there is no way to write one that is not.
///
/// What is unseen and could steer how a text is read (controls, marks that change its direction) is written out, as
/// subjects, file names and answers may come from anybody.
final class Html {
    private final StringBuilder out = new StringBuilder(16_384);

    /// Opens an element.
    ///
    /// @param attributes names and values in turn
    Html open(String tag, String... attributes) {
        out.append('<').append(tag);
        for (int i = 0; i < attributes.length; i += 2) {
            out.append(' ')
                    .append(attributes[i])
                    .append("=\"")
                    .append(escaped(attributes[i + 1]))
                    .append('"');
        }
        out.append('>');
        return this;
    }

    Html close(String tag) {
        out.append("</").append(tag).append(">\n");
        return this;
    }

    Html text(String text) {
        out.append(escaped(text));
        return this;
    }

    /// An element with nothing but text.
    Html element(String tag, String text, String... attributes) {
        return open(tag, attributes).text(text).close(tag);
    }

    /// A term and its description, in a `dl`.
    Html item(String term, String description) {
        return description.isEmpty() ? this : element("dt", term).element("dd", description);
    }

    /// The style sheet, which comes with the program. Not escaped, since `style` knows no escapes.
    Html style(String sheet) {
        out.append("<style>").append(sheet).append("</style>\n");
        return this;
    }

    Html doctype() {
        out.append("<!doctype html>\n");
        return this;
    }

    static String escaped(String text) {
        StringBuilder escaped = new StringBuilder(text.length() + 16);
        text.codePoints().forEach(c -> {
            switch (c) {
                case '&' -> escaped.append("&amp;");
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                case '"' -> escaped.append("&quot;");
                case '\'' -> escaped.append("&#39;");
                case '\n', '\t' -> escaped.appendCodePoint(c);
                default -> {
                    if (isUnseen(c)) {
                        escaped.append("\\u{").append(Integer.toHexString(c)).append('}');
                    } else {
                        escaped.appendCodePoint(c);
                    }
                }
            }
        });
        return escaped.toString();
    }

    private static boolean isUnseen(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> true;
            default -> false;
        };
    }

    @Override
    public String toString() {
        return out.toString();
    }
}
