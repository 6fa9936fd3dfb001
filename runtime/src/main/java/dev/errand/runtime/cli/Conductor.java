package dev.errand.runtime.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.errand.runtime.Errand;
import dev.errand.runtime.engine.Refusal;
import dev.errand.runtime.engine.Run;
import dev.errand.runtime.engine.RunDocument;
import dev.errand.runtime.journal.Entry;
import dev.errand.runtime.journal.RunId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/// Leads a run in the foreground until it has ended, or waits for something that is not at hand.
final class Conductor {
    private final Errand errand;
    private final Terminal terminal;
    private final OutputOptions output;
    private final Deque<String> answers;
    private final Duration patience;

    /// @param answers  to questions, in the order they come
    /// @param patience how long a wait for a time may take before the run is left parked
    Conductor(Errand errand, Terminal terminal, OutputOptions output, Collection<String> answers, Duration patience) {
        this.errand = errand;
        this.terminal = terminal;
        this.output = output;
        this.answers = new ArrayDeque<>(answers);
        this.patience = patience;
    }

    /// Leads the run and reports; returns the exit code.
    int conduct(RunId id) {
        Interrupts interrupts = Interrupts.heard();
        Run run = advance(id);
        while (!interrupts.any() && goesOn(run)) {
            run = advance(id);
        }
        if (interrupts.twice() && !run.state().isTerminal()) {
            errand.engine().cancel(id);
            run = errand.engine().run(id);
        }
        return report(run);
    }

    private Run advance(RunId id) {
        return errand.owning(() -> errand.engine().advance(id));
    }

    /// Whether the run was given what it waited for.
    private boolean goesOn(Run run) {
        return switch (run.state()) {
            case AWAITING_ANSWER -> answer(run);
            case AWAITING_APPROVAL -> terminal.interactive() && approve(run);
            case AWAITING_TIMER -> await(run);
            case PLANNING,
                    PREVIEWING,
                    RUNNING,
                    PREVIEWED,
                    OVER_BUDGET,
                    SUCCEEDED,
                    FAILED,
                    DECLINED,
                    DENIED,
                    CANCELLED,
                    UNDONE -> false;
        };
    }

    private boolean answer(Run run) {
        Entry.QuestionAsked question = run.question().orElseThrow();
        if (!answers.isEmpty()) {
            errand.engine().answer(run.id(), answers.poll(), "--answer");
            return true;
        }
        if (!terminal.interactive()) {
            return false;
        }
        question.said().forEach(text -> terminal.err().println("  (not done yet) " + Terminal.visible(text)));
        terminal.err().println(terminal.bold("? " + Terminal.visible(question.question())));
        for (int i = 0; i < question.choices().size(); i++) {
            terminal.err()
                    .printf(
                            "  [%d] %s%n",
                            i + 1, Terminal.visible(question.choices().get(i)));
        }
        while (true) {
            Optional<String> line = terminal.ask("> ");
            if (line.isEmpty()) {
                return false;
            }
            try {
                errand.engine().answer(run.id(), line.get(), "terminal");
                return true;
            } catch (Refusal e) {
                terminal.err().println(e.getMessage());
            }
        }
    }

    private boolean approve(Run run) {
        new EffectList(terminal).print(document(run));
        return new ApprovalPrompt(terminal, errand.engine()).decide(run);
    }

    private boolean await(Run run) {
        if (Duration.between(Instant.now(), run.until()).compareTo(patience) > 0) {
            return false;
        }
        while (Instant.now().isBefore(run.until()) && !Thread.currentThread().isInterrupted()) {
            LockSupport.parkUntil(run.until().toEpochMilli() + 1);
        }
        return true;
    }

    ObjectNode document(Run run) {
        return RunDocument.of(run, errand.catalogue());
    }

    /// Prints how the run stands; returns the exit code.
    int report(Run run) {
        if (output.json) {
            terminal.out().println(document(run).toPrettyString());
        } else if (!output.jsonl) {
            new RunReport(terminal, output).print(document(run), errand.home());
        }
        terminal.out().flush();
        return ExitCode.of(run);
    }
}
