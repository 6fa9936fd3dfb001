package dev.errand.intents;

import java.util.List;

/// How planning ended.
public sealed interface Planning {
    record Planned(Plan plan) implements Planning {}

    /// The device cannot do that, or the words were not understood.
    ///
    /// @param reason for the person, in a full sentence
    /// @param remedy what they can do: other words, something to connect
    record Declined(String reason, String remedy, Usage usage) implements Planning {}

    /// The allowance was exhausted before there was a plan.
    ///
    /// @param findings of all attempts
    record OverBudget(List<PlanFinding> findings, Usage usage) implements Planning {
        public OverBudget {
            findings = List.copyOf(findings);
        }
    }

    /// No plan came about: the model is not configured, does not answer, or answered with nothing that can be used.
    ///
    /// @param service  whether the model as a service is at fault, rather than what it wrote
    /// @param findings of all attempts
    record Failed(boolean service, String message, String remedy, List<PlanFinding> findings, Usage usage)
            implements Planning {
        public Failed {
            findings = List.copyOf(findings);
        }
    }
}
