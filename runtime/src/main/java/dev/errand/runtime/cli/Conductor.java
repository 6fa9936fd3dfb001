package dev.errand.runtime.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.errand.runtime.Errand;
import dev.errand.runtime.engine.LookedAt;
import dev.errand.runtime.engine.Refusal;
import dev.errand.runtime.engine.Run;
import dev.errand.runtime.engine.RunDocument;
import dev.errand.runtime.journal.Entry;
import dev.errand.runtime.journal.RunId;
import dev.errand.runtime.journal.RunState;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Leads a run in the foreground until it has ended, or waits for something that is not at hand.
final class Conductor {
    private final Errand errand;
    private final Terminal terminal;
    private final OutputOptions output;
    private final Deque<String> answers;
    private final Duration patience;
    private @Nullable Dialogue dialogue;

    /// @param answers  to questions, in the order they come
    /// @param patience how long a wait for a time may take before the run is left parked
    Conductor(Errand errand, Terminal terminal, OutputOptions output, Collection<String> answers, Duration patience) {
        this.errand = errand;
        this.terminal = terminal;
        this.output = output;
        this.answers = new ArrayDeque<>(answers);
        this.patience = patience;
    }

    /// The same, who also speaks with the person.
    Conductor speaking(@Nullable Dialogue other) {
        dialogue = other;
        return this;
    }

    /// Leads a run and reports, then goes on with what had been interrupted before; returns the run's exit code.
    ///
    /// @param deed starts the run, or decides something about it
    int conduct(Supplier<RunId> deed) {
        Run run = lead(deed);
        int code = report(run);
        new Leftovers(errand, terminal, output).goOn(run.id());
        return code;
    }

    /// Leads a run as far as it goes.
    Run lead(Supplier<RunId> deed) {
        Interrupts interrupts = Interrupts.heard();
        // In one ownership: between the two another process would take the run for one that was interrupted.
        Run run = errand.owning(() -> errand.engine().advance(deed.get()));
        while (!interrupts.any() && goesOn(run)) {
            RunId id = run.id();
            run = errand.owning(() -> errand.engine().advance(id));
        }
        if (!interrupts.any()) {
            return run;
        }
        RunId id = run.id();
        Thread.interrupted(); // it was heard; what follows is to be done in full
        return interrupts.twice() ? cancel(id) : errand.engine().run(id);
    }

    private Run cancel(RunId id) {
        return errand.owning(() -> {
            Run run = errand.engine().run(id);
            return run.state().isTerminal() ? run : errand.engine().cancel(id);
        });
    }

    /// Whether the run was given what it waited for.
    private boolean goesOn(Run run) {
        return switch (run.state()) {
            case AWAITING_ANSWER -> answer(run);
            case AWAITING_APPROVAL -> (terminal.interactive() || dialogue != null) && approve(run);
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
        if (!answers.isEmpty()) {
            return isAnswered(run, answers.poll(), "--answer");
        }
        Dialogue spoken = dialogue;
        if (spoken != null && spoken.answer(run.question().orElseThrow(), text -> isAnswered(run, text, "voice"))) {
            return true;
        }
        if (!terminal.interactive()) {
            return false;
        }
        show(run.question().orElseThrow());
        while (true) {
            Optional<String> line = terminal.ask("> ");
            if (line.isEmpty() || isAnswered(run, line.get(), "terminal")) {
                return line.isPresent();
            }
            if (errand.engine().run(run.id()).state() != RunState.AWAITING_ANSWER) {
                return true; // answered from elsewhere meanwhile
            }
        }
    }

    private void show(Entry.QuestionAsked question) {
        question.said().forEach(text -> terminal.err().println("  (not done yet) " + Terminal.visible(text)));
        terminal.err().println(terminal.bold("? " + Terminal.visible(question.question())));
        int number = 1;
        for (String choice : question.choices()) {
            terminal.err().println("  [" + number++ + "] " + Terminal.visibleLine(choice));
        }
    }

    /// An answer that does not fit leaves the question open.
    private boolean isAnswered(Run run, String text, String by) {
        try {
            return errand.owning(() -> {
                errand.engine().answer(run.id(), text, by, LookedAt.of(run));
                return true;
            });
        } catch (Refusal e) {
            terminal.err().println(Terminal.visible(e.getMessage()));
            return false;
        }
    }

    private boolean approve(Run run) {
        new EffectList(terminal).print(document(run));
        Dialogue spoken = dialogue;
        Optional<Boolean> decided =
                spoken == null ? Optional.empty() : new SpokenApproval(terminal, errand, spoken).decide(run);
        return decided.orElseGet(() -> terminal.interactive() && new ApprovalPrompt(terminal, errand).decide(run));
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
        return RunDocument.of(run, errand.catalogue(), errand.engine().today(run));
    }

    /// Prints how the run stands; returns the exit code.
    int report(Run run) {
        if (output.json) {
            terminal.out().println(Terminal.json(document(run), true));
        } else if (!output.jsonl) {
            new RunReport(terminal, output).print(document(run), errand.home());
            if (run.state() == RunState.SUCCEEDED && !output.quiet) {
                Remember.offer(run, errand, terminal);
            }
        }
        terminal.out().flush();
        if (dialogue != null) {
            dialogue.report(document(run));
        }
        return ExitCode.of(run);
    }
}
