package dev.errand.runtime.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;

/// The person's end of the line: results on `out`, everything else on `err`.
///
/// @param interactive whether a person can be asked: both stdin and stderr are a terminal
/// @param styled      whether colour and emphasis may be used
public record Terminal(BufferedReader in, PrintStream out, PrintStream err, boolean interactive, boolean styled) {
    private static final char ESCAPE = 27;

    /// @param plain `--plain`
    static Terminal standard(BufferedReader in, boolean isTerminal, boolean plain, Map<String, String> environment) {
        boolean dumb = "dumb".equals(environment.get("TERM"))
                || !environment.getOrDefault("NO_COLOR", "").isEmpty()
                || "1".equals(environment.get("ACCESSIBLE"));
        return new Terminal(in, System.out, System.err, isTerminal, isTerminal && !plain && !dumb);
    }

    String bold(String text) {
        return style("1", text);
    }

    String faint(String text) {
        return style("2", text);
    }

    String warning(String text) {
        return style("33", text);
    }

    private String style(String code, String text) {
        return styled ? ESCAPE + "[" + code + "m" + text + ESCAPE + "[0m" : text;
    }

    /// Text from outside as it may stand on a terminal: control characters are made visible.
    static String visible(String text) {
        StringBuilder visible = new StringBuilder();
        text.codePoints().forEach(c -> {
            boolean harmless = c == '\n' || c == '\t' || (!Character.isISOControl(c) && !isInvisible(c));
            if (harmless) {
                visible.appendCodePoint(c);
            } else {
                visible.append("\\u{").append(Integer.toHexString(c)).append('}');
            }
        });
        return visible.toString();
    }

    private static boolean isInvisible(int c) {
        return Character.getType(c) == Character.FORMAT;
    }

    /// Asks and reads a line; empty when the person closed the input.
    Optional<String> ask(String prompt) {
        err.print(prompt);
        err.flush();
        try {
            return Optional.ofNullable(in.readLine());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
