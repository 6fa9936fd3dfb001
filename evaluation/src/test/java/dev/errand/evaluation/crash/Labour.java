package dev.errand.evaluation.crash;

import dev.errand.runtime.engine.Approval;
import dev.errand.runtime.engine.Engine;
import dev.errand.runtime.journal.Entry.RunOptions;
import dev.errand.runtime.journal.Entry.RunStarted;
import dev.errand.runtime.journal.Journal;
import dev.errand.runtime.journal.RunId;
import dev.errand.runtime.journal.RunState;
import dev.errand.sandbox.Language;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/// What child processes do with runs: everything is approved; a question about what happened is left to somebody who
/// can look.
final class Labour {
    private final Engine engine;

    Labour(Engine engine) {
        this.engine = engine;
    }

    /// Begins a run, and leads it as far as it goes.
    void begin(int run, String code) {
        RunOptions options = new RunOptions("code", "js", true, false);
        RunStarted start = new RunStarted("Run " + run, "terminal", "en", "Europe/Berlin", run, options);
        lead(engine.start(start, Language.JAVASCRIPT, code));
    }

    /// Takes up what was interrupted.
    void goOn() {
        // A run that died between an approval that was asked for and its yes waits for a person; so look at all.
        engine.runs().stream()
                .filter(run -> run.state() == RunState.AWAITING_APPROVAL)
                .map(Journal.Summary::id)
                .forEach(this::lead);
        engine.interrupted().forEach(this::lead);
    }

    private void lead(RunId id) {
        RunState state = engine.advance(id).state();
        while (state == RunState.AWAITING_APPROVAL) {
            engine.approve(id, Approval.ofAll("terminal"));
            state = engine.advance(id).state();
        }
        System.out.println(id.value() + " " + state);
    }

    void awaitTimers() {
        Optional<Instant> due = engine.nextDue();
        while (due.isPresent()) {
            LockSupport.parkNanos(Duration.between(Instant.now(), due.get()).toNanos());
            goOn();
            due = engine.nextDue();
        }
    }
}
