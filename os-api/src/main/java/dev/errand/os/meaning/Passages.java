package dev.errand.os.meaning;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Pieces of a long text, short enough for each to mean one thing and to be read by a model as a whole.
public final class Passages {
    /// About a paragraph. Twice as many words take more than twice the time.
    private static final int WORDS = 100;

    private Passages() {}

    /// The first passages of a text, in order; none of a text without words.
    ///
    /// @param title stands before each, as a passage alone may not say what it is about
    /// @param most  how many at most
    public static List<String> of(String title, String text, int most) {
        String[] words = text.isBlank() ? new String[0] : text.strip().split("\\s+", WORDS * most + 1);
        List<String> passages = new ArrayList<>();
        for (int from = 0; from < Math.min(words.length, WORDS * most); from += WORDS) {
            int to = Math.min(Math.min(words.length, WORDS * most), from + WORDS);
            passages.add(title + ". " + String.join(" ", Arrays.copyOfRange(words, from, to)));
        }
        return passages;
    }
}
