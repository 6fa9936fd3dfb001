package dev.errand.runtime.notify;

import dev.errand.runtime.engine.Run;
import dev.errand.runtime.journal.RunError;
import dev.errand.runtime.journal.RunId;
import java.util.Optional;

/// Something a person should know about a run.
///
/// @param title   without content; fit for a locked screen
/// @param content what exactly it is about, as the person may want to keep private
/// @param urgent  whether the run waits for the person
public record Notice(RunId run, String title, String content, boolean urgent) {
    /// What there is to say about a run as it stands; empty if nothing.
    static Optional<Notice> about(Run run) {
        String intent = run.start().intent();
        return switch (run.state()) {
            case AWAITING_APPROVAL -> Optional.of(new Notice(run.id(), "Errand waits for your yes", intent, true));
            case AWAITING_ANSWER ->
                Optional.of(new Notice(
                        run.id(),
                        "Errand has a question",
                        run.question().map(question -> question.question()).orElse(intent),
                        true));
            case OVER_BUDGET -> Optional.of(new Notice(run.id(), "Errand has reached a limit", intent, true));
            case FAILED ->
                Optional.of(new Notice(
                        run.id(),
                        "Errand could not do something",
                        intent + "\n"
                                + run.finished()
                                        .flatMap(end -> Optional.ofNullable(end.error()))
                                        .map(RunError::message)
                                        .orElse(""),
                        false));
            case PLANNING,
                    PREVIEWING,
                    PREVIEWED,
                    AWAITING_TIMER,
                    RUNNING,
                    SUCCEEDED,
                    DECLINED,
                    DENIED,
                    CANCELLED,
                    UNDONE -> Optional.empty();
        };
    }

    /// What the person does about it.
    String remedy() {
        return "errand show " + run;
    }
}
