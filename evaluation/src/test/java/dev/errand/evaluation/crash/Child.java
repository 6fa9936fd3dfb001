package dev.errand.evaluation.crash;

import dev.errand.os.device.Settings;
import dev.errand.runtime.Errand;
import dev.errand.runtime.engine.Approval;
import dev.errand.runtime.engine.Engine;
import dev.errand.runtime.engine.RunListener;
import dev.errand.runtime.home.Home;
import dev.errand.runtime.journal.Entry.RunOptions;
import dev.errand.runtime.journal.Entry.RunStarted;
import dev.errand.runtime.journal.Journal;
import dev.errand.runtime.journal.RunId;
import dev.errand.runtime.journal.RunState;
import dev.errand.sandbox.Language;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/// A process that works on a home until it is killed, or its runs have ended: `Child HOME RUNS`. First it goes on with
/// what was interrupted. It says each entry of the journal on stdout, and approves everything; a question about what
/// happened it leaves to somebody who can look.
final class Child {
    private final Engine engine;
    private final String address;

    private Child(Engine engine, Settings settings) {
        this.engine = engine;
        this.address = "http://" + settings.texts("web.allow").getFirst() + "/";
    }

    public static void main(String[] arguments) {
        RunListener narrator = (run, recorded) -> System.out.println(
                run.id().value() + " " + recorded.entry().getClass().getSimpleName());
        try (Errand errand = Errand.open(Home.in(Path.of(arguments[0])), System.getenv(), narrator)) {
            errand.owning(() -> {
                System.out.println("ready");
                new Child(errand.engine(), errand.device().settings()).work(Integer.parseInt(arguments[1]));
                return "";
            });
        }
    }

    private void work(int runs) {
        goOn();
        for (int run = engine.runs().size(); run < runs; run++) {
            String code = Workflows.of(run).code(run, address);
            RunOptions options = new RunOptions("code", "js", true, false);
            RunStarted start = new RunStarted("Run " + run, "terminal", "en", "Europe/Berlin", run, options);
            lead(engine.start(start, Language.JAVASCRIPT, code));
            goOn();
        }
        awaitTimers();
    }

    private void goOn() {
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

    private void awaitTimers() {
        Optional<Instant> due = engine.nextDue();
        while (due.isPresent()) {
            LockSupport.parkNanos(Duration.between(Instant.now(), due.get()).toNanos());
            goOn();
            due = engine.nextDue();
        }
    }
}
