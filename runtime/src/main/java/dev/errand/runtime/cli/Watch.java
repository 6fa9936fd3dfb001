package dev.errand.runtime.cli;

import dev.errand.runtime.Errand;
import dev.errand.runtime.engine.Run;
import dev.errand.runtime.journal.RunState;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import picocli.CommandLine.Command;

/// `errand watch RUN`: what has happened in a run, and what happens while another process leads it.
@Command(
        name = "watch",
        description = "Follow a run from its beginning until it has ended or waits for you; Ctrl-C stops watching.")
final class Watch extends Commands.OnRun {
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(250);

    @Override
    public Integer call() {
        Terminal terminal = output.terminal();
        Interrupts interrupts = Interrupts.heard();
        try (Errand errand = home.lookFor(id())) {
            Narrator narrator = new Narrator(terminal, output);
            Run run = errand.engine().tell(id(), 0, narrator);
            while (goesOn(run.state()) && !interrupts.any()) {
                LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
                run = errand.engine().tell(id(), run.entries().size(), narrator);
            }
            new Conductor(errand, terminal, output, List.of(), Duration.ZERO).report(run);
        }
        return ExitCode.SUCCEEDED;
    }

    private static boolean goesOn(RunState state) {
        return switch (state) {
            case PLANNING, PREVIEWING, RUNNING, AWAITING_TIMER -> true;
            case PREVIEWED,
                    AWAITING_APPROVAL,
                    AWAITING_ANSWER,
                    OVER_BUDGET,
                    SUCCEEDED,
                    FAILED,
                    DECLINED,
                    DENIED,
                    CANCELLED,
                    UNDONE -> false;
        };
    }
}
