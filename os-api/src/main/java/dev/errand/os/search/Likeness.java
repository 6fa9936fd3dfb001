package dev.errand.os.search;

import java.util.Arrays;
import java.util.List;
import java.util.Set;

/// How like a word of a text is to a word that is looked for.
enum Likeness {
    NONE(0),
    MISSPELT(0.5),
    /// A word that ends with the one that is looked for, as compounds do.
    ENDS_WITH(0.6),
    STARTS_WITH(0.7),
    RELATED(0.8),
    SAME(1);

    /// Unlike any word; most words of any text are, so that they share it.
    static final Likeness[] UNLIKE = {};

    private final double factor;

    Likeness(double factor) {
        this.factor = factor;
    }

    double factor() {
        return factor;
    }

    /// Whether it is the word or one of the same meaning.
    boolean isSame() {
        return this == SAME || this == RELATED;
    }

    static Likeness[] toEach(List<String> wanted, String word) {
        Likeness[] each = UNLIKE;
        for (int i = 0; i < wanted.size(); i++) {
            Likeness likeness = of(wanted.get(i), word);
            if (likeness != NONE && each.length == 0) {
                each = new Likeness[wanted.size()];
                Arrays.fill(each, NONE);
            }
            if (likeness != NONE) {
                each[i] = likeness;
            }
        }
        return each;
    }

    static Likeness of(String wanted, String word) {
        if (word.equals(wanted)) {
            return SAME;
        }
        Set<String> related = Words.related(wanted);
        if (related.contains(word)) {
            return RELATED;
        } else if (longer(wanted, word, 4) && isName(wanted) && word.startsWith(wanted)) {
            return STARTS_WITH;
        } else if ((longer(wanted, word, 6) && word.endsWith(wanted)) || isCompoundOf(related, word)) {
            return ENDS_WITH;
        }
        return wanted.length() >= 5 && isName(wanted) && oneEditApart(wanted, word) ? MISSPELT : NONE;
    }

    private static boolean isCompoundOf(Set<String> related, String word) {
        for (String each : related) {
            if (longer(each, word, 6) && (word.endsWith(each) || word.startsWith(each))) {
                return true;
            }
        }
        return false;
    }

    private static boolean longer(String wanted, String word, int least) {
        return wanted.length() >= least && word.length() > wanted.length();
    }

    /// Numbers that differ in a digit are different numbers.
    private static boolean isName(String word) {
        return word.chars().allMatch(Character::isLetter);
    }

    /// Whether one insertion, deletion, replacement or swap of neighbours turns one word into the other.
    private static boolean oneEditApart(String a, String b) {
        if (Math.abs(a.length() - b.length()) > 1) {
            return false;
        }
        int start = 0;
        while (start < Math.min(a.length(), b.length()) && a.charAt(start) == b.charAt(start)) {
            start++;
        }
        String restA = a.substring(start);
        String restB = b.substring(start);
        if (restA.length() == restB.length() && restA.length() >= 2) {
            String swapped = "" + restA.charAt(1) + restA.charAt(0) + restA.substring(2);
            return restA.substring(1).equals(restB.substring(1)) || swapped.equals(restB);
        }
        return switch (restA.length() - restB.length()) {
            case 0 -> true;
            case 1 -> restA.substring(1).equals(restB);
            default -> restB.substring(1).equals(restA);
        };
    }
}
