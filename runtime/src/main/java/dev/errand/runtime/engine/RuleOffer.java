package dev.errand.runtime.engine;

import dev.errand.runtime.journal.CallHistory.PastCall;
import dev.errand.runtime.policy.Rule;
import dev.errand.runtime.policy.Widening.Width;
import java.util.List;

/// A rule that could be made of an effect.
///
/// @param past    the last calls of the operation, newest first
/// @param covered those of them that the rule would have allowed
public record RuleOffer(Width width, Rule rule, List<PastCall> past, List<PastCall> covered) {
    public RuleOffer {
        past = List.copyOf(past);
        covered = List.copyOf(covered);
    }
}
