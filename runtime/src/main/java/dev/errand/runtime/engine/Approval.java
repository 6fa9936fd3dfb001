package dev.errand.runtime.engine;

import com.fasterxml.jackson.databind.JsonNode;
import dev.errand.runtime.policy.Widening.Width;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// A person's yes to effects of a run that waits for it.
///
/// @param effects numbers of the effects to approve; empty means all. Effects that were asked for and are not
/// approved are refused
/// @param edits   effect number → path in its arguments (`subject`, `to.0`) → new value
/// @param by       who or what answered: `terminal`, `web`, `--yes`
/// @param remember how widely the same is to be allowed from now on; empty: it is not
/// @param answers  the approval that the person looked at; empty: whichever the run waits for
public record Approval(
        Set<Integer> effects,
        Map<Integer, Map<String, JsonNode>> edits,
        String by,
        Optional<Width> remember,
        Optional<ApprovalId> answers) {
    public Approval {
        effects = Set.copyOf(effects);
        edits = Map.copyOf(edits);
    }

    /// One that makes no rule, whichever approval the run waits for.
    public Approval(Set<Integer> effects, Map<Integer, Map<String, JsonNode>> edits, String by) {
        this(effects, edits, by, Optional.empty(), Optional.empty());
    }

    /// The same, and the like of it unasked from now on.
    public Approval remembering(Width width) {
        return new Approval(effects, edits, by, Optional.of(width), answers);
    }

    /// The same, if this is the approval that the run waits for.
    public Approval answering(ApprovalId approval) {
        return new Approval(effects, edits, by, remember, Optional.of(approval));
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
