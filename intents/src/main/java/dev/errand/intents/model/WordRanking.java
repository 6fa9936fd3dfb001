package dev.errand.intents.model;

import dev.errand.os.search.Words;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Likeness by common words (BM25): a word counts the more, the fewer of the texts have it, and in a long text less.
/// Words that begin alike (`remind`, `reminder`, `erinnere`, `Erinnerung`) have something in common too.
final class WordRanking implements Ranking {
    /// The usual constants: how soon a repeated word stops to count, and how much length matters.
    private static final double SATURATION = 1.2;

    private static final double LENGTH = 0.75;

    private static final int BEGINNING = 5;

    @Override
    public double[] likeness(String words, List<String> texts) {
        List<List<String>> documents =
                texts.stream().map(text -> withBeginnings(Words.of(text))).toList();
        double average = documents.stream().mapToInt(List::size).average().orElse(1);
        Set<String> wanted = new HashSet<>(withBeginnings(Words.telling(words)));
        Map<String, Integer> having = having(documents, wanted);
        double[] scores = new double[documents.size()];
        for (int i = 0; i < scores.length; i++) {
            scores[i] = score(documents.get(i), having, scores.length, Math.max(average, 1));
        }
        return scores;
    }

    /// The words, and for each longer one what it begins with, marked so that it is no word itself.
    private static List<String> withBeginnings(List<String> words) {
        List<String> all = new ArrayList<>(words);
        words.stream()
                .filter(word -> word.length() >= BEGINNING)
                .map(word -> word.substring(0, BEGINNING) + "…")
                .forEach(all::add);
        return all;
    }

    private static Map<String, Integer> having(List<List<String>> documents, Set<String> wanted) {
        Map<String, Integer> having = new HashMap<>();
        for (List<String> document : documents) {
            Set<String> there = new HashSet<>(document);
            there.retainAll(wanted);
            there.forEach(word -> having.merge(word, 1, Integer::sum));
        }
        return having;
    }

    private static double score(List<String> document, Map<String, Integer> having, int documents, double average) {
        Map<String, Integer> counts = new HashMap<>();
        document.stream().filter(having::containsKey).forEach(word -> counts.merge(word, 1, Integer::sum));
        double longer = 1 - LENGTH + LENGTH * document.size() / average;
        double score = 0;
        for (Map.Entry<String, Integer> each : counts.entrySet()) {
            int others = having.getOrDefault(each.getKey(), 0);
            double rarity = Math.log(1 + (documents - others + 0.5) / (others + 0.5));
            score += rarity * each.getValue() * (SATURATION + 1) / (each.getValue() + SATURATION * longer);
        }
        return score;
    }
}
