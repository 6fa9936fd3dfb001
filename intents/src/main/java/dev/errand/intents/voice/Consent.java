package dev.errand.intents.voice;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/// What somebody answers to "shall I?", when they say it: one of a few words in English or German and nothing else.
/// Anything more, anything less and anything garbled is unclear, which is no yes.
public enum Consent {
    YES,
    NO,
    UNCLEAR;

    private static final Set<String> YESES = Set.of(
            "yes",
            "yes please",
            "yeah",
            "yep",
            "yes do it",
            "yes go ahead",
            "do it",
            "go ahead",
            "approve",
            "approved",
            "i approve",
            "confirm",
            "confirmed",
            "okay",
            "ok",
            "sure",
            "ja",
            "ja bitte",
            "ja mach das",
            "ja mach es",
            "jawohl",
            "mach das",
            "mach es",
            "in ordnung",
            "einverstanden",
            "genehmigt",
            "bestätigt");
    private static final Set<String> NOES = Set.of(
            "no",
            "no thanks",
            "no thank you",
            "nope",
            "no don't",
            "no do not",
            "don't",
            "do not",
            "don't do it",
            "stop",
            "cancel",
            "never mind",
            "nevermind",
            "deny",
            "refuse",
            "nein",
            "nein danke",
            "nein nicht",
            "nicht",
            "halt",
            "stopp",
            "abbrechen",
            "lass es",
            "lass das",
            "lieber nicht",
            "auf keinen fall",
            "nee");

    /// What was meant by the words that were heard.
    public static Consent of(String words) {
        String plain = words.toLowerCase(Locale.ROOT)
                .replace('’', '\'')
                .replaceAll("[^\\p{L}']+", " ")
                .strip();
        return YESES.contains(plain) ? YES : NOES.contains(plain) ? NO : UNCLEAR;
    }

    /// The English ones, for a recogniser to expect.
    static List<String> phrases() {
        return Stream.of(
                        "yes",
                        "yes please",
                        "do it",
                        "go ahead",
                        "approve",
                        "no",
                        "no thanks",
                        "stop",
                        "cancel",
                        "never mind",
                        "don't")
                .toList();
    }
}
