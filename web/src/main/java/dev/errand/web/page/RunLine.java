package dev.errand.web.page;

import dev.errand.runtime.journal.Journal;
import dev.errand.runtime.journal.RunState;

/// A run in a list.
///
/// @param tone how its state is to be taken: `good`, `bad`, `wait`, `busy`, `quiet`
public record RunLine(String id, String intent, String state, String tone, String time) {
    static RunLine of(Journal.Summary run, Texts t) {
        return new RunLine(
                run.id().value(),
                run.intent().isBlank() ? t.get("run.forgotten") : Visible.text(run.intent()),
                t.get("state." + run.state().id()),
                tone(run.state()),
                t.time(run.startedAt()));
    }

    static String tone(RunState state) {
        return switch (state) {
            case SUCCEEDED -> "good";
            case FAILED, DECLINED -> "bad";
            case AWAITING_APPROVAL, AWAITING_ANSWER, OVER_BUDGET, PREVIEWED -> "wait";
            case PLANNING, PREVIEWING, RUNNING -> "busy";
            case AWAITING_TIMER, DENIED, CANCELLED, UNDONE -> "quiet";
        };
    }
}
