package dev.errand.runtime.cli;

import dev.errand.intents.Channel;
import dev.errand.runtime.Errand;
import dev.errand.runtime.engine.Run;
import dev.errand.runtime.names.Meaning;
import dev.errand.runtime.names.Names;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// `errand remember RUN`: what the person meant by some words becomes a nickname of that contact.
@Command(
        name = "remember",
        description = "Keep which contact you meant in a run, as a nickname, so that you are not asked again.")
final class Remember extends Commands.OnRun {
    @Parameters(
            index = "1..*",
            arity = "0..*",
            paramLabel = "WORDS",
            description = "What you called the contact, where the run asked about several.")
    List<String> words = List.of();

    @Override
    public Integer call() {
        Terminal terminal = output.terminal();
        Names.Speaker speaker = new Names.Speaker(Channel.TERMINAL, Locale.getDefault());
        try (Errand errand = home.openFor(id(), new Narrator(terminal, output))) {
            return new Conductor(errand, terminal, output, List.of(), Duration.ofSeconds(60))
                    .conduct(() -> errand.names().remember(id(), String.join(" ", words), speaker));
        }
    }

    /// Says what could be remembered of a run that went well.
    static void offer(Run run, Errand errand, Terminal terminal) {
        List<Meaning> offers = errand.names().offers(run);
        for (Meaning meaning : offers) {
            String which = offers.size() == 1 ? "" : " " + meaning.words();
            terminal.err()
                    .println(terminal.faint(
                            Terminal.visibleLine("“%s” was %s; errand remember %s%s%s keeps that, and asks no more."
                                    .formatted(
                                            meaning.words(),
                                            meaning.who(),
                                            run.id(),
                                            which,
                                            HomeOption.toReach(errand.home())))));
        }
    }
}
