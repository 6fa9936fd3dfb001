package dev.errand.intents.offline;

import java.util.Locale;
import java.util.Map;

/// What workflows say, in the language of the person's words.
enum Wording {
    ENGLISH,
    GERMAN;

    private static final Map<String, String> GERMAN_NOUNS = Map.of(
            "file", "Datei", "contact", "Kontakt", "mail", "Mail", "track", "Titel", "note", "Notiz", "list", "Liste");
    private static final Map<String, String> STRONG = Map.ofEntries(
            Map.entry("send", "sent"),
            Map.entry("put", "put"),
            Map.entry("write", "wrote"),
            Map.entry("make", "made"),
            Map.entry("set", "set"),
            Map.entry("take", "took"),
            Map.entry("forward", "forwarded"),
            Map.entry("cut", "cut"),
            Map.entry("get", "got"),
            Map.entry("give", "gave"),
            Map.entry("go", "went"),
            Map.entry("tell", "told"),
            Map.entry("read", "read"),
            Map.entry("run", "ran"),
            Map.entry("stop", "stopped"),
            Map.entry("begin", "began"),
            Map.entry("keep", "kept"),
            Map.entry("leave", "left"),
            Map.entry("throw", "threw"),
            Map.entry("skip", "skipped"),
            Map.entry("drop", "dropped"));

    static Wording of(Reading reading) {
        return reading.steps().stream().anyMatch(s -> s.template().isGerman()) ? GERMAN : ENGLISH;
    }

    private boolean german() {
        return this == GERMAN;
    }

    /// Text before and after the phrase.
    record Around(String before, String after) {}

    Around notFound(String noun) {
        return german()
                ? new Around("Ich habe nichts gefunden, was zu „", "“ passt (" + german(noun) + ").")
                : new Around("I found no " + noun + " for \"", "\".");
    }

    Around which(String noun) {
        return german()
                ? new Around(german(noun) + ": Was ist mit „", "“ gemeint?")
                : new Around("Which " + noun + " do you mean by \"", "\"?");
    }

    private static String german(String noun) {
        return GERMAN_NOUNS.getOrDefault(noun, noun);
    }

    String nothingFor(String phrase) {
        return german() ? "Ich habe zu „" + phrase + "“ nichts gefunden." : "I found nothing for \"" + phrase + "\".";
    }

    String nothingThere() {
        return german() ? "Da ist nichts." : "There is nothing there.";
    }

    String empty() {
        return german() ? "Da steht nichts." : "It is empty.";
    }

    String yes() {
        return german() ? "Ja." : "Yes.";
    }

    String no() {
        return german() ? "Nein." : "No.";
    }

    String done() {
        return german() ? "Erledigt." : "Done.";
    }

    String result() {
        return german() ? "Ergebnis" : "The result";
    }

    String whatDoYouMean() {
        return german() ? "Was ist gemeint?" : "What do you mean?";
    }

    String noneOfThese() {
        return german() ? "Nichts davon" : "None of these";
    }

    String whatShouldItSay() {
        return german() ? "Was soll darin stehen?" : "What should it say?";
    }

    String missing(String parameter) {
        return german() ? "Was ist \"" + parameter + "\"?" : "What should \"" + parameter + "\" be?";
    }

    String attached(String what) {
        return german()
                ? "Guten Tag,\n\nim Anhang: " + what + ".\n\nViele Grüße"
                : "Hello,\n\nplease find attached: " + what + ".\n\nKind regards";
    }

    /// "Sent …" for "Send …": what a headline promised, as done.
    static String past(String headline) {
        int end = headline.indexOf(' ');
        String verb = end < 0 ? headline : headline.substring(0, end);
        String rest = end < 0 ? "" : headline.substring(end);
        String lower = verb.toLowerCase(Locale.ENGLISH);
        String past = STRONG.getOrDefault(lower, regular(lower));
        return capital(past) + rest;
    }

    private static String regular(String verb) {
        if (verb.endsWith("e")) {
            return verb + "d";
        }
        boolean consonant = verb.length() > 1 && "aeiou".indexOf(verb.charAt(verb.length() - 2)) < 0;
        return verb.endsWith("y") && consonant ? verb.substring(0, verb.length() - 1) + "ied" : verb + "ed";
    }

    static String capital(String text) {
        return text.isEmpty() ? text : text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
    }
}
