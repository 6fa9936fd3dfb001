package dev.errand.runtime.cli;

import dev.errand.runtime.Errand;
import java.util.List;
import java.util.Optional;

/// A conversation at the terminal: one intent a line, until the person leaves.
final class Prompt {
    private final Terminal terminal;
    private final Errand errand;
    private final RunIntent options;

    Prompt(Terminal terminal, Errand errand, RunIntent options) {
        this.terminal = terminal;
        this.errand = errand;
        this.options = options;
    }

    int converse() {
        Interrupts interrupts = Interrupts.heard();
        errand.stay();
        terminal.err().println("Say what you want; an empty line or Ctrl-D ends.");
        int code = ExitCode.SUCCEEDED;
        while (true) {
            Optional<String> line = terminal.ask("errand> ");
            if (line.isEmpty() || line.get().isBlank()) {
                return code;
            }
            options.words = List.of(line.get());
            try {
                code = options.run(terminal, errand);
            } catch (WrongUsage e) {
                terminal.err().println(e.getMessage());
            }
            interrupts.settle(); // Ctrl-C parked that run; the conversation goes on
        }
    }
}
