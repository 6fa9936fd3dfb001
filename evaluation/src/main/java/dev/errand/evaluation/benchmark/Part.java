package dev.errand.evaluation.benchmark;

import dev.errand.runtime.journal.Entry;
import java.util.Optional;

/// The parts of the way from intent to preview that the journal tells apart. Each ends with the entries named here;
/// making these durable is counted with it.
enum Part {
    BEGIN("begin: the run is durable"),
    PLAN("plan: words to code"),
    LOOK("operations: what the code reads"),
    GUEST("sandbox: the code itself, effects foreseen"),
    DECIDE("policy: what must be asked");

    private final String label;

    Part(String label) {
        this.label = label;
    }

    String label() {
        return label;
    }

    /// The part that this entry ends; empty for entries of a later time.
    static Optional<Part> endedBy(Entry entry) {
        return switch (entry) {
            case Entry.RunStarted _ -> Optional.of(BEGIN);
            case Entry.PlanReady _,
                    Entry.PlanDeclined _,
                    Entry.PlanFailed _,
                    Entry.ModelCallStarted _,
                    Entry.ModelCallFinished _ -> Optional.of(PLAN);
            case Entry.StepFinished _ -> Optional.of(LOOK);
            case Entry.PreviewStarted _,
                    Entry.EffectProposed _,
                    Entry.QuestionAsked _,
                    Entry.QuestionAnswered _,
                    Entry.PreviewFinished _ -> Optional.of(GUEST);
            case Entry.EffectsJudged _, Entry.ApprovalRequested _ -> Optional.of(DECIDE);
            case Entry.PreviewKept _,
                    Entry.Worked _,
                    Entry.BudgetReached _,
                    Entry.BudgetRaised _,
                    Entry.ApprovalResolved _,
                    Entry.ApplyStarted _,
                    Entry.EffectStarted _,
                    Entry.EffectDone _,
                    Entry.WaitStarted _,
                    Entry.Said _,
                    Entry.RunFinished _,
                    Entry.ChangesMade _,
                    Entry.UndoStarted _,
                    Entry.EffectUndoStarted _,
                    Entry.EffectUndoDone _,
                    Entry.EffectUndone _,
                    Entry.RunUndone _,
                    Entry.Forgotten _ -> Optional.empty();
        };
    }
}
