package dev.errand.intents.voice;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.TreeSet;

/// How likely a word follows two others, learned from sentences: a trigram model with Witten-Bell smoothing, written
/// in the ARPA format that recognisers read. For one thread.
///
/// Witten and Bell give unseen successors of a context the weight of how many different ones it has had: right for
/// few sentences that repeat their turns of phrase.
final class TrigramModel {
    private static final String BEGIN = "<s>";
    private static final String END = "</s>";
    /// What ARPA files write for the beginning of a sentence, which is never predicted.
    private static final double NEVER = -99;

    /// Successors of a context of none, one or two words, with how often they came.
    private final List<NavigableMap<String, NavigableMap<String, Integer>>> contexts =
            List.of(new TreeMap<>(), new TreeMap<>(), new TreeMap<>());

    private TrigramModel() {}

    /// @param sentences in small letters, words with blanks between them
    static TrigramModel of(Collection<String> sentences) {
        TrigramModel model = new TrigramModel();
        sentences.stream().filter(each -> !each.isBlank()).forEach(model::learn);
        if (model.contexts.getFirst().isEmpty()) {
            throw new IllegalArgumentException("A model needs a sentence at least.");
        }
        return model;
    }

    private void learn(String sentence) {
        String[] words = (BEGIN + " " + sentence.strip() + " " + END).split("\\s+");
        for (int i = 1; i < words.length; i++) {
            count(0, "", words[i]);
            count(1, words[i - 1], words[i]);
            if (i > 1) {
                count(2, words[i - 2] + " " + words[i - 1], words[i]);
            }
        }
    }

    private void count(int order, String context, String word) {
        contexts.get(order).computeIfAbsent(context, _ -> new TreeMap<>()).merge(word, 1, Integer::sum);
    }

    /// All words but the marks of sentences.
    Collection<String> words() {
        TreeSet<String> words = new TreeSet<>(successors(0, "").keySet());
        words.remove(END);
        return words;
    }

    private NavigableMap<String, Integer> successors(int order, String context) {
        return contexts.get(order).getOrDefault(context, new TreeMap<>());
    }

    double probability(String context, String word) {
        int order = context.isEmpty() ? 0 : context.indexOf(' ') < 0 ? 1 : 2;
        NavigableMap<String, Integer> successors = successors(order, context);
        double below = switch (order) {
            case 0 -> 1.0 / successors.size();
            case 1 -> probability("", word);
            default -> probability(context.substring(context.indexOf(' ') + 1), word);
        };
        if (successors.isEmpty()) {
            return below;
        }
        double total = total(successors);
        return (successors.getOrDefault(word, 0) + successors.size() * below) / (total + successors.size());
    }

    private static double total(NavigableMap<String, Integer> successors) {
        return successors.values().stream().mapToInt(Integer::intValue).sum();
    }

    private double backOff(int order, String context) {
        NavigableMap<String, Integer> successors = successors(order, context);
        return successors.isEmpty() ? 1 : successors.size() / (total(successors) + successors.size());
    }

    /// The model as an ARPA file.
    String arpa() {
        StringBuilder text = new StringBuilder("\\data\\\n");
        for (int order = 0; order < 3; order++) {
            long count = contexts.get(order).values().stream()
                    .mapToLong(NavigableMap::size)
                    .sum();
            text.append("ngram ")
                    .append(order + 1)
                    .append('=')
                    .append(count + (order == 0 ? 1 : 0))
                    .append('\n');
        }
        for (int order = 0; order < 3; order++) {
            text.append("\n\\").append(order + 1).append("-grams:\n");
            if (order == 0) {
                line(text, NEVER, BEGIN, backOff(1, BEGIN));
            }
            for (String context : contexts.get(order).keySet()) {
                append(text, order, context);
            }
        }
        return text.append("\n\\end\\\n").toString();
    }

    private void append(StringBuilder text, int order, String context) {
        for (String word : successors(order, context).keySet()) {
            String words = context.isEmpty() ? word : context + " " + word;
            double logarithm = Math.log10(probability(context, word));
            line(text, logarithm, words, order < 2 ? backOff(order + 1, words) : 1);
        }
    }

    private static void line(StringBuilder text, double logarithm, String words, double backOff) {
        text.append(String.format(Locale.ROOT, "%.4f %s", logarithm, words));
        text.append(backOff < 1 ? String.format(Locale.ROOT, " %.4f", Math.log10(backOff)) : "")
                .append('\n');
    }
}
