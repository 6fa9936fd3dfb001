package dev.errand.runtime.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.errand.os.device.DeviceFailure;
import dev.errand.runtime.Errand;
import dev.errand.runtime.engine.Keeping;
import dev.errand.runtime.journal.JournalFailure;
import dev.errand.runtime.schedule.Retention;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `errand forget RUN`: removes what a run's journal tells, and keeps the hashes.
@Command(
        name = "forget",
        description = "Remove the content of a run that has ended; hashes stay, so that the journal still verifies.")
final class Forget extends Commands.OnRun {
    private static final Set<String> YES = Set.of("y", "yes");

    @Option(names = "--yes", description = "Do not ask.")
    boolean yes;

    @Override
    public Integer call() {
        Terminal terminal = output.terminal();
        try (Errand errand = home.lookFor(id())) {
            String intent = errand.engine().run(id()).start().intent();
            if (!yes && !isMeant(terminal, intent)) {
                return ExitCode.WRONG_USAGE;
            }
            Keeping.Forgot forgot = errand.owning(() -> errand.keeping().forget(id()));
            if (output.json) {
                terminal.out().println(Terminal.json(document(forgot), true));
            } else {
                terminal.out().println(id() + " is forgotten.");
            }
            warn(forgot, terminal);
            return ExitCode.SUCCEEDED;
        }
    }

    private boolean isMeant(Terminal terminal, String intent) {
        if (!terminal.interactive()) {
            throw new WrongUsage(
                    "Nobody is at a terminal to ask. `errand forget %s --yes` forgets it unasked.".formatted(id()));
        }
        terminal.err().println(Terminal.visibleLine(id() + "  " + intent));
        Optional<String> answer =
                terminal.ask("Forget what this run did and said? It cannot be undone or explained afterwards. [y/N] ");
        boolean meant = answer.filter(text -> YES.contains(text.strip().toLowerCase(Locale.ROOT)))
                .isPresent();
        if (!meant) {
            terminal.err().println("Nothing was forgotten.");
        }
        return meant;
    }

    private ObjectNode document(Keeping.Forgot forgot) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("id", id().value())
                .put("forgotten", true)
                .put("contentsRemoved", forgot.contents())
                .put("wiped", forgot.wiped());
    }

    private static void warn(Keeping.Forgot forgot, Terminal terminal) {
        if (!forgot.wiped()) {
            terminal.err()
                    .println(
                            "Its bytes may still lie in the journal's file, as another process reads it. `errand resume`"
                                    + " wipes them.");
        }
    }

    /// Forgets what is older than `journal.keep` says, and finishes what was not finished before; not now if a run is
    /// being worked on, whose contents are in no record yet. Whatever comes of it keeps no run from going on.
    static void whatIsOld(Errand errand, Retention retention, Terminal terminal, OutputOptions output) {
        try {
            Optional<Keeping.Forgot> done = errand.owningAlone(() -> retention.forget(Instant.now()));
            if (done.isEmpty()) {
                return;
            }
            Keeping.Forgot forgot = done.get();
            if (!forgot.runs().isEmpty() && !output.quiet) {
                terminal.err()
                        .println("Forgot what ended more than %2$s ago (journal.keep): runs %1$d."
                                .formatted(forgot.runs().size(), retention.keep()));
            }
            warn(forgot, terminal);
        } catch (JournalFailure | DeviceFailure e) {
            terminal.err()
                    .println("Old runs could not be forgotten: " + Terminal.visible(String.valueOf(e.getMessage())));
        }
    }

    /// What `errand doctor` says about it.
    static String inWords(Errand errand) {
        return errand.keep().period().isEmpty()
                ? "for ever, as journal.keep says or by default; errand forget RUN removes one"
                : errand.keep()
                        + " after a run has ended (journal.keep); `errand serve` and `errand resume` forget what is older";
    }
}
