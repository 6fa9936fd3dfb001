package dev.errand.runtime.policy;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// The words of a command that runs without a shell.
///
/// Anything that a shell would do something with is refused rather than understood: pipes, lists, redirections,
/// substitutions, variables, patterns, escapes. So are programs that run another command, or code, that they are given.
final class CommandWords {
    private static final String HARMLESS = "_@%+:,./-=^";
    private static final Set<String> RUN_OTHERS = Set.of(
            "sh",
            "bash",
            "dash",
            "ash",
            "zsh",
            "ksh",
            "mksh",
            "fish",
            "csh",
            "tcsh",
            "pwsh",
            "busybox",
            "toybox",
            "env",
            "xargs",
            "sudo",
            "su",
            "doas",
            "pkexec",
            "runuser",
            "nohup",
            "nice",
            "ionice",
            "timeout",
            "time",
            "setsid",
            "stdbuf",
            "watch",
            "eval",
            "exec",
            "command",
            "builtin",
            "source",
            ".",
            "parallel",
            "ssh",
            "script",
            "chroot",
            "unshare",
            "nsenter",
            "systemd-run",
            "flock",
            "strace",
            "ltrace",
            "gdb",
            "expect",
            "python",
            "perl",
            "ruby",
            "node",
            "php",
            "lua",
            "tclsh",
            "osascript",
            "awk",
            "gawk",
            "mawk",
            "make",
            "at",
            "batch",
            "crontab");
    private static final Set<String> RUN_OPTIONS = Set.of("-exec", "-execdir", "-ok", "-okdir");

    private CommandWords() {}

    /// Empty where the command needs a shell, or hands a command on.
    static Optional<List<String>> of(JsonNode command) {
        Optional<List<String>> words = command.isArray() ? listed(command) : parse(command.asText());
        return words.filter(list -> !list.isEmpty() && !handsOn(list));
    }

    private static Optional<List<String>> listed(JsonNode command) {
        List<String> words = new ArrayList<>();
        command.forEach(each -> words.add(each.asText()));
        return Optional.of(words);
    }

    private static boolean handsOn(List<String> words) {
        String program = words.getFirst().substring(words.getFirst().lastIndexOf('/') + 1);
        boolean assigns = words.getFirst().indexOf('=') >= 0;
        return assigns
                || RUN_OTHERS.contains(program)
                || RUN_OTHERS.contains(program.replaceFirst("[\\d.]+$", ""))
                || words.stream().anyMatch(RUN_OPTIONS::contains);
    }

    private static Optional<List<String>> parse(String text) {
        List<String> words = new ArrayList<>();
        StringBuilder word = new StringBuilder();
        boolean begun = false;
        char quote = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (quote != 0 && c == quote) {
                quote = 0;
            } else if (quote != 0 ? isPlainQuoted(c, quote) : isPlain(c)) {
                word.append(c);
                begun = true;
            } else if (quote == 0 && (c == '\'' || c == '"')) {
                quote = c;
                begun = true;
            } else if (quote == 0 && (c == ' ' || c == '\t')) {
                if (begun) {
                    words.add(word.toString());
                }
                word.setLength(0);
                begun = false;
            } else {
                return Optional.empty();
            }
        }
        if (begun) {
            words.add(word.toString());
        }
        return quote == 0 ? Optional.of(words) : Optional.empty();
    }

    private static boolean isPlain(char c) {
        return Character.isLetterOrDigit(c) || HARMLESS.indexOf(c) >= 0;
    }

    private static boolean isPlainQuoted(char c, char quote) {
        return c >= ' ' && c != 0x7f && (quote == '\'' || "$`\\!".indexOf(c) < 0);
    }
}
