package dev.errand.intents.model;

import dev.errand.os.operation.Catalogue;
import dev.errand.os.operation.Catalogue.SkillEntry;
import dev.errand.os.operation.Catalogue.Told;
import dev.errand.os.operation.Operation;
import dev.errand.os.operation.Sentence;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/// What of a device has to do with the words of an intent, judged by how its skills describe themselves and by the
/// sentences that people say for them. Skills whose words somebody outside wrote are left out: they come on request.
final class Relevance {
    private static final double LEAST = 0.35;

    /// One thing that can be said, and whose it is.
    ///
    /// @param shown as a model may see it; empty where it is not a sentence of one operation
    private record Said(String skill, String shown, String text) {}

    private final List<Said> all = new ArrayList<>();
    private final double[] likeness;

    Relevance(Ranking ranking, Catalogue catalogue, String words) {
        for (SkillEntry skill : catalogue.skills()) {
            if (skill.told() == Told.IN_FULL) {
                add(skill);
            }
        }
        likeness = ranking.likeness(words, all.stream().map(Said::text).toList());
    }

    private void add(SkillEntry skill) {
        all.add(new Said(skill.name(), "", skill.name() + " " + skill.summary()));
        for (Sentence recipe : skill.recipes()) {
            all.add(new Said(skill.name(), "", plain(recipe)));
        }
        for (Operation operation : skill.operations()) {
            all.add(new Said(skill.name(), "", skill.name() + " " + operation.name() + " " + operation.summary()));
            for (Sentence sentence : operation.sentences()) {
                all.add(new Said(skill.name(), operation.qualifiedName() + ": " + sentence.pattern(), plain(sentence)));
            }
        }
    }

    /// The words of a sentence without its slots: what stands in them is different each time.
    private static String plain(Sentence sentence) {
        return sentence.pattern().replaceAll("\\{[^}]*}", " ");
    }

    /// The names of the skills that have anything to do with the words, best first. What is best in a skill counts,
    /// and a little what else there is: one good sentence says more than many that share a word.
    List<String> skills() {
        Map<String, List<Double>> scores = new HashMap<>();
        for (int i = 0; i < likeness.length; i++) {
            if (likeness[i] > 0) {
                scores.computeIfAbsent(all.get(i).skill(), _ -> new ArrayList<>())
                        .add(likeness[i]);
            }
        }
        Map<String, Double> whole = new HashMap<>();
        scores.forEach((skill, each) -> whole.put(skill, whole(each)));
        return whole.entrySet().stream()
                .sorted(Map.Entry.<String, Double>comparingByValue().reversed().thenComparing(Map.Entry::getKey))
                .map(Map.Entry::getKey)
                .toList();
    }

    private static double whole(List<Double> scores) {
        List<Double> best = scores.stream().sorted(Comparator.reverseOrder()).toList();
        double whole = best.getFirst();
        for (int i = 1; i < Math.min(4, best.size()); i++) {
            whole += best.get(i) / 10;
        }
        return whole;
    }

    /// The sentences of operations that are most like the words, at most so many: `lists.add: put {item} on {list}`.
    List<String> sentences(int most) {
        double best = IntStream.range(0, likeness.length)
                .filter(i -> !all.get(i).shown().isEmpty())
                .mapToDouble(i -> likeness[i])
                .max()
                .orElse(0);
        return IntStream.range(0, likeness.length)
                .filter(i -> !all.get(i).shown().isEmpty() && likeness[i] > 0 && likeness[i] >= best * (1 - LEAST))
                .boxed()
                .sorted(Comparator.comparingDouble((Integer i) -> -likeness[i]).thenComparing(i -> i))
                .limit(most)
                .map(i -> all.get(i).shown())
                .toList();
    }
}
