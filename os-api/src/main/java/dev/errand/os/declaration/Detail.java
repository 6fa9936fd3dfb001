package dev.errand.os.declaration;

import java.util.Arrays;
import java.util.Locale;
import java.util.function.Function;
import java.util.regex.Pattern;

/// How much declarations say in words beside names and types. The richest comes first.
enum Detail {
    /// Everything that the skills say.
    FULL,
    /// What stands before the first semicolon, colon or full stop.
    CLAUSES,
    /// The same, and nothing about the members of results.
    CALLS,
    /// The same, and nothing about parameters and skills.
    OPERATIONS,
    /// The same, and nothing about operations whose name stands in what is said of them.
    RIDDLES,
    /// Nothing.
    NAMES;

    /// A model reads this before the first word of every intent.
    static final int MOST_TOKENS = 3_000;

    private static final Pattern REST = Pattern.compile("\\s*[;:.](\\s.*)?$");
    private static final Pattern ASIDE = Pattern.compile("(,| \\(| such as ).*$");
    private static final Pattern RETURNS = Pattern.compile(",? and returns (it|the \\w+)\\b");
    /// Of names such as `find` and `addToPlaylist`, enough to see "Finds" and "Adds".
    private static final int STEM = 3;

    /// The text with the most details that a model is to be shown.
    ///
    /// @param charactersAToken as measured for long texts of the language; tests count with a real tokenizer
    static String fitting(double charactersAToken, Function<Detail, String> text) {
        String fitting = "";
        for (Detail detail : values()) {
            fitting = text.apply(detail);
            if (fitting.length() < MOST_TOKENS * charactersAToken) {
                return fitting;
            }
        }
        return fitting;
    }

    /// Whether parameters that are texts say so; where they do not, the head of the declarations does.
    boolean saysText() {
        return this == FULL;
    }

    String skill(String summary) {
        return compareTo(OPERATIONS) < 0 ? clause(summary) : "";
    }

    String operation(String name, String summary) {
        return switch (this) {
            case FULL, CLAUSES, CALLS, OPERATIONS -> clause(summary);
            case RIDDLES ->
                isRiddle(name, summary) ? ASIDE.matcher(clause(summary)).replaceFirst("") : "";
            case NAMES -> "";
        };
    }

    private static boolean isRiddle(String name, String summary) {
        String stem = name.substring(0, Math.min(STEM, name.length())).toLowerCase(Locale.ROOT);
        return Arrays.stream(summary.toLowerCase(Locale.ROOT).split(" ")).noneMatch(word -> word.startsWith(stem));
    }

    String parameter(String description) {
        return compareTo(OPERATIONS) < 0 ? clause(description) : "";
    }

    String field(String description) {
        return compareTo(CALLS) < 0 ? clause(description) : "";
    }

    private String clause(String text) {
        String line = Wording.oneLine(text);
        return this == FULL
                ? line
                : RETURNS.matcher(REST.matcher(line).replaceFirst("")).replaceFirst("");
    }
}
