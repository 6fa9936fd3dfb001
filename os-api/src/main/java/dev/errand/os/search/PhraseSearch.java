package dev.errand.os.search;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;

/// Ranks things by how well a phrase names them.
///
/// Every word of the phrase counts by its rarity among the candidates (inverse document frequency). In each candidate
/// it counts where it weighs most, less if only a word of the same meaning or a longer word is found, and in a long
/// text less if it is said in passing. A misspelling counts only if no candidate has the word itself. The score is the
/// share of the phrase that is matched, between 0 and 1.
public final class PhraseSearch {
    private static final double ADJACENT = 0.15;
    private static final double LEAST = 0.3;
    private static final int LONG_TEXT = 20;

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

    /// What a candidate has of each wanted word, by place in the phrase.
    private static final class Hits {
        final double[] certain;
        final double[] misspelt;
        double adjacent;

        Hits(int wanted) {
            certain = new double[wanted];
            misspelt = new double[wanted];
        }
    }

    /// What matches, best first; candidates of equal score keep their order. A phrase without words matches everything.
    public static <T> List<Match<T>> rank(String phrase, List<Candidate<T>> candidates) {
        List<String> wanted = List.copyOf(new LinkedHashSet<>(Words.telling(phrase)));
        if (wanted.isEmpty()) {
            return candidates.stream().map(c -> new Match<>(c.item(), 1.0)).toList();
        }
        Map<String, Likeness[]> known = new HashMap<>();
        List<Hits> hits = candidates.stream()
                .map(candidate -> hits(wanted, candidate.fields(), known))
                .toList();
        double[] worth = new double[wanted.size()];
        for (int i = 0; i < worth.length; i++) {
            worth[i] = worth(i, hits);
        }
        List<Match<T>> matches = new ArrayList<>();
        for (int i = 0; i < hits.size(); i++) {
            double score = score(worth, hits.get(i));
            if (score >= LEAST) {
                matches.add(new Match<>(candidates.get(i).item(), Math.round(score * 1000) / 1000.0));
            }
        }
        matches.sort(Comparator.comparingDouble((Match<T> m) -> m.score()).reversed());
        return matches;
    }

    private static Hits hits(List<String> wanted, List<Field> fields, Map<String, Likeness[]> known) {
        Hits hits = new Hits(wanted.size());
        for (Field field : fields) {
            add(field, wanted, hits, known);
        }
        return hits;
    }

    private static void add(Field field, List<String> wanted, Hits hits, Map<String, Likeness[]> known) {
        List<String> words = Words.of(field.text());
        double[] best = new double[wanted.size()];
        int[] times = new int[wanted.size()];
        Likeness[] before = Likeness.UNLIKE;
        for (String word : words) {
            Likeness[] here = known.computeIfAbsent(word, each -> Likeness.toEach(wanted, each));
            for (int i = 0; i < here.length; i++) {
                if (here[i] == Likeness.MISSPELT) {
                    hits.misspelt[i] = Math.max(hits.misspelt[i], field.weight() * here[i].factor());
                } else if (here[i] != Likeness.NONE) {
                    best[i] = Math.max(best[i], here[i].factor());
                    times[i]++;
                    if (i > 0 && before.length > 0 && here[i].isSame() && before[i - 1].isSame()) {
                        hits.adjacent = Math.max(hits.adjacent, field.weight());
                    }
                }
            }
            before = here;
        }
        for (int i = 0; i < best.length; i++) {
            double emphasis = words.size() <= LONG_TEXT ? 1 : 0.6 + 0.4 * Math.min(1, times[i] / 3.0);
            hits.certain[i] = Math.max(hits.certain[i], best[i] * field.weight() * emphasis);
        }
    }

    /// How much a word tells. A word that nothing has counts like one that a single thing has; if only misspellings of
    /// it are there, these are taken for it.
    private static double worth(int word, List<Hits> hits) {
        long with = hits.stream().filter(each -> each.certain[word] > 0).count();
        if (with == 0) {
            hits.forEach(each -> each.certain[word] = each.misspelt[word]);
            with = hits.stream().filter(each -> each.certain[word] > 0).count();
        }
        double having = Math.max(1, with);
        return Math.log(1 + (hits.size() - having + 0.5) / (having + 0.5)) + 0.1;
    }

    private static double score(double[] worth, Hits hits) {
        double matched = 0;
        double all = 0;
        for (int i = 0; i < worth.length; i++) {
            matched += worth[i] * hits.certain[i];
            all += worth[i];
        }
        return Math.min(1, matched / all + ADJACENT * hits.adjacent);
    }
}
