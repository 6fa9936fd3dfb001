package dev.errand.os.search;

import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a text has of the words that are looked for: how good each is at its best, how often, and whether two that
/// stand
/// side by side in the phrase do so in the text.
///
/// A text may be read word for word, or told by an index that knows where its words stand: both come to the same. For
/// one thread at a time.
public final class Reading {
    private static final int LONG_TEXT = 20;

    private final Wanted wanted;
    private final int words;
    private final double[] best;
    private final double[] misspelt;
    private final int[] times;
    private final @Nullable BitSet[] same;

    /// @param words how many words the text has
    public Reading(Wanted wanted, int words) {
        this.wanted = wanted;
        this.words = words;
        this.best = new double[wanted.size()];
        this.misspelt = new double[wanted.size()];
        this.times = new int[wanted.size()];
        this.same = new BitSet[wanted.size()];
    }

    /// Reads all of a text.
    public static Reading of(String text, Wanted wanted) {
        List<String> words = Words.of(text);
        Reading reading = new Reading(wanted, words.size());
        for (int i = 0; i < words.size(); i++) {
            reading.add(wanted.likeness(words.get(i)), i);
        }
        return reading;
    }

    /// The text has this word at these places, counted from 0. Each word of a text is told once.
    ///
    /// @param word as [Words#of] gives it
    public void saw(String word, int... places) {
        Likeness[] likeness = wanted.likeness(word);
        for (int place : places) {
            add(likeness, place);
        }
    }

    private void add(Likeness[] likeness, int place) {
        for (int i = 0; i < likeness.length; i++) {
            if (likeness[i] == Likeness.MISSPELT) {
                misspelt[i] = Math.max(misspelt[i], likeness[i].factor());
            } else if (likeness[i] != Likeness.NONE) {
                best[i] = Math.max(best[i], likeness[i].factor());
                times[i]++;
                if (likeness[i].isSame()) {
                    stands(i, place);
                }
            }
        }
    }

    private void stands(int word, int place) {
        BitSet places = same[word];
        if (places == null) {
            places = new BitSet();
            same[word] = places;
        }
        places.set(place);
    }

    /// How good the word is here; in a long text less if it is said in passing.
    double certain(int word) {
        double emphasis = words <= LONG_TEXT ? 1 : 0.6 + 0.4 * Math.min(1, times[word] / 3.0);
        return best[word] * emphasis;
    }

    double misspelt(int word) {
        return misspelt[word];
    }

    boolean hasNeighbours() {
        for (int i = 1; i < same.length; i++) {
            BitSet first = same[i - 1];
            BitSet second = same[i];
            if (first != null && second != null && first.stream().anyMatch(place -> second.get(place + 1))) {
                return true;
            }
        }
        return false;
    }
}
