package dev.errand.intents.offline;

import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Keeps slots that take any words from swallowing wishes of another kind: "find a taxi" looks for no file.
final class Sense {
    private static final int LONGEST_PERSON = 4;
    private static final Set<String> BELONGING = Set.of("of", "from", "at", "von", "bei", "and", "und");

    /// What things of a kind may be called.
    private static final Map<String, Set<String>> OF_KIND = Map.of(
            "path", Set.of("file", "folder", "list", "note", "music", "contact", "disk", "article", "birthday"),
            "device", Set.of("home", "lamp", "music", "weather", "volume"),
            "track", Set.of("music", "playlist"));

    private final Finders finders;

    Sense(Finders finders) {
        this.finders = finders;
    }

    /// Whether all that would be looked up can be something that the device holds.
    boolean isThere(Template template, Matching.Match match, Utterance said) {
        boolean quoted = said.words().stream().anyMatch(Word::quoted);
        for (Map.Entry<String, Value> slot : match.slots().entrySet()) {
            String phrase = lookedUp(template, slot.getKey(), slot.getValue());
            boolean service =
                    match.telling() < 2 && !quoted && !isAtHome(slot.getValue()) && isService(Lexer.read(phrase), said);
            boolean elsewhere = !quoted && isElsewhere(template, slot.getValue());
            if (!phrase.isEmpty() && (service || elsewhere || !fits(template, slot.getKey(), phrase))) {
                return false;
            }
        }
        return true;
    }

    /// Whether what would be looked up is by its name a thing of another kind: "turn off my alarm" is about no lamp.
    private static boolean isElsewhere(Template template, Value value) {
        if (!(value instanceof Value.Lookup lookup) || !OF_KIND.containsKey(lookup.kind())) {
            return false;
        }
        Utterance phrase = Lexer.read(lookup.phrase());
        if (phrase.size() == 0) {
            return false;
        }
        Concepts concepts = Concepts.of(template.sentence().language());
        int head = head(phrase);
        return concepts.mentions(phrase, new Corrections(phrase, Set.of())).stream()
                .filter(mention -> mention.from() <= head && head < mention.to() && mention.isKnownThing())
                .anyMatch(mention -> mention.concepts().stream()
                        .noneMatch(concept ->
                                OF_KIND.getOrDefault(lookup.kind(), Set.of()).contains(concept.name())));
    }

    /// Lamps are no files, but where a home is looked through they are what it has.
    private static boolean isAtHome(Value value) {
        return value instanceof Value.Lookup lookup && lookup.kind().equals("device");
    }

    /// The phrase that a slot looks something up by; empty if it does not.
    private String lookedUp(Template template, String slot, Value value) {
        return switch (value) {
            case Value.Lookup lookup -> lookup.phrase();
            case Value.Text text when finder(template, slot) != null -> text.text();
            default -> "";
        };
    }

    private @Nullable Finder finder(Template template, String slot) {
        return finders.all().stream()
                .filter(f -> f.operation().equals(template.operation()))
                .filter(f -> f.phrase().name().equals(slot))
                .findFirst()
                .orElse(null);
    }

    private boolean fits(Template template, String slot, String phrase) {
        Finder finder = finder(template, slot);
        Utterance words = Lexer.read(phrase);
        if (finder == null || words.size() == 0) {
            return true;
        }
        return switch (finder.kind()) {
            case "path" -> isFile(words);
            case "address", "contact", "phone" -> isPerson(words);
            default -> true;
        };
    }

    /// Whether words can name somebody.
    static boolean isPerson(Utterance words) {
        boolean plain = words.words().stream()
                .map(Word::key)
                .noneMatch(key -> Lexicon.isDay(key)
                        || (!key.isEmpty() && Character.isDigit(key.charAt(0)))
                        || (Lexicon.isJoint(key) && !BELONGING.contains(key)));
        return plain && words.size() <= LONGEST_PERSON;
    }

    /// Whether the thing that the words name is not one that is kept elsewhere: "my first meeting on monday".
    static boolean isFile(Utterance words) {
        return !Lexicon.isNoFile(words.key(head(words))) && !Lexicon.isNoFile(words.key(0));
    }

    /// Whether the words name what no device holds, unless it is the person's own: "my hotel" may be a file.
    private static boolean isService(Utterance phrase, Utterance said) {
        if (phrase.size() == 0 || !(Lexicon.isService(phrase.key(head(phrase))) || Lexicon.isService(phrase.key(0)))) {
            return false;
        }
        for (int at = 1; at + phrase.size() <= said.size(); at++) {
            boolean here = said.keys(at, at + phrase.size()).equals(phrase.keys(0, phrase.size()));
            if (here && Lexicon.isOwn(said.key(at - 1))) {
                return false;
            }
        }
        return true;
    }

    /// The last word before one such as "of": what the rest describes.
    private static int head(Utterance words) {
        int head = 0;
        while (head + 1 < words.size() && !Lexicon.isJoint(words.key(head + 1))) {
            head++;
        }
        return head;
    }
}
