package dev.errand.intents.offline;

import dev.errand.intents.offline.Concepts.Concept;
import dev.errand.intents.offline.Concepts.Kind;
import dev.errand.intents.offline.Concepts.Mention;
import dev.errand.intents.offline.Concepts.Use;
import java.util.Set;

/// Tells questions about the world from those about the person's own affairs, which no search engine can answer.
final class Wonder {
    static final double SCORE = 0.6;
    private static final Concept WEB = new Concept(Kind.THING, "web");

    private final Concepts concepts;
    private final Utterance question;
    /// Its words with a space before and after each.
    private final String spaced;
    private final boolean led;

    private Wonder(Concepts concepts, Utterance said) {
        this.concepts = concepts;
        int words = concepts.words(Use.LEAD).stream()
                .map(lead -> lead.split(" ").length)
                .filter(length -> said.size() > length && concepts.is(Use.LEAD, said.keys(0, length)))
                .max(Integer::compare)
                .orElse(0);
        led = words > 0;
        question = said.part(words, said.size());
        spaced = " " + question.keys(0, question.size()) + " ";
    }

    /// What to look up; nothing if the words ask for nothing that is known to the world.
    static Utterance question(Utterance said) {
        Wonder wonder = new Wonder(Concepts.of(Concepts.language(said)), said);
        boolean known = wonder.asks() && !wonder.isPersonal() && !wonder.isOfTheDevice();
        return known ? wonder.question : said.part(0, 0);
    }

    private boolean asks() {
        boolean begins = concepts.is(Use.QUESTION, question.key(0));
        return has(Use.KNOWN) || (led ? begins || has(Use.ABOUT) : begins && question.size() > 2);
    }

    /// "How do you spell …" asks nobody in person, and "near me" is where, not whose.
    private boolean isPersonal() {
        boolean anybody = begins(Use.ANYBODY);
        boolean personal = !anybody && (has(Use.PERSONAL) || has(Use.SELF));
        return personal && !(has(Use.KNOWN) && has(Use.NEARBY));
    }

    private boolean isOfTheDevice() {
        return !has(Use.KNOWN)
                && concepts.mentions(question, new Corrections(question, Set.of())).stream()
                        .filter(Mention::isKnownThing)
                        .anyMatch(mention -> !mention.concepts().contains(WEB));
    }

    private boolean begins(Use use) {
        return concepts.words(use).stream().anyMatch(phrase -> spaced.startsWith(" " + phrase + " "));
    }

    /// Whether one of these words, or several in a row, are said.
    private boolean has(Use use) {
        return concepts.words(use).stream().anyMatch(phrase -> spaced.contains(" " + phrase + " "));
    }
}
