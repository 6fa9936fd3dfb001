package dev.errand.intents.offline;

import dev.errand.intents.offline.Concepts.Concept;
import dev.errand.intents.offline.Concepts.Kind;
import dev.errand.intents.offline.Concepts.Mention;
import dev.errand.os.operation.Operation;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/// The frames of all meanings of a catalogue, and how much a concept tells them apart. Immutable once made.
final class Frames {
    private final List<Frame> all;
    private final Map<Concept, Double> rarity = new HashMap<>();

    Frames(List<Template> templates, Function<Template, Set<Operation>> calls) {
        all = Frame.of(templates, calls);
        Map<Concept, Integer> counted = new HashMap<>();
        all.forEach(frame -> frame.concepts().forEach(concept -> counted.merge(concept, 1, Integer::sum)));
        counted.forEach((concept, count) ->
                rarity.put(concept, Math.log((double) all.size() / count) / Math.log(all.size())));
    }

    List<Frame> all() {
        return all;
    }

    /// 0 for what every sentence speaks of, near 1 for what one speaks of.
    double rarity(Mention mention) {
        return mention.concepts().stream()
                .filter(concept -> concept.kind() == Kind.THING)
                .mapToDouble(concept -> rarity.getOrDefault(concept, 0.0))
                .max()
                .orElse(0);
    }
}
