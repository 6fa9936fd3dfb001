package dev.errand.os.search;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;

/// The words of a phrase that say something, each once: what is looked for. For one thread at a time.
public final class Wanted {
    private final List<String> words;

    /// Most words of texts come again and again.
    private final Map<String, Likeness[]> known = new HashMap<>();

    private Wanted(List<String> words) {
        this.words = words;
    }

    public static Wanted of(String phrase) {
        return new Wanted(List.copyOf(new LinkedHashSet<>(Words.telling(phrase))));
    }

    /// How many words are looked for; 0 where a phrase says nothing.
    public int size() {
        return words.size();
    }

    /// What a word of a text is to each of them; [Likeness#UNLIKE] where it is nothing to any.
    Likeness[] likeness(String word) {
        return known.computeIfAbsent(word, each -> Likeness.toEach(words, each));
    }

    /// Whether a word of a text may count for one of them. Not remembered: an index asks once for each of its words.
    public boolean isLike(String word) {
        for (String each : words) {
            if (Likeness.of(each, word) != Likeness.NONE) {
                return true;
            }
        }
        return false;
    }
}
