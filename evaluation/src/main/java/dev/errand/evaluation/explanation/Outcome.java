package dev.errand.evaluation.explanation;

import dev.errand.runtime.explain.Question;
import java.util.List;

/// What came of explaining one faulty run.
///
/// @param set   the steps of the explanation
/// @param steps how many steps the run had
/// @param last  the number of its last step
record Outcome(
        Workflow workflow, Fault fault, Manner manner, Question question, List<Integer> set, int steps, int last) {
    Outcome {
        set = List.copyOf(set);
    }

    /// How the fault showed.
    enum Manner {
        /// The run failed.
        FAILED,
        /// The person refused what it proposed.
        REFUSED,
        /// The run succeeded, and did or said the wrong thing.
        WRONG
    }

    boolean isHit() {
        return set.contains(fault.step());
    }

    boolean isLast() {
        return fault.step() == last;
    }
}
