package dev.errand.os.files;

import dev.errand.os.device.Storage;
import dev.errand.os.index.Snapshot;
import dev.errand.os.meaning.Embedding;
import dev.errand.os.meaning.EmbeddingFailure;
import dev.errand.os.meaning.Embeddings;
import dev.errand.os.operation.StepContext;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// Files by what they mean, for phrases whose words find nothing sure: "proof that I own the automobile" for a title
/// of a car. Where the setting does not ask for it, no model is installed, or nothing is indexed, it adds nothing.
///
/// The figures are measured: see `errand bench meaning` and decision 0024.
final class MeaningSearch {
    /// What words find this well is what is meant. Less well, it is mostly a long text that has words of a question.
    private static final double SURE = 0.6;

    /// What is left of a score of words that were not sure, where what they found does not mean it either.
    private static final double NOT_MEANT = 0.5;

    /// Less alike are also texts that have nothing to do with a question.
    private static final double LEAST = 0.57;

    /// How much more than the others the best has to be like it: a vague question is somewhat like everything.
    private static final double MARGIN = 0.135;

    /// What a word in common adds, as a part of how well words alone name the file.
    private static final double WORDS = 0.1;

    /// Files that are nearly as like as the best may be meant as well.
    private static final double NEAR = 0.04;
    private static final int MOST = 3;

    /// A likeness is never as sure as words can be: it counts half.
    private static final double LIKENESS = 0.5;

    private final StepContext context;

    private record Likely(Storage.Entry file, double likeness) {}

    MeaningSearch(StepContext context) {
        this.context = context;
    }

    /// @param found by words, best first
    static boolean isSure(List<File> found) {
        return !found.isEmpty() && FileSearch.score(found.getFirst()) >= SURE;
    }

    /// What words found and what is meant, best first.
    ///
    /// @param found   by words, not surely
    /// @param weights how well words name each file, by storage path
    List<File> withMeant(List<File> found, String phrase, List<Storage.Entry> files, Map<String, Double> weights) {
        if (IndexMode.of(context.settings()) != IndexMode.MEANING) {
            return found;
        }
        Map<String, File> all = new LinkedHashMap<>();
        for (Likely each : likely(phrase, files, weights)) {
            File file = scored(File.of(each.file()), each.likeness() * LIKENESS);
            all.put(file.path(), file);
        }
        if (all.isEmpty()) {
            return found;
        }
        for (File file : found) {
            double meant = all.containsKey(file.path()) ? 1 : NOT_MEANT;
            all.merge(file.path(), scored(file, FileSearch.score(file) * meant), MeaningSearch::better);
        }
        return FileSearch.meant(all.values().stream()
                .sorted(Comparator.comparingDouble(FileSearch::score).reversed())
                .toList());
    }

    private static File scored(File file, double score) {
        return new File(
                file.path(), file.name(), file.size(), file.modified(), file.type(), Math.round(score * 1000) / 1000.0);
    }

    private static File better(File one, File other) {
        return FileSearch.score(one) >= FileSearch.score(other) ? one : other;
    }

    private List<Likely> likely(String phrase, List<Storage.Entry> files, Map<String, Double> weights) {
        Map<String, Double> likeness = likeness(phrase, files);
        List<Likely> best = files.stream()
                .filter(file -> likeness.containsKey(file.path()))
                .map(file -> new Likely(
                        file, likeness.getOrDefault(file.path(), 0.0) + WORDS * weights.getOrDefault(file.path(), 0.0)))
                .sorted(Comparator.comparingDouble(Likely::likeness)
                        .reversed()
                        .thenComparing(each -> each.file().path()))
                .toList();
        if (best.isEmpty() || best.getFirst().likeness() < ordinary(likeness, best.getFirst()) + MARGIN) {
            return List.of();
        }
        double least = Math.max(LEAST, best.getFirst().likeness() - NEAR);
        return best.stream()
                .limit(MOST)
                .filter(each -> each.likeness() >= least)
                .toList();
    }

    /// How like the other files are to the question, on average; where there are none, they are no hindrance.
    private static double ordinary(Map<String, Double> likeness, Likely best) {
        return likeness.entrySet().stream()
                .filter(each -> !each.getKey().equals(best.file().path()))
                .mapToDouble(Map.Entry::getValue)
                .average()
                .orElse(0);
    }

    /// Of files that the index knows as they are now. The model is loaded only where there are any.
    private Map<String, Double> likeness(String phrase, List<Storage.Entry> files) {
        FileIndex index = FileIndex.ofMeanings(context.cache());
        try (Snapshot snapshot = index.snapshot().orElse(null)) {
            if (snapshot == null) {
                return Map.of();
            }
            Set<String> known = files.stream()
                    .filter(file -> snapshot.has(file.path(), index.stamp(file)))
                    .map(Storage.Entry::path)
                    .filter(path -> !context.storage().isDrafted(path))
                    .collect(Collectors.toSet());
            Optional<Embedding> model = known.isEmpty() ? Optional.empty() : Embeddings.installed();
            return model.map(found -> snapshot.likeness(found.ofQuestion(phrase), known))
                    .orElse(Map.of());
        } catch (EmbeddingFailure e) {
            System.getLogger(MeaningSearch.class.getName())
                    .log(System.Logger.Level.DEBUG, "Files are found by words alone", e);
            return Map.of();
        }
    }
}
