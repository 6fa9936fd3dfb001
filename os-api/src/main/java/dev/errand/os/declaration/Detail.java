package dev.errand.os.declaration;

import java.util.Arrays;
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
    /// The first words about operations.
    WORDS,
    /// Nothing.
    NAMES;

    /// A model reads this before the first word of every intent.
    static final int MOST_TOKENS = 3_000;

    private static final Pattern REST = Pattern.compile("\\s*[;:.](\\s.*)?$");
    private static final Pattern RETURNS = Pattern.compile(",? and returns (it|the \\w+)\\b");
    private static final int MOST_WORDS = 6;
    /// As measured for declarations of many skills; tests count with a real tokenizer.
    private static final double CHARACTERS_A_TOKEN = 3.5;

    /// The text with the most details that a model is to be shown.
    static String fitting(Function<Detail, String> text) {
        String fitting = "";
        for (Detail detail : values()) {
            fitting = text.apply(detail);
            if (fitting.length() < MOST_TOKENS * CHARACTERS_A_TOKEN) {
                return fitting;
            }
        }
        return fitting;
    }

    String skill(String summary) {
        return compareTo(OPERATIONS) < 0 ? clause(summary) : "";
    }

    String operation(String summary) {
        return switch (this) {
            case FULL, CLAUSES, CALLS, OPERATIONS -> clause(summary);
            case WORDS -> words(clause(summary));
            case NAMES -> "";
        };
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

    private static String words(String text) {
        String[] words = text.split(" ");
        return words.length <= MOST_WORDS
                ? text
                : String.join(" ", Arrays.asList(words).subList(0, MOST_WORDS)) + "…";
    }
}
