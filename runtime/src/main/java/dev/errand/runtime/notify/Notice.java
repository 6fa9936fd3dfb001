package dev.errand.runtime.notify;

import dev.errand.os.due.Due;
import dev.errand.runtime.engine.Run;
import dev.errand.runtime.journal.RunError;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;

/// Something a person should know.
///
/// @param about   what it is about: a run's id, or that of a reminder
/// @param title   without content; fit for a locked screen
/// @param content what exactly it is about, as the person may want to keep private; may be empty
/// @param urgent  whether the person should know now
/// @param hint    what the person does about it, or when it was for; without content
public record Notice(String about, String title, String content, boolean urgent, String hint) {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("EEE d MMM HH:mm", Locale.ENGLISH);

    private static Notice of(Run run, String title, String content, boolean urgent) {
        return new Notice(run.id().value(), title, content, urgent, "errand show " + run.id());
    }

    /// It is time for something.
    ///
    /// @param zone the device's
    static Notice about(Due due, ZoneId zone) {
        String title =
                switch (due.kind()) {
                    case TIMER -> "A timer has ended";
                    case ALARM -> "An alarm rings";
                    case REMINDER -> "Errand reminds you";
                };
        return new Notice(due.id(), title, due.text(), true, TIME.format(due.at().atZone(zone)));
    }

    /// What there is to say about a run as it stands; empty if nothing.
    static Optional<Notice> about(Run run) {
        String intent = run.start().intent();
        return switch (run.state()) {
            case AWAITING_APPROVAL -> Optional.of(of(run, "Errand waits for your yes", intent, true));
            case AWAITING_ANSWER ->
                Optional.of(of(
                        run,
                        "Errand has a question",
                        run.question().map(question -> question.question()).orElse(intent),
                        true));
            case OVER_BUDGET -> Optional.of(of(run, "Errand has reached a limit", intent, true));
            case FAILED ->
                Optional.of(of(
                        run,
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

    /// What is shown below the title.
    ///
    /// @param withContent whether that may name what it is about
    String text(boolean withContent) {
        return withContent && !content.isBlank() ? content + "\n" + hint : hint;
    }
}
