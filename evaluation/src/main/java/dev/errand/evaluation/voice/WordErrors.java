package dev.errand.evaluation.voice;

import java.util.Locale;

/// How many words were heard wrong: the fewest that were changed, left out or put in, over those that were said.
record WordErrors(int errors, int words) {
    static final WordErrors NONE = new WordErrors(0, 0);

    static WordErrors between(String said, String heard) {
        String[] right = words(said);
        String[] other = words(heard);
        int[] previous = new int[other.length + 1];
        for (int j = 0; j <= other.length; j++) {
            previous[j] = j;
        }
        for (int i = 1; i <= right.length; i++) {
            int[] current = new int[other.length + 1];
            current[0] = i;
            for (int j = 1; j <= other.length; j++) {
                int changed = previous[j - 1] + (right[i - 1].equals(other[j - 1]) ? 0 : 1);
                current[j] = Math.min(changed, Math.min(previous[j], current[j - 1]) + 1);
            }
            previous = current;
        }
        return new WordErrors(previous[other.length], right.length);
    }

    private static String[] words(String text) {
        String plain = text.toLowerCase(Locale.ROOT)
                .replaceAll("[^\\p{L}\\p{N}':@.]+", " ")
                .strip();
        return plain.isEmpty() ? new String[0] : plain.split(" ");
    }

    WordErrors and(WordErrors other) {
        return new WordErrors(errors + other.errors, words + other.words);
    }

    double percent() {
        return words == 0 ? 0 : 100.0 * errors / words;
    }
}
