package dev.errand.runtime.cli;

import dev.errand.os.device.DeviceFailure;
import dev.errand.os.spi.SettingSpec;
import dev.errand.os.spi.SettingSpecs;
import dev.errand.runtime.home.ConfigurationKey;
import dev.errand.runtime.home.Home;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `errand setup`: connects the device to what the person has, at a terminal step by step, or by options.
@Command(
        name = "setup",
        description = {
            "Connect your files, mail, calendar and model, step by step; each is tried while it is asked for.",
            "",
            "With options, one step is set without asking:",
            "  errand setup mail --address jane@example.org --imap-host imap.example.org --password-from env:X --test"
        })
final class Setup implements Callable<Integer> {
    @Mixin
    HomeOption home = new HomeOption();

    @Mixin
    OutputOptions output = new OutputOptions();

    @Parameters(
            arity = "0..1",
            paramLabel = "STEP",
            description = "files, mail, calendar, contacts, model, voice, permissions.")
    @Nullable
    String step;

    @Option(names = "--test", description = "With options: try it first, and write nothing if it does not work.")
    boolean test;

    @Spec
    @Nullable
    CommandSpec spec;

    /// With an option for each question of each step.
    static picocli.CommandLine commandLine() {
        picocli.CommandLine line = new picocli.CommandLine(new Setup());
        Map<String, String> options = new TreeMap<>();
        for (SetupStep each : SetupStep.values()) {
            each.questions.forEach(
                    question -> options.merge(question.option(), question.key(), (one, other) -> one + ", " + other));
        }
        options.forEach((name, keys) -> line.getCommandSpec()
                .addOption(OptionSpec.builder(name)
                        .type(String.class)
                        .paramLabel(name.endsWith("-from") ? "REFERENCE" : "VALUE")
                        .description("Sets " + keys + ".")
                        .build()));
        return line;
    }

    @Override
    public Integer call() {
        SettingSpecs specs = SettingSpecs.installed();
        List<SetupStep> known = SetupStep.known(specs);
        List<SetupStep> wanted = step == null
                ? known
                : known.stream()
                        .filter(each -> each.id().equals(step.toLowerCase(Locale.ROOT)))
                        .toList();
        if (wanted.isEmpty()) {
            throw new WrongUsage("There is no step \"%s\". Steps are %s."
                    .formatted(step, known.stream().map(SetupStep::id).collect(Collectors.joining(", "))));
        }
        Map<String, String> given = given();
        if (!given.isEmpty()) {
            if (step == null) {
                throw new WrongUsage("Name the step that the options are for: errand setup mail …");
            }
            return byOptions(wanted.getFirst(), given, specs);
        }
        Terminal terminal = output.terminal();
        if (!terminal.interactive()) {
            explain(wanted, terminal);
            return ExitCode.WRONG_USAGE;
        }
        return talk(wanted, terminal, specs);
    }

    private Map<String, String> given() {
        Map<String, String> given = new TreeMap<>();
        for (OptionSpec option : java.util.Objects.requireNonNull(spec).options()) {
            boolean question = Arrays.stream(SetupStep.values())
                    .flatMap(each -> each.questions.stream())
                    .anyMatch(each -> each.option().equals(option.longestName()));
            if (question && option.getValue() != null) {
                given.put(option.longestName(), option.getValue());
            }
        }
        return given;
    }

    private int byOptions(SetupStep chosen, Map<String, String> given, SettingSpecs specs) {
        Home place = home.home();
        Candidate candidate = new Candidate(place, specs);
        for (Map.Entry<String, String> each : given.entrySet()) {
            SetupStep.Question question = chosen.questions.stream()
                    .filter(known -> known.option().equals(each.getKey()))
                    .findFirst()
                    .orElseThrow(() -> new WrongUsage("%s is no option of errand setup %s; it has %s."
                            .formatted(each.getKey(), chosen.id(), options(chosen))));
            boolean many = specs.of(ConfigurationKey.parse(question.key()).names())
                    .map(known -> known.kind() == SettingSpec.Kind.TEXTS)
                    .orElse(false);
            candidate.answer(
                    question.key(),
                    many
                            ? Arrays.stream(each.getValue().split(","))
                                    .map(String::strip)
                                    .toList()
                            : List.of(each.getValue()));
        }
        Terminal terminal = output.terminal();
        if (test) {
            try {
                chosen.check(place, candidate);
            } catch (DeviceFailure e) {
                terminal.err().println(Terminal.visible(e.getMessage()));
                terminal.err().println("  " + Terminal.visible(e.remedy()));
                terminal.err().println("Nothing was written.");
                return ExitCode.FAILED;
            }
        }
        if (candidate.isChanged()) {
            candidate.keep();
        }
        if (!output.quiet) {
            terminal.err().println((test ? "It works. " : "") + "Written to " + place.configuration() + ".");
        }
        return ExitCode.SUCCEEDED;
    }

    private static String options(SetupStep step) {
        return step.questions.stream().map(SetupStep.Question::option).collect(Collectors.joining(", "));
    }

    private static void explain(List<SetupStep> steps, Terminal terminal) {
        terminal.err().println("errand setup asks, and there is no terminal to ask at. These commands do the same:");
        for (SetupStep each : steps) {
            terminal.err().println();
            terminal.err().println("# " + each.title);
            for (SetupStep.Question question : each.questions) {
                String value = question.option().endsWith("-from") ? "--secret < FILE" : "VALUE";
                terminal.err().println("errand config set " + question.key() + " " + value);
            }
        }
        terminal.err().println();
        terminal.err().println("or, tried before it is written: errand setup STEP OPTIONS --test");
    }

    private int talk(List<SetupStep> steps, Terminal terminal, SettingSpecs specs) {
        SetupTalk talk = new SetupTalk(terminal, home.home(), specs);
        try {
            steps.forEach(talk::lead);
        } catch (SetupTalk.Ended _) {
            terminal.err().println("Ended; what was written stays.");
            return ExitCode.CANCELLED;
        }
        terminal.err().println();
        terminal.err().println("`errand doctor` shows how everything is.");
        return ExitCode.SUCCEEDED;
    }
}
