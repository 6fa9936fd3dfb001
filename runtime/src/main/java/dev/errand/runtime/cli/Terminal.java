package dev.errand.runtime.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintStream;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.function.IntPredicate;

/// The person's end of the line: results on `out`, everything else on `err`.
///
/// @param interactive whether a person can be asked: both stdin and stderr are a terminal
/// @param styled      whether colour and emphasis may be used
public record Terminal(Keyboard keyboard, PrintStream out, PrintStream err, boolean interactive, boolean styled) {
    private static final char ESCAPE = 27;

    /// @param plain `--plain`
    static Terminal standard(Keyboard keyboard, boolean isTerminal, boolean plain, Map<String, String> environment) {
        boolean dumb = "dumb".equals(environment.get("TERM"))
                || !environment.getOrDefault("NO_COLOR", "").isEmpty()
                || "1".equals(environment.get("ACCESSIBLE"));
        return new Terminal(keyboard, System.out, System.err, isTerminal, isTerminal && !plain && !dumb);
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

    /// Text from outside as it may stand on a terminal: what would steer it, or reorder what is read, is made visible.
    static String visible(String text) {
        return replacing(text, c -> c != '\n' && c != '\t' && isUnseen(c), c -> "\\u{" + Integer.toHexString(c) + "}");
    }

    /// The same for a place that has one line only: a line break in a choice must not look like another choice.
    static String visibleLine(String text) {
        return visible(text).replace("\n", "\\n");
    }

    /// A JSON document that can be shown as it is; what is unseen is escaped, which means the same to whoever parses
    /// it.
    static String json(JsonNode document, boolean pretty) {
        return replacing(
                pretty ? document.toPrettyString() : document.toString(),
                c -> c > 0x7e && isUnseen(c),
                c -> new String(Character.toChars(c))
                        .chars()
                        .mapToObj("\\u%04x"::formatted)
                        .reduce("", String::concat));
    }

    private static String replacing(String text, IntPredicate bad, IntFunction<String> replacement) {
        StringBuilder replaced = new StringBuilder();
        text.codePoints().forEach(c -> {
            if (bad.test(c)) {
                replaced.append(replacement.apply(c));
            } else {
                replaced.appendCodePoint(c);
            }
        });
        return replaced.toString();
    }

    private static boolean isUnseen(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> true;
            default -> false;
        };
    }

    /// Asks and reads a line; empty when the person closed the input or pressed Ctrl-C.
    Optional<String> ask(String prompt) {
        err.print(prompt);
        err.flush();
        Optional<String> line = keyboard.line();
        if (line.isEmpty()) {
            err.println();
        }
        return line;
    }
}
