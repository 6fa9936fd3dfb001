package dev.errand.web.page;

import dev.errand.runtime.engine.Differences;
import dev.errand.runtime.engine.Differences.Content;
import dev.errand.runtime.engine.Differences.Difference;
import java.util.List;
import java.util.Optional;

/// What becomes of a file, before and after.
///
/// @param what  becomes of it, in a word
/// @param where it lies, and lay before
/// @param note  in place of lines where it is no text; may be empty
/// @param lines of the text that differ, and some around them
public record FileChange(String what, String tone, String where, String note, List<Line> lines) {
    public FileChange {
        lines = List.copyOf(lines);
    }

    /// A line of a text.
    ///
    /// @param tone `added`, `removed`, `same` or `left`
    /// @param sign that stands before it
    /// @param word for those who do not see the sign; empty for lines that stay
    public record Line(String tone, String sign, String word, String text) {}

    static FileChange of(Difference difference, Texts t) {
        String where = difference.from().isEmpty()
                ? difference.path()
                : t.get("diff.from", difference.from(), difference.path());
        boolean isText = isText(difference.before()) && isText(difference.after());
        List<Line> lines = difference.kind() == Differences.Kind.MOVED || !isText
                ? List.of()
                : LineDiff.of(text(difference.before()), text(difference.after())).stream()
                        .map(line -> line(line, t))
                        .toList();
        return new FileChange(
                t.get("diff." + difference.kind().name().toLowerCase(java.util.Locale.ROOT)),
                switch (difference.kind()) {
                    case CREATED -> "good";
                    case CHANGED, MOVED -> "wait";
                    case REMOVED -> "bad";
                },
                Visible.text(where),
                isText ? "" : t.get("diff.binary", sizes(difference, t)),
                lines);
    }

    private static boolean isText(Optional<Content> content) {
        return content.isEmpty() || content.get().text().isPresent();
    }

    private static String text(Optional<Content> content) {
        return content.flatMap(Content::text).orElse("");
    }

    private static String sizes(Difference difference, Texts t) {
        String before = difference.before().map(each -> t.size(each.size())).orElse("–");
        String after = difference.after().map(each -> t.size(each.size())).orElse("–");
        return before.equals(after) ? after : before + " → " + after;
    }

    private static Line line(LineDiff.Line line, Texts t) {
        return switch (line.sign()) {
            case '+' -> new Line("added", "+", t.get("diff.added"), Visible.text(line.text()));
            case '-' -> new Line("removed", "−", t.get("diff.removedline"), Visible.text(line.text()));
            case '…' -> new Line("left", "", "", t.get("diff.left", line.count()));
            default -> new Line("same", "", "", Visible.text(line.text()));
        };
    }
}
