package dev.errand.runtime.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.errand.runtime.engine.Events;
import dev.errand.runtime.engine.Run;
import dev.errand.runtime.engine.RunListener;
import dev.errand.runtime.journal.Entry;
import dev.errand.runtime.journal.Recorded;

/// Tells what happens in a run while it happens: as JSON lines on stdout, or in words on stderr.
final class Narrator implements RunListener {
    private final Terminal terminal;
    private final OutputOptions output;

    Narrator(Terminal terminal, OutputOptions output) {
        this.terminal = terminal;
        this.output = output;
    }

    @Override
    public void recorded(Run run, Recorded recorded) {
        if (output.jsonl) {
            Events.of(run, recorded).forEach(event -> terminal.out().println(Terminal.json(event, false)));
            terminal.out().flush();
        } else if (!output.quiet) {
            tell(recorded.entry());
        }
    }

    @Override
    public void planToken(Run run, String text) {
        if (output.jsonl) {
            ObjectNode event = JsonNodeFactory.instance.objectNode();
            event.put("event", "plan-token").put("run", run.id().value()).put("text", text);
            terminal.out().println(Terminal.json(event, false));
            terminal.out().flush();
        }
    }

    @Override
    public void planNote(Run run, String text) {
        if (!output.quiet) {
            terminal.err().println(terminal.faint("  … " + Terminal.visible(text)));
        }
    }

    private void tell(Entry entry) {
        switch (entry) {
            case Entry.PlanReady plan
            when output.verbose -> {
                terminal.err().println(terminal.faint("The workflow (" + plan.planner() + "):"));
                terminal.err().println(Terminal.visible(plan.code()).indent(4).stripTrailing());
            }
            case Entry.StepFinished step when output.verbose -> terminal.err().println(terminal.faint(step(step)));
            case Entry.EffectStarted effect
            when !output.verbose ->
                terminal.err().println(terminal.faint("  " + effect.number() + ". " + effect.operation() + " …"));
            case Entry.WaitStarted wait -> terminal.err().println(terminal.faint("  waiting until " + wait.until()));
            case Entry.PreviewStarted preview when preview.walls() != null && preview.lane() == 1 ->
                preview.walls().missing().forEach(lack -> terminal.err().println(terminal.faint("  sandbox: " + lack)));
            case Entry.RunStarted _,
                    Entry.PlanReady _,
                    Entry.PlanDeclined _,
                    Entry.PlanFailed _,
                    Entry.ModelCallStarted _,
                    Entry.ModelCallFinished _,
                    Entry.Worked _,
                    Entry.BudgetReached _,
                    Entry.BudgetRaised _,
                    Entry.PreviewStarted _,
                    Entry.StepFinished _,
                    Entry.EffectProposed _,
                    Entry.EffectsJudged _,
                    Entry.PreviewFinished _,
                    Entry.PreviewKept _,
                    Entry.ApprovalRequested _,
                    Entry.ApprovalResolved _,
                    Entry.QuestionAsked _,
                    Entry.QuestionAnswered _,
                    Entry.ApplyStarted _,
                    Entry.EffectStarted _,
                    Entry.Said _,
                    Entry.RunFinished _,
                    Entry.EffectDone _,
                    Entry.ChangesMade _,
                    Entry.UndoStarted _,
                    Entry.EffectUndoStarted _,
                    Entry.EffectUndoDone _,
                    Entry.EffectUndone _,
                    Entry.RunUndone _,
                    Entry.Forgotten _ -> {}
        }
    }

    private static String step(Entry.StepFinished step) {
        String lane = step.lane() == Entry.APPLY_LANE ? "" : " (preview)";
        String ended = step.failure() == null
                ? ""
                : " failed: " + Terminal.visible(step.failure().message());
        return "  %d %s%s %d ms%s".formatted(step.step(), step.operation(), lane, step.durationMs(), ended);
    }
}
