package dev.errand.intents.offline;

import java.util.List;
import java.util.stream.Collectors;

/// One way to understand an intent: one step, or several in order.
///
/// @param score between 0 and 1
record Reading(List<Step> steps, double score) {
    Reading {
        steps = List.copyOf(steps);
    }

    /// Readings of the same meaning differ at most in where a slot ends.
    String meaning() {
        return steps.stream().map(s -> s.template().meaning()).collect(Collectors.joining(" > "));
    }
}
