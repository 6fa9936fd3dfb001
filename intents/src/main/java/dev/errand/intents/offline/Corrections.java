package dev.errand.intents.offline;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/// Misspelt and misheard words, taken for the word of the skills' sentences that is one letter away.
final class Corrections {
    private static final int SHORTEST = 5;

    private final Map<String, String> corrected = new HashMap<>();

    Corrections(Utterance words, Set<String> vocabulary) {
        for (Word word : words.words()) {
            String key = word.key();
            if (key.length() >= SHORTEST && !word.quoted() && !vocabulary.contains(key) && isLetters(key)) {
                vocabulary.stream()
                        .filter(other -> other.length() >= SHORTEST && isOneLetterAway(key, other))
                        .min(String::compareTo)
                        .ifPresent(other -> corrected.put(key, other));
            }
        }
    }

    /// The word that was probably meant; the word itself if nothing else was.
    String of(String key) {
        return corrected.getOrDefault(key, key);
    }

    private static boolean isLetters(String key) {
        return key.chars().allMatch(Character::isLetter);
    }

    /// One letter more, less, other, or two neighbours swapped; the first letter must be right.
    static boolean isOneLetterAway(String a, String b) {
        if (Math.abs(a.length() - b.length()) > 1 || a.charAt(0) != b.charAt(0)) {
            return false;
        }
        int i = 0;
        while (i < Math.min(a.length(), b.length()) && a.charAt(i) == b.charAt(i)) {
            i++;
        }
        if (a.length() != b.length()) {
            boolean more = a.length() > b.length();
            String longer = more ? a : b;
            String shorter = more ? b : a;
            return longer.regionMatches(i + 1, shorter, i, shorter.length() - i);
        }
        int rest = a.length() - i - 1;
        boolean replaced = a.regionMatches(i + 1, b, i + 1, rest);
        boolean swapped = rest >= 1
                && a.charAt(i) == b.charAt(i + 1)
                && a.charAt(i + 1) == b.charAt(i)
                && a.regionMatches(i + 2, b, i + 2, rest - 1);
        return replaced || swapped;
    }
}
