package dev.errand.runtime.engine;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// A person's yes to effects of a run that waits for it.
///
/// @param effects numbers of the effects to approve; empty means all. Effects that were asked for and are not
/// approved are refused
/// @param edits   effect number → path in its arguments (`subject`, `to.0`) → new value
/// @param by      who or what answered: `terminal`, `web`, `--yes`
public record Approval(Set<Integer> effects, Map<Integer, Map<String, JsonNode>> edits, String by) {
    public Approval {
        effects = Set.copyOf(effects);
        edits = Map.copyOf(edits);
    }

    public static Approval ofAll(String by) {
        return new Approval(Set.of(), Map.of(), by);
    }

    boolean covers(int effect) {
        return effects.isEmpty() || effects.contains(effect);
    }

    List<Integer> named() {
        return java.util.stream.Stream.concat(effects.stream(), edits.keySet().stream())
                .sorted()
                .distinct()
                .toList();
    }
}
