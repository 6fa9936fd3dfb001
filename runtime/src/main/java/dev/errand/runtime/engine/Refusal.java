package dev.errand.runtime.engine;

import java.util.List;

/// What was asked of a run is not possible as it stands. Nothing was changed; the message says what to do.
public final class Refusal extends RuntimeException {
    private static final long serialVersionUID = 1;

    Refusal(String message) {
        super(message);
    }

    @Override
    public String getMessage() {
        return String.valueOf(super.getMessage());
    }

    static Refusal noSuchRun(String id) {
        return new Refusal("There is no run %s on this device. `errand runs` lists them.".formatted(id));
    }

    static Refusal wrongState(Run run, String wanted) {
        return new Refusal("Run %s is %s; there is nothing to %s.%s"
                .formatted(
                        run.id(),
                        run.state().id().replace('_', ' '),
                        wanted,
                        run.lastDecision().map(decision -> " " + decision).orElse("")));
    }

    /// Somebody decides on what is no longer there to be decided on.
    static Refusal goneOn(Run run) {
        return new Refusal("Run %s has gone on since you looked at it: it is %s now.%s Look at it again."
                .formatted(
                        run.id(),
                        run.state().id().replace('_', ' '),
                        run.lastDecision().map(decision -> " " + decision).orElse("")));
    }

    static Refusal nothingToUndo(Run run, UndoPlan plan) {
        List<String> reasons = plan.items().stream()
                .filter(item -> item.status() == UndoPlan.Status.STAYS)
                .map(item -> "%d %s: %s".formatted(item.effect(), item.summary(), item.reason()))
                .toList();
        return reasons.isEmpty()
                ? wrongState(run, "undo")
                : new Refusal(
                        "Nothing of run %s can be taken back. %s".formatted(run.id(), String.join("; ", reasons)));
    }
}
