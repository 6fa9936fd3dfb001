package dev.errand.intents.offline;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What words of one language are about, as far as that is known apart from the skills' sentences: the resources
/// `concepts.en.txt` and `concepts.de.txt`, which say how they are written. Immutable.
///
/// @param phrases words of one concept or several, by the words themselves
/// @param longest how many words the longest of them has
/// @param words   what the reading itself has to know, by what it is for
/// @param choices kinds of slots that take a few words only, and the value that each word stands for
record Concepts(
        Map<String, Set<Concept>> phrases,
        int longest,
        Map<Use, Set<String>> words,
        Map<String, Map<String, String>> choices) {
    /// @param name one of the resource, or the word itself with `=` before it
    record Concept(Kind kind, String name) {
        boolean isKnown() {
            return !name.startsWith("=");
        }
    }

    enum Kind {
        /// What is to be done.
        ACT,
        /// What it is done to.
        THING,
        /// What belongs to services that no device has.
        FOREIGN,
        /// What changes nothing.
        FILLER
    }

    /// What words are for that no concept is made of.
    enum Use {
        /// Tell the language and little else.
        LIGHT,
        /// Begin a question to the device.
        ASKING,
        /// Begin any question.
        QUESTION,
        /// Stand before one.
        LEAD,
        /// Tell that something is asked after.
        ABOUT,
        NOT,
        /// Make a question one that only the person could answer.
        PERSONAL,
        /// The person.
        SELF,
        /// Speak of what the world knows and no device holds: "capital of", "movie".
        KNOWN,
        /// Tell where something is looked for: "near me".
        NEARBY,
        /// Begin a question that anybody may ask, even of themselves: "how do I …".
        ANYBODY
    }

    /// Where something is said, and what that may mean.
    record Mention(int from, int to, Set<Concept> concepts) {
        boolean has(Kind kind) {
            return concepts.stream().anyMatch(concept -> concept.kind() == kind);
        }

        /// Whether it is a thing that many speak of, rather than a word of its own.
        boolean isKnownThing() {
            return concepts.stream().anyMatch(concept -> concept.kind() == Kind.THING && concept.isKnown());
        }
    }

    private static final class Known {
        static final Map<String, Concepts> LANGUAGES = Map.of("en", read("en"), "de", read("de"));
    }

    /// @param language ISO 639 code; of one that has no concepts the English ones
    static Concepts of(String language) {
        Concepts known = Known.LANGUAGES.get(language);
        return known == null ? Objects.requireNonNull(Known.LANGUAGES.get("en")) : known;
    }

    /// The language that most of the words are of; English where that is open.
    static String language(Utterance said) {
        return List.of("en", "de").stream()
                .max(Comparator.comparingInt((String each) -> of(each).heard(said))
                        .thenComparing(each -> each.equals("en")))
                .orElse("en");
    }

    /// Whether slots of this kind take a few words only, such as colours.
    static boolean isChoice(String kind) {
        return Known.LANGUAGES.values().stream().anyMatch(each -> each.choices.containsKey(kind));
    }

    /// The value that words stand for in such a slot, whatever their language.
    static @Nullable String choice(String kind, String words) {
        return Known.LANGUAGES.values().stream()
                .map(each -> each.choices.getOrDefault(kind, Map.of()).get(words))
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    /// Some word that such a slot takes.
    static Optional<String> example(String kind, String language) {
        return of(language).choices.getOrDefault(kind, Map.of()).keySet().stream()
                .sorted()
                .findFirst();
    }

    Set<String> words(Use use) {
        return words.getOrDefault(use, Set.of());
    }

    boolean is(Use use, String key) {
        return words(use).contains(key);
    }

    private int heard(Utterance said) {
        return (int) said.words().stream()
                .filter(word -> !word.quoted() && (is(Use.LIGHT, word.key()) || phrases.containsKey(word.key())))
                .count();
    }

    private static Concepts read(String language) {
        String name = "concepts." + language + ".txt";
        try (InputStream in = Objects.requireNonNull(Concepts.class.getResourceAsStream(name))) {
            Map<String, Set<Concept>> phrases = new HashMap<>();
            Map<Use, Set<String>> words = new EnumMap<>(Use.class);
            Map<String, Map<String, String>> choices = new HashMap<>();
            new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .forEach(line -> learn(line, phrases, words, choices));
            int longest = phrases.keySet().stream()
                    .mapToInt(phrase -> phrase.split(" ").length)
                    .max()
                    .orElse(0);
            return new Concepts(Map.copyOf(phrases), longest, words, choices);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void learn(
            String line,
            Map<String, Set<Concept>> phrases,
            Map<Use, Set<String>> words,
            Map<String, Map<String, String>> choices) {
        int colon = line.indexOf(':');
        String[] head = line.substring(0, colon).strip().split(" ");
        String name = head[head.length - 1];
        for (String part : line.substring(colon + 1).split(",")) {
            String phrase = part.strip();
            if (head[0].equals("words")) {
                words.computeIfAbsent(Use.valueOf(name.toUpperCase(Locale.ROOT)), _ -> new LinkedHashSet<>())
                        .add(phrase);
            } else if (head[0].equals("choices")) {
                String[] both = phrase.split("=");
                choices.computeIfAbsent(name, _ -> new HashMap<>()).put(both[0], both[both.length - 1]);
            } else {
                Kind kind = Kind.valueOf(head[0].toUpperCase(Locale.ROOT));
                phrases.computeIfAbsent(phrase, _ -> new LinkedHashSet<>()).add(new Concept(kind, name));
            }
        }
    }

    /// What is mentioned, from left to right; of several phrases that begin at the same word, the longest.
    List<Mention> mentions(Utterance said, Corrections corrections) {
        List<Mention> mentions = new ArrayList<>();
        for (int at = 0; at < said.size(); ) {
            Mention mention = mention(said, at, corrections);
            if (mention != null) {
                mentions.add(mention);
            }
            at = mention == null ? at + 1 : mention.to();
        }
        return mentions;
    }

    private @Nullable Mention mention(Utterance said, int at, Corrections corrections) {
        if (said.words().get(at).quoted()) {
            return null;
        }
        for (int to = Math.min(said.size(), at + longest); to > at; to--) {
            String rest = to - at > 1 ? " " + said.keys(at + 1, to) : "";
            Set<Concept> known = at == 0 ? phrases.get("^" + said.keys(at, to)) : null;
            known = known == null ? phrases.get(said.keys(at, to)) : known;
            if (known == null && to == at + 1) {
                known = phrases.get(corrections.of(said.key(at)));
            }
            for (String verb : known == null ? verbs(said.key(at)) : List.<String>of()) {
                known = known == null ? phrases.get(verb + rest) : known;
            }
            if (known != null) {
                return new Mention(at, to, known);
            }
        }
        String key = corrections.of(said.key(at));
        return Lexicon.isLight(key) || Lexicon.isIndefinite(key)
                ? null
                : new Mention(at, at + 1, Set.of(new Concept(Kind.THING, "=" + stem(key))));
    }

    /// What "putting" and "making" may be forms of.
    private static List<String> verbs(String key) {
        if (key.length() < 6 || !key.endsWith("ing")) {
            return List.of();
        }
        String stem = key.substring(0, key.length() - 3);
        boolean doubled = stem.charAt(stem.length() - 1) == stem.charAt(stem.length() - 2);
        return List.of(stem, stem + "e", doubled ? stem.substring(0, stem.length() - 1) : stem);
    }

    /// A word without the ending of several.
    private static String stem(String key) {
        return key.length() > 3 && key.endsWith("s") && !key.endsWith("ss") ? key.substring(0, key.length() - 1) : key;
    }
}
