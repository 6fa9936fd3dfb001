package dev.errand.runtime.cli;

import java.io.Console;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;

/// How secrets come in: typed without being shown, or as the first line of the input. Never as an argument, which
/// others on the machine could see and the shell would remember.
final class SecretInput {
    private SecretInput() {}

    /// Empty if nothing was entered.
    static Optional<String> read(String prompt, Terminal terminal) {
        if (Boolean.getBoolean("errand.terminal")) {
            Console console = Objects.requireNonNull(System.console());
            if (!console.isTerminal()) {
                throw new WrongUsage(
                        "A secret cannot be typed unseen while the output goes elsewhere than the terminal.");
            }
            terminal.err().print(prompt);
            terminal.err().flush();
            char[] typed = console.readPassword();
            if (typed == null) {
                return Optional.empty();
            }
            String secret = new String(typed);
            Arrays.fill(typed, ' ');
            return Optional.of(secret).filter(text -> !text.isBlank());
        }
        return terminal.keyboard().line().map(String::strip).filter(text -> !text.isEmpty());
    }
}
