package dev.errand.intents.offline;

import dev.errand.intents.offline.Concepts.Mention;
import java.util.List;
import java.util.Set;

/// Tells questions about the world from those about the person's own affairs, which no search engine can answer.
final class Wonder {
    static final double SCORE = 0.6;
    private static final Set<String> ASKING = Set.of(
            "who", "what", "which", "when", "where", "why", "how", "whose", "define", "is", "are", "does", "did", "was",
            "were", "wer", "welcher", "welche", "welches", "wann", "wo", "warum", "wieso", "wie");
    private static final List<String> LEADS = List.of(
            "tell me",
            "give me",
            "look up",
            "search for",
            "search",
            "find out",
            "explain",
            "i want to know",
            "do you know",
            "sag mir",
            "erklare",
            "weisst du",
            "such nach",
            "suche nach");
    private static final Set<String> PERSONAL = Set.of(
            "my", "me", "mine", "our", "us", "we", "you", "your", "her", "his", "their", "mein", "meine", "meinen",
            "meinem", "meiner", "mir", "mich", "unser", "unsere", "wir", "uns", "du", "dein", "deine", "ich", "this",
            "it", "not");

    /// "How do I …" asks what everybody may ask.
    private static final Set<String> MODAL = Set.of("do", "can", "would", "should", "could");

    private static final Set<String> ABOUT = Set.of("about", "uber");

    private Wonder() {}

    /// What to look up; nothing if the words ask for nothing that is known to the world.
    static Utterance question(Utterance said) {
        Utterance question = said;
        boolean led = false;
        for (String lead : LEADS) {
            int words = lead.split(" ").length;
            if (!led && said.size() > words && said.keys(0, words).equals(lead)) {
                question = said.part(words, said.size());
                led = true;
            }
        }
        boolean about = question.words().stream().anyMatch(word -> ABOUT.contains(word.key()));
        boolean asks = (led
                        && (about
                                || ASKING.contains(question.key(0))
                                || question.key(0).equals("the")))
                || (question.size() > 2 && ASKING.contains(question.key(0)));
        boolean mine = question.words().stream().anyMatch(word -> word.key().equals("i"))
                && !(question.size() > 1 && question.key(0).equals("how") && MODAL.contains(question.key(1)));
        boolean personal = mine || question.words().stream().anyMatch(word -> PERSONAL.contains(word.key()));
        boolean here =
                Concepts.of(Concepts.language(said)).mentions(question, new Corrections(question, Set.of())).stream()
                        .anyMatch(Mention::isKnownThing);
        return asks && !personal && !here ? question : question.part(0, 0);
    }
}
