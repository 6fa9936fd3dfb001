package dev.errand.runtime.engine;

import dev.errand.runtime.journal.Entry;
import dev.errand.runtime.journal.RunState;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.Stream;

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

    static Refusal forgotten(String id, Instant at) {
        return new Refusal(
                ("Run %s was forgotten at %s. What it did is not known any more, and the contents that taking it back would"
                                + " need were removed with it.")
                        .formatted(id, at));
    }

    static Refusal notEnded(String id, RunState state) {
        return new Refusal("Run %s has not ended (%s), so what it needs cannot be forgotten. First: errand cancel %s"
                .formatted(id, state.id().replace('_', ' '), id));
    }

    static Refusal beingUndone(String id) {
        return new Refusal(
                "Run %s is being undone, which needs what it would forget. First: errand resume".formatted(id));
    }

    static Refusal wrongState(Run run, String wanted) {
        return new Refusal("Run %s is %s; there is nothing to %s."
                .formatted(run.id(), run.state().id().replace('_', ' '), wanted));
    }

    /// Somebody was faster with an answer, or nothing was asked.
    static Refusal notAsked(Run run) {
        return new Refusal(wrongState(run, "answer").getMessage() + lastAnswer(run));
    }

    /// Somebody decides on what is no longer there to be decided on.
    static Refusal goneOn(Run run) {
        return new Refusal("Run %s has gone on since you looked at it: it is %s now.%s Look at it again."
                .formatted(run.id(), run.state().id().replace('_', ' '), lastAnswer(run)));
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

    /// Somebody was faster, or nobody asked.
    static Refusal notOpen(Run run, String wanted) {
        return new Refusal(wrongState(run, wanted).getMessage()
                + ApprovalCard.Answered.of(run).map(a -> " " + a.sentence()).orElse(""));
    }

    static Refusal otherApproval(Run run, ApprovalId given) {
        return new Refusal("Approval %s is not what run %s waits for now.%s"
                .formatted(
                        given,
                        run.id(),
                        ApprovalCard.Answered.of(run)
                                .map(a -> " " + a.sentence())
                                .orElse("")));
    }

    /// Who answered last in a run, and when, as a sentence that goes on.
    private static String lastAnswer(Run run) {
        return run.entries().reversed().stream()
                .flatMap(recorded -> recorded.entry() instanceof Entry.QuestionAnswered answered
                        ? Stream.of(" It was answered by %s at %s."
                                .formatted(answered.by(), recorded.at().truncatedTo(ChronoUnit.SECONDS)))
                        : Stream.of())
                .findFirst()
                .orElse("");
    }
}
