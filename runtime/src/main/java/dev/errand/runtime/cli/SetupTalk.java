package dev.errand.runtime.cli;

import dev.errand.os.device.DeviceFailure;
import dev.errand.os.spi.SettingSpec;
import dev.errand.os.spi.SettingSpecs;
import dev.errand.runtime.home.ConfigurationKey;
import dev.errand.runtime.home.Home;
import dev.errand.runtime.home.SettingValue;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Goes through one step of the setup with a person at the terminal. Nothing is written before what was answered has
/// been tried, or the person wants it all the same.
final class SetupTalk {
    /// The person closed the input: nothing of the step is written.
    static final class Ended extends RuntimeException {
        private static final long serialVersionUID = 1;
    }

    private enum Next {
        AGAIN,
        SKIP,
        KEEP
    }

    private final Terminal terminal;
    private final Home home;
    private final SettingSpecs specs;

    SetupTalk(Terminal terminal, Home home, SettingSpecs specs) {
        this.terminal = terminal;
        this.home = home;
        this.specs = specs;
    }

    /// @throws Ended if the person closes the input
    void lead(SetupStep step) {
        terminal.err().println();
        terminal.err().println(terminal.bold(step.title));
        Candidate candidate = new Candidate(home, specs);
        boolean there = candidate.text(step.key).isPresent();
        candidate
                .text(step.key)
                .ifPresent(value -> say("  is set up: " + step.key + " = " + Terminal.visibleLine(value)));
        if (!agreed(there ? "  Change or try it? [y/N] " : "  Set it up? [y/N] ")) {
            return;
        }
        while (true) {
            step.questions.forEach(question -> ask(step, question, candidate));
            Optional<DeviceFailure> failure = tried(step, candidate);
            if (failure.isEmpty()) {
                keep(candidate, "  It works.");
                return;
            }
            say("  " + Terminal.visible(failure.get().getMessage()));
            say("  " + Terminal.visible(failure.get().remedy()));
            switch (next()) {
                case AGAIN -> {}
                case SKIP -> {
                    say("  Nothing was changed.");
                    return;
                }
                case KEEP -> {
                    keep(candidate, "  It was not tried with success.");
                    return;
                }
            }
        }
    }

    private Optional<DeviceFailure> tried(SetupStep step, Candidate candidate) {
        say("  Trying …");
        try {
            step.check(home, candidate);
            return Optional.empty();
        } catch (DeviceFailure e) {
            return Optional.of(e);
        }
    }

    private void keep(Candidate candidate, String words) {
        if (candidate.isChanged()) {
            candidate.keep();
            say(words + " Written to " + home.configuration() + ".");
        } else {
            say(words + " Nothing was changed.");
        }
    }

    private void ask(SetupStep step, SetupStep.Question question, Candidate candidate) {
        ConfigurationKey key = ConfigurationKey.parse(question.key());
        if (SettingValue.isSecret(key, specs)) {
            askSecret(question, candidate);
            return;
        }
        boolean many = specs.of(key.names())
                .map(spec -> spec.kind() == SettingSpec.Kind.TEXTS)
                .orElse(false);
        List<String> now = candidate.texts(question.key());
        String offered = now.isEmpty() ? step.guess(question, candidate).orElse("") : String.join(", ", now);
        while (true) {
            String typed = line("  " + question.words() + (offered.isEmpty() ? ": " : " [" + offered + "]: "));
            String answer = typed.isEmpty() ? offered : typed;
            try {
                candidate.answer(question.key(), many ? split(answer) : one(answer));
                return;
            } catch (IllegalArgumentException e) {
                say("  " + Terminal.visible(String.valueOf(e.getMessage())));
            }
        }
    }

    private static List<String> split(String answer) {
        return Arrays.stream(answer.split(","))
                .map(String::strip)
                .filter(each -> !each.isEmpty())
                .toList();
    }

    private static List<String> one(String answer) {
        return answer.isBlank() ? List.of() : List.of(answer);
    }

    private void askSecret(SetupStep.Question question, Candidate candidate) {
        boolean there = candidate.text(question.key()).isPresent();
        String hint = there ? " (is not shown; empty keeps the present one): " : " (is not shown): ";
        SecretInput.read("  " + question.words() + hint, terminal)
                .ifPresent(secret -> candidate.answerSecret(question.key(), secret));
    }

    private Next next() {
        while (true) {
            switch (line("  Correct it (c), skip this (s), or write it as it is (w)? ")
                    .toLowerCase(Locale.ROOT)) {
                case "c", "correct" -> {
                    return Next.AGAIN;
                }
                case "s", "skip" -> {
                    return Next.SKIP;
                }
                case "w", "write" -> {
                    return Next.KEEP;
                }
                default -> say("  Type c, s or w.");
            }
        }
    }

    private boolean agreed(String question) {
        return line(question).toLowerCase(Locale.ROOT).matches("y|yes|j|ja");
    }

    private String line(String prompt) {
        return terminal.ask(prompt).orElseThrow(Ended::new).strip();
    }

    private void say(String words) {
        terminal.err().println(words);
    }
}
