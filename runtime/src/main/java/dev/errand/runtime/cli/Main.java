package dev.errand.runtime.cli;

import dev.errand.os.device.DeviceFailure;
import dev.errand.os.sample.SampleDevice;
import dev.errand.runtime.Errand;
import dev.errand.runtime.author.AuthorTrouble;
import dev.errand.runtime.engine.Refusal;
import dev.errand.runtime.home.ConfigurationError;
import dev.errand.runtime.home.Home;
import dev.errand.runtime.home.HomeFailure;
import dev.errand.runtime.journal.JournalFailure;
import dev.errand.runtime.names.NameFault;
import dev.errand.runtime.policy.RuleFault;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ServiceLoader;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/// The entry of the program.
public final class Main {
    private Main() {}

    public static void main(String[] arguments) {
        System.setOut(new PrintStream(System.out, true, StandardCharsets.UTF_8));
        System.setErr(new PrintStream(System.err, true, StandardCharsets.UTF_8));
        int code = commandLine().execute(arguments);
        System.out.flush();
        System.exit(code);
    }

    static CommandLine commandLine() {
        CommandLine line = new CommandLine(new Root());
        line.addSubcommand(new Run());
        line.addSubcommand(new Demo());
        line.addSubcommand(VoiceCommand.commandLine());
        line.addSubcommand(new Listings.Runs());
        line.addSubcommand(new Commands.Show());
        line.addSubcommand(new Watch());
        line.addSubcommand(new Commands.Approve());
        line.addSubcommand(new Commands.Deny());
        line.addSubcommand(new Commands.Answer());
        line.addSubcommand(new Remember());
        line.addSubcommand(new Commands.Cancel());
        line.addSubcommand(new UndoRun());
        line.addSubcommand(new Explain());
        line.addSubcommand(new Listings.Resume());
        line.addSubcommand(new Listings.Inbox());
        line.addSubcommand(new Forget());
        line.addSubcommand(new Export());
        line.addSubcommand(new AuditCommand());
        line.addSubcommand(new Metrics());
        line.addSubcommand(new Rules());
        line.addSubcommand(new Schedule());
        line.addSubcommand(new Serve());
        line.addSubcommand(new Mcp());
        line.addSubcommand(new Api());
        line.addSubcommand(new Skills());
        line.addSubcommand(new Labels());
        line.addSubcommand(new Doctor());
        line.addSubcommand(new Config());
        line.addSubcommand(Setup.commandLine());
        for (CommandProvider provider : ServiceLoader.load(CommandProvider.class)) {
            provider.commands().forEach(line::addSubcommand);
        }
        line.getSubcommands().values().forEach(Main::offerHelp);
        line.setExpandAtFiles(false); // an intent may begin with @
        line.setExecutionExceptionHandler((failure, _, _) -> explain(failure));
        line.setParameterExceptionHandler((failure, _) -> misused(failure));
        line.setExecutionStrategy(parsed -> {
            handDown(parsed);
            return new CommandLine.RunLast().execute(parsed);
        });
        return line;
    }

    /// What stands before a command: the home counts for it, anything else would be lost and is refused.
    private static void handDown(ParseResult parsed) {
        ParseResult last = parsed;
        OptionSpec home = null;
        for (; last.hasSubcommand(); last = last.subcommand()) {
            for (OptionSpec option : last.matchedOptions()) {
                OptionSpec same = last.subcommand().commandSpec().findOption(option.longestName());
                if (!option.longestName().equals("--home") || same == null) {
                    throw new CommandLine.ParameterException(
                            last.commandSpec().commandLine(),
                            option.longestName() + " belongs after the command: "
                                    + last.subcommand().commandSpec().qualifiedName() + " " + option.longestName()
                                    + " …");
                }
                home = option;
            }
            OptionSpec own = last.subcommand().commandSpec().findOption("--home");
            if (home != null && own != null && !last.subcommand().hasMatchedOption("--home")) {
                own.setValue(home.getValue());
            }
        }
    }

