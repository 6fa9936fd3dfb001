package dev.errand.runtime.engine;

import dev.errand.runtime.journal.Entry.PlanReady;
import dev.errand.sandbox.check.Finding;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The plans of one run, oldest first, and what became of those that were replaced. Part of a [Run].
final class Plans {
    /// How many there may be: refusals, and failures in previews, lead to others.
    private static final int MOST = 3;

    /// The planner that plays recordings back: it would only say the same again.
    private static final String RECORDED = "replay";

    private final List<PlanReady> all = new ArrayList<>();
    private final List<Denial> denials = new ArrayList<>();
    private final List<Failure> failures = new ArrayList<>();

    /// A plan that the person refused.
    record Denial(String code, String reason) {}

    /// A plan that failed in its preview.
    record Failure(String code, Finding finding) {}

    /// @param failure of the plan before, if it is replaced because of one
    void add(PlanReady plan, Optional<Failure> failure) {
        failure.ifPresent(failures::add);
        all.add(plan);
    }

    void denied(String reason) {
        last().ifPresent(plan -> denials.add(new Denial(plan.code(), reason)));
    }

    Optional<PlanReady> last() {
        return all.isEmpty() ? Optional.empty() : Optional.of(all.getLast());
    }

    /// Whether there may be another: only a model can make one.
    boolean mayBeMore() {
        return all.size() < MOST && !all.isEmpty() && !all.getLast().model().isEmpty();
    }

    /// Whether the person refused the last one and said why.
    boolean isDenied() {
        return denials.size() + failures.size() == all.size()
                && !denials.isEmpty()
                && !denials.getLast().reason().isBlank();
    }

    /// What a fault of the last one amounts to, if another may do better.
    Optional<Failure> failing(Optional<Finding> fault) {
        return fault.filter(_ -> mayBeMore() && !all.getLast().planner().equals(RECORDED))
                .map(finding -> new Failure(all.getLast().code(), finding));
    }

    List<Denial> denials() {
        return List.copyOf(denials);
    }

    List<Failure> failures() {
        return List.copyOf(failures);
    }
}
