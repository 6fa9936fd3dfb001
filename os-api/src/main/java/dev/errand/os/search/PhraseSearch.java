package dev.errand.os.search;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// Ranks things by how well a phrase names them.
///
/// Every word of the phrase counts by its rarity among the candidates (inverse document frequency). In each candidate
/// it counts where it weighs most, less if only a word of the same meaning or a longer word is found, and in a long
/// text less if it is said in passing. A misspelling counts only if no candidate has the word itself. The score is
/// the share of the phrase that is matched, between 0 and 1.
public final class PhraseSearch {
    private static final double ADJACENT = 0.15;

    /// Less of a phrase is no match.
    public static final double LEAST = 0.3;

    private PhraseSearch() {}

    /// @param weight how much a match there counts; 1 for a name
    public record Field(String text, double weight) {}

    /// A field that was read already, for this very phrase.
    ///
    /// @param weight as a field's
    public record Read(Reading reading, double weight) {}

    /// @param fields texts that are read now
    /// @param read   texts that were read already
    public record Candidate<T>(T item, List<Field> fields, List<Read> read) {
        public Candidate {
            fields = List.copyOf(fields);
            read = List.copyOf(read);
        }

        public Candidate(T item, List<Field> fields) {
            this(item, fields, List.of());
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

        void add(Reading reading, double weight) {
            for (int i = 0; i < certain.length; i++) {
                certain[i] = Math.max(certain[i], weight * reading.certain(i));
                misspelt[i] = Math.max(misspelt[i], weight * reading.misspelt(i));
            }
            if (reading.hasNeighbours()) {
                adjacent = Math.max(adjacent, weight);
            }
        }
    }

    /// What matches, best first; candidates of equal score keep their order. A phrase without words matches
    /// everything.
    public static <T> List<Match<T>> rank(String phrase, List<Candidate<T>> candidates) {
        return rank(Wanted.of(phrase), candidates);
    }

    /// The same, for a phrase whose words are known.
    public static <T> List<Match<T>> rank(Wanted wanted, List<Candidate<T>> candidates) {
        return weigh(wanted, candidates).stream()
                .filter(match -> match.score() >= LEAST)
                .toList();
    }

    /// How well the phrase names each candidate, in the same order, those included that are hardly named or not at
    /// all: for those who know more about them.
    public static <T> List<Match<T>> weigh(Wanted wanted, List<Candidate<T>> candidates) {
        if (wanted.size() == 0) {
            return candidates.stream().map(c -> new Match<>(c.item(), 1.0)).toList();
        }
        List<Hits> hits =
                candidates.stream().map(candidate -> hits(wanted, candidate)).toList();
        double[] worth = new double[wanted.size()];
        for (int i = 0; i < worth.length; i++) {
            worth[i] = worth(i, hits);
        }
        List<Match<T>> matches = new ArrayList<>();
        for (int i = 0; i < hits.size(); i++) {
            double score = score(worth, hits.get(i));
            matches.add(new Match<>(candidates.get(i).item(), Math.round(score * 1000) / 1000.0));
        }
        matches.sort(Comparator.comparingDouble((Match<T> m) -> m.score()).reversed());
        return matches;
    }

    private static Hits hits(Wanted wanted, Candidate<?> candidate) {
        Hits hits = new Hits(wanted.size());
        for (Field field : candidate.fields()) {
            hits.add(Reading.of(field.text(), wanted), field.weight());
        }
        for (Read read : candidate.read()) {
            hits.add(read.reading(), read.weight());
        }
        return hits;
    }

    /// How much a word tells. A word that nothing has counts like one that a single thing has; if only misspellings
    /// of it are there, these are taken for it.
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