    private static void offerHelp(CommandLine command) {
        if (command.getCommandSpec().findOption("--help") == null) {
            command.getCommandSpec()
                    .addOption(OptionSpec.builder("-h", "--help")
                            .usageHelp(true)
                            .description("Show this help message and exit.")
                            .build());
        }
        command.getSubcommands().values().forEach(Main::offerHelp);
    }

    private static int misused(CommandLine.ParameterException failure) {
        String command = failure.getCommandLine().getCommandSpec().qualifiedName();
        System.err.println("errand: " + Terminal.visible(String.valueOf(failure.getMessage())));
        if (failure instanceof CommandLine.UnmatchedArgumentException && !command.equals("errand")) {
            System.err.println("Put an intent into quotes, so that its first word is not taken for a command.");
        }
        System.err.println("`" + command + " --help` shows how it is used.");
        return ExitCode.WRONG_USAGE;
    }

    private static int explain(Exception failure) {
        int code = switch (failure) {
            case WrongUsage _, ConfigurationError _, Refusal _, RuleFault _, NameFault _, IllegalArgumentException _ ->
                ExitCode.WRONG_USAGE;
            case DeviceFailure device when device.kind() == DeviceFailure.Kind.CONFLICT -> ExitCode.WRONG_USAGE;
            case HomeFailure _, JournalFailure _, DeviceFailure _, AuthorTrouble _ -> ExitCode.FAILED;
            default -> -1;
        };
        if (code < 0) {
            System.err.println("errand: something went wrong inside: " + failure);
            failure.printStackTrace();
            return ExitCode.FAILED;
        }
        System.err.println("errand: " + Terminal.visible(String.valueOf(failure.getMessage())));
        if (failure instanceof DeviceFailure device && !device.remedy().isEmpty()) {
            System.err.println("  " + Terminal.visible(device.remedy()));
        }
        return code;
    }

    /// `errand "…"`.
    @Command(
            name = "errand",
            version = "errand 0.1.0",
            mixinStandardHelpOptions = true,
            description = "A device without applications: say what you want, see what it will do, approve, done.",
            footer = {
                "",
                "Exit codes:",
                "    0  succeeded            4  denied",
                "    1  failed               5  a limit was reached",
                "    2  wrong usage          6  declined, or not understood",
                "    3  waits for a person  69  a model or service is missing",
                "       or a time          130  cancelled"
            })
    static final class Root implements Callable<Integer> {
        @Mixin
        RunIntent intent = new RunIntent();

        @Override
        public Integer call() {
            return runOrPrompt(intent);
        }
    }

    @Command(name = "run", description = "Resolve an intent (the same as errand \"INTENT\").")
    static final class Run implements Callable<Integer> {
        @Mixin
        RunIntent intent = new RunIntent();

        @Override
        public Integer call() {
            return runOrPrompt(intent);
        }
    }

    private static int runOrPrompt(RunIntent intent) {
        Terminal terminal = intent.output.terminal();
        if (intent.isEmpty() && terminal.interactive()) {
            try (Errand errand = intent.home.open(new Narrator(terminal, intent.output))) {
                return new Prompt(terminal, errand, intent).converse();
            }
        }
        intent.start(dev.errand.sandbox.Language.JAVASCRIPT);
        try (Errand errand = intent.home.open(new Narrator(terminal, intent.output))) {
            return intent.run(terminal, errand);
        }
    }

    @Command(name = "demo", description = "Create a filled sample device, and resolve an intent on it.")
    static final class Demo implements Callable<Integer> {
        @Mixin
        RunIntent intent = new RunIntent();

        @Override
        public Integer call() {
            Terminal terminal = intent.output.terminal();
            Home home = intent.home.demo();
            if (!intent.isEmpty()) {
                intent.start(dev.errand.sandbox.Language.JAVASCRIPT);
            }
            SampleDevice.create(home.data());
            if (intent.isEmpty()) {
                (intent.output.json ? terminal.err() : terminal.out()).println(home.data());
                return ExitCode.SUCCEEDED;
            }
            try (Errand errand = Errand.open(home, System.getenv(), new Narrator(terminal, intent.output))) {
                return intent.run(terminal, errand);
            }
        }
    }
}
