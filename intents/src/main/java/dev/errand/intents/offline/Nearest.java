package dev.errand.intents.offline;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// What to answer when nothing was understood: which words were not, and what comes nearest.
final class Nearest {
    private Nearest() {}

    /// The words that no skill knows; all of them if the words are known and only their order is not.
    static String unknown(Utterance said, Phrasebook phrasebook) {
        String unknown = said.words().stream()
                .filter(w -> w.quoted()
                        || (!Lexicon.isLight(w.key())
                                && !phrasebook.vocabulary().contains(w.key())))
                .map(w -> said.source().substring(w.start(), w.end()))
                .collect(Collectors.joining(" "));
        return unknown.isEmpty() ? said.text() : unknown;
    }

    /// An example of the sentence that shares the most telling words with what was said.
    static Optional<String> example(Utterance said, Phrasebook phrasebook) {
        Map<String, Integer> frequency = new HashMap<>();
        for (Template template : phrasebook.templates()) {
            words(template).forEach(key -> frequency.merge(key, 1, Integer::sum));
        }
        return phrasebook.templates().stream()
                .map(t -> Map.entry(t, likeness(said, words(t), frequency)))
                .filter(e -> e.getValue() > 0)
                .max(Comparator.comparingDouble((Map.Entry<Template, Double> e) -> e.getValue()))
                .map(e -> example(e.getKey().sentence().pattern()));
    }

    private static double likeness(Utterance said, List<String> words, Map<String, Integer> frequency) {
        double shared = 0;
        for (Word word : said.words()) {
            if (!Lexicon.isLight(word.key()) && words.contains(word.key())) {
                shared += 1.0 / frequency.getOrDefault(word.key(), 1);
            }
        }
        return shared;
    }

    private static List<String> words(Template template) {
        return template.edges().stream()
                .flatMap(List::stream)
                .filter(Template.WordEdge.class::isInstance)
                .map(e -> ((Template.WordEdge) e).key())
                .distinct()
                .toList();
    }

    /// A sentence as somebody would say it: the first of alternatives, without optional words, slots as `…`.
    static String example(String pattern) {
        String text = pattern.replaceAll("\\{[^}]*}", "…");
        String before;
        do {
            before = text;
            text = text.replaceAll("\\[[^\\[\\]]*]", " ").replaceAll("\\(([^()|]*)(\\|[^()]*)?\\)", "$1");
        } while (!text.equals(before));
        return text.replaceAll("\\s+", " ").strip();
    }
}
