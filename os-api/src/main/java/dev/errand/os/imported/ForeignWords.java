package dev.errand.os.imported;

/// Words that somebody outside wrote about themselves, made fit to be shown as such: one short line of plain text.
public final class ForeignWords {
    private ForeignWords() {}

    /// One line, without control and invisible characters and without those that give text a structure (fences, tags,
    /// headings, quotation marks, ends of comments).
    ///
    /// @param most characters at most; what is longer is cut and ends with an ellipsis
    public static String line(String text, int most) {
        String head = text.length() > 8 * most ? text.substring(0, 8 * most) : text;
        String plain = head.replaceAll("[\\p{C}\\p{Z}\\s]+", " ")
                .replaceAll("[`<>{}\\[\\]#*|\\\\\"“”„]+", " ")
                .replace("*/", " ")
                .replace("//", "/")
                .replaceAll(" {2,}", " ")
                .strip();
        if (plain.length() <= most) {
            return plain;
        }
        String cut = plain.substring(0, plain.offsetByCodePoints(0, plain.codePointCount(0, most - 1)));
        int space = cut.lastIndexOf(' ');
        return (space > most / 2 ? cut.substring(0, space) : cut).strip() + "…";
    }
}
