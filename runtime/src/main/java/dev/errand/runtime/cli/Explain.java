package dev.errand.runtime.cli;

import dev.errand.runtime.Errand;
import dev.errand.runtime.explain.Explanation;
import dev.errand.runtime.explain.Question;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `errand explain RUN`.
@Command(name = "explain", description = "Say which few steps explain why a run failed, or why it did what it did.")
final class Explain extends Commands.OnRun {
    static final class About {
        @Option(names = "--effect", paramLabel = "N", description = "Why effect N is what it is.")
        int effect;

        @Option(names = "--step", paramLabel = "N", description = "Why step N is what it is.")
        int step;

        @Option(names = "--result", description = "Why the result is what it is.")
        boolean result;

        @Option(names = "--line", paramLabel = "N", description = "Why line N of the code was not reached.")
        int line;
    }

    @ArgGroup
    About about = new About();

    @Option(
            names = "--argument",
            paramLabel = "NAME",
            description = "With --effect or --step: only why this argument is what it is.")
    String argument = "";

    @Override
    public Integer call() {
        Terminal terminal = output.terminal();
        Question question = question();
        try (Errand errand = home.lookFor(id())) {
            Explanation explanation = Explanation.of(errand.engine().run(id()), question);
            if (output.json) {
                terminal.out().println(Terminal.json(explanation.json(), true));
            } else {
                print(terminal, explanation);
            }
        }
        return ExitCode.SUCCEEDED;
    }

    private Question question() {
        if (!argument.isEmpty() && about.effect == 0 && about.step == 0) {
            throw new WrongUsage("--argument says which argument of a step or effect; add --effect N or --step N.");
        }
        if (about.effect != 0) {
            return new Question.WhyEffect(about.effect, argument);
        } else if (about.step != 0) {
            return new Question.WhyStep(about.step, argument);
        } else if (about.line != 0) {
            return new Question.WhyNotReached(about.line);
        }
        return about.result ? new Question.WhyResult() : new Question.WhyFailed();
    }

    private static void print(Terminal terminal, Explanation explanation) {
        var out = terminal.out();
        out.println(terminal.bold(Terminal.visible(explanation.failure())));
        boolean shown = explanation.causes().stream().anyMatch(cause -> cause.line() == explanation.line());
        if (explanation.line() > 0 && !shown) {
            out.println(code(explanation.line(), explanation.code()));
        }
        if (!explanation.causes().isEmpty()) {
            out.printf("Explained by %d of %d steps:%n", explanation.causes().size(), explanation.steps());
        }
        for (Explanation.Cause cause : explanation.causes()) {
            out.printf("  step %d  %s  %s%n", cause.step(), cause.operation(), Terminal.visibleLine(cause.role()));
            out.println("  " + code(cause.line(), cause.code()));
        }
        if (!explanation.remedy().isEmpty()) {
            out.println("What to do: " + Terminal.visible(explanation.remedy()));
        }
    }

    private static String code(int line, String text) {
        return "  line " + line + ": " + Terminal.visibleLine(text);
    }
}
