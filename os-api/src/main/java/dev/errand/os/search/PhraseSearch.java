package dev.errand.os.search;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Ranks things by how well a phrase names them.
///
/// Every word of the phrase counts by its rarity among the candidates (inverse document frequency); in each candidate
/// it
/// counts where it weighs most, less if only a word of the same meaning, a longer word or a misspelling is found. The
/// score is the share of the phrase that is matched, between 0 and 1.
public final class PhraseSearch {
    private static final double RELATED = 0.8;
    private static final double LONGER = 0.7;
    private static final double MISSPELT = 0.5;
    private static final double ADJACENT = 0.15;
    private static final double LEAST = 0.25;

    private PhraseSearch() {}

    /// @param weight how much a match there counts; 1 for a name
    public record Field(String text, double weight) {}

    public record Candidate<T>(T item, List<Field> fields) {
        public Candidate {
            fields = List.copyOf(fields);
        }
    }

    /// @param score between 0 and 1
    public record Match<T>(T item, double score) {}

    private record Indexed<T>(T item, Map<String, Double> weights, Set<String> pairs) {}

    /// What matches, best first; candidates of equal score keep their order. A phrase without words matches everything.
    public static <T> List<Match<T>> rank(String phrase, List<Candidate<T>> candidates) {
        Set<String> wanted = new LinkedHashSet<>(Words.telling(phrase));
        if (wanted.isEmpty()) {
            return candidates.stream().map(c -> new Match<>(c.item(), 1.0)).toList();
        }
        List<Indexed<T>> indexed = candidates.stream().map(PhraseSearch::index).toList();
        Map<String, Double> rarity = rarity(wanted, indexed);
        List<String> pairs = pairs(List.copyOf(wanted));
        List<Match<T>> matches = new ArrayList<>();
        for (Indexed<T> each : indexed) {
            double score = score(wanted, rarity, each);
            boolean adjacent = score > 0 && pairs.stream().anyMatch(each.pairs()::contains);
            double total = Math.min(1, score + (adjacent ? ADJACENT : 0));
            if (total >= LEAST) {
                matches.add(new Match<>(each.item(), Math.round(total * 1000) / 1000.0));
            }
        }
        matches.sort(Comparator.comparingDouble((Match<T> m) -> m.score()).reversed());
        return matches;
    }

    private static <T> Indexed<T> index(Candidate<T> candidate) {
        Map<String, Double> weights = new HashMap<>();
        Set<String> pairs = new HashSet<>();
        for (Field field : candidate.fields()) {
            List<String> words = Words.of(field.text());
            words.forEach(word -> weights.merge(word, field.weight(), Math::max));
            pairs.addAll(pairs(words));
        }
        return new Indexed<>(candidate.item(), weights, pairs);
    }

    private static List<String> pairs(List<String> words) {
        List<String> pairs = new ArrayList<>();
        for (int i = 1; i < words.size(); i++) {
            pairs.add(words.get(i - 1) + " " + words.get(i));
        }
        return pairs;
    }

    private static <T> Map<String, Double> rarity(Set<String> wanted, List<Indexed<T>> indexed) {
        Map<String, Double> rarity = new HashMap<>();
        for (String word : wanted) {
            long with = indexed.stream().filter(each -> weight(word, each) > 0).count();
            rarity.put(word, Math.log(1 + (indexed.size() - with + 0.5) / (with + 0.5)) + 0.1);
        }
        return rarity;
    }

    private static <T> double score(Set<String> wanted, Map<String, Double> rarity, Indexed<T> candidate) {
        double matched = 0;
        double all = 0;
        for (String word : wanted) {
            double worth = rarity.getOrDefault(word, 0.0);
            all += worth;
            matched += worth * weight(word, candidate);
        }
        return matched / all;
    }

    private static <T> double weight(String word, Indexed<T> candidate) {
        double best = candidate.weights().getOrDefault(word, 0.0);
        for (String related : Words.related(word)) {
            best = Math.max(best, RELATED * candidate.weights().getOrDefault(related, 0.0));
        }
        if (best == 0 && word.length() >= 4) {
            for (Map.Entry<String, Double> each : candidate.weights().entrySet()) {
                best = Math.max(best, each.getValue() * likeness(word, each.getKey()));
            }
        }
        return best;
    }

    private static double likeness(String word, String other) {
        if (other.length() > word.length() && other.contains(word)) {
            return LONGER;
        }
        return word.length() >= 5 && oneEditApart(word, other) ? MISSPELT : 0;
    }

    /// Whether one insertion, deletion, replacement or swap of neighbours turns one word into the other.
    private static boolean oneEditApart(String a, String b) {
        if (Math.abs(a.length() - b.length()) > 1) {
            return false;
        }
        int start = 0;
        while (start < Math.min(a.length(), b.length()) && a.charAt(start) == b.charAt(start)) {
            start++;
        }
        String restA = a.substring(start);
        String restB = b.substring(start);
        if (restA.length() == restB.length() && restA.length() >= 2) {
            String swapped = "" + restA.charAt(1) + restA.charAt(0) + restA.substring(2);
            return restA.substring(1).equals(restB.substring(1)) || swapped.equals(restB);
        }
        return switch (restA.length() - restB.length()) {
            case 0 -> true;
            case 1 -> restA.substring(1).equals(restB);
            default -> restB.substring(1).equals(restA);
        };
    }
}
