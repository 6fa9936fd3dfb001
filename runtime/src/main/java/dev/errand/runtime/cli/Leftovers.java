package dev.errand.runtime.cli;

import dev.errand.runtime.Errand;
import dev.errand.runtime.engine.Run;
import dev.errand.runtime.engine.RunListener;
import dev.errand.runtime.journal.RunId;
import java.util.List;
import java.util.Optional;

/// Goes on with runs that a crash or a shutdown cut short, once a command's own work is done: one line each on stderr,
/// and nobody is asked anything.
final class Leftovers {
    private final Errand errand;
    private final Terminal terminal;
    private final OutputOptions output;

    Leftovers(Errand errand, Terminal terminal, OutputOptions output) {
        this.errand = errand;
        this.terminal = terminal;
        this.output = output;
    }

    /// @param own the command's own run, which has been led as far as it goes
    void goOn(RunId own) {
        List<RunId> interrupted = errand.engine().interrupted().stream()
                .filter(id -> !id.equals(own))
                .toList();
        if (interrupted.isEmpty() || Interrupts.heard().any()) {
            return;
        }
        // Opened anew without a listener: what happens in these runs is not what the person asked to hear.
        try (Errand quiet = Errand.open(errand.home(), System.getenv(), RunListener.silent())) {
            for (RunId id : interrupted) {
                goOn(quiet, id);
            }
        }
    }

    /// Whatever comes of it, the command's own outcome stays.
    private void goOn(Errand quiet, RunId id) {
        try {
            // A home that another process works on now has somebody who goes on with its runs.
            Optional<Run> run = quiet.owningIfFree(
                            () -> quiet.engine().interrupted().contains(id)
                                    ? Optional.of(quiet.engine().advance(id))
                                    : Optional.<Run>empty())
                    .flatMap(advanced -> advanced);
            run.filter(_ -> !output.quiet).ifPresent(this::tell);
        } catch (RuntimeException e) {
            terminal.err()
                    .println("Run " + id + " had been interrupted and cannot go on: "
                            + Terminal.visible(String.valueOf(e.getMessage())));
        }
    }

    private void tell(Run run) {
        terminal.err()
                .println(terminal.faint("Went on with " + run.id() + " (" + intent(run)
                        + "), which had been interrupted: " + RunReport.inWords(run.state()) + "; errand show "
                        + run.id()
                        + HomeOption.toReach(errand.home())));
    }

    private static String intent(Run run) {
        String intent = Terminal.visibleLine(run.start().intent());
        return intent.length() <= 60 ? intent : intent.substring(0, 60) + "…";
    }
}
