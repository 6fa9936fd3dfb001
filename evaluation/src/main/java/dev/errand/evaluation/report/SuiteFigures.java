package dev.errand.evaluation.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// What planners make of the shipped suites, as the block of a README between two markers. Nothing of it is a time,
/// so that the same program makes the same block again.
public final class SuiteFigures {
    private static final String BEGIN = "<!-- figures -->";
    private static final String END = "<!-- /figures -->";
    private static final String NONE = "–";
    private static final String CELL =
            "(?:" + NONE + "|\\d+ of \\d+|\\d+\\.\\d % \\(\\d+ of \\d+; \\d+\\.\\d to \\d+\\.\\d\\))";
    private static final Pattern FORM = Pattern.compile(Pattern.quote(BEGIN)
            + "\n\\| suite \\| reference \\| offline (?:\\| [^|\n]+ )*\\|\n\\|(?: --- \\|){3,}\n"
            + "(?:\\| [a-z-]+ (?:\\| " + CELL + " )+\\|\n)+\n[^\n]*errand eval figures[^\n]*\n" + Pattern.quote(END));

    private final List<String> planners;
    private final List<List<String>> rows = new ArrayList<>();

    /// @param planners the columns; the first two are `reference` and `offline`
    public SuiteFigures(List<String> planners) {
        this.planners = List.copyOf(planners);
    }

    /// @param summaries of each planner; none of one that this suite is not for
    public void add(String suite, List<Optional<Summary>> summaries) {
        List<String> row = new ArrayList<>(List.of(suite));
        summaries.forEach(each -> row.add(each.map(SuiteFigures::cell).orElse(NONE)));
        rows.add(row);
    }

    /// Where all passed no interval is needed; where nothing could be judged there is nothing to say.
    private static String cell(Summary summary) {
        Share share = summary.passAt1();
        if (share.of() == 0) {
            return NONE;
        }
        return share.hits() == share.of() ? share.hits() + " of " + share.of() : share.inWords();
    }

    public String block() {
        List<String> columns = new ArrayList<>(List.of("suite"));
        columns.addAll(planners);
        return BEGIN + "\n" + MarkdownReport.table(columns, rows)
                + "\nCases passed, in brackets Wilson's 95 % interval; made by `errand eval figures`.\n" + END;
    }

    /// Whether a text has one such block, in the form in which it is made.
    public static boolean isIn(String text) {
        return FORM.matcher(text).results().count() == 1 && text.indexOf(BEGIN) == text.lastIndexOf(BEGIN);
    }

    /// A text with this block in the place of the one it has.
    ///
    /// @throws IllegalArgumentException if it has no place for it
    public String in(String text) {
        int from = text.indexOf(BEGIN);
        int to = text.indexOf(END);
        if (from < 0 || to < from) {
            throw new IllegalArgumentException(
                    "The figures stand between two lines, %s and %s, and there are none. Add them where the figures are to be."
                            .formatted(BEGIN, END));
        }
        return text.substring(0, from) + block() + text.substring(to + END.length());
    }
}
