package dev.errand.runtime.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.errand.os.contacts.Contacts;
import dev.errand.runtime.Documents;
import dev.errand.runtime.Errand;
import dev.errand.runtime.journal.CallHistory;
import dev.errand.runtime.journal.CallHistory.PastCall;
import dev.errand.runtime.policy.Rule;
import dev.errand.runtime.policy.Rule.Kind;
import dev.errand.runtime.policy.RuleCodec;
import dev.errand.runtime.policy.RuleMaker;
import dev.errand.runtime.policy.Rulebook;
import java.security.SecureRandom;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `errand rules`: what is always allowed, asked or refused.
@Command(
        name = "rules",
        description = "Show and change what is always allowed, asked or refused.",
        subcommands = {Rules.Ls.class, Rules.Add.class, Rules.Test.class, Rules.Rm.class})
final class Rules implements Callable<Integer> {
    private static final int LOOKED_AT = 100;

    @Mixin
    HomeOption home = new HomeOption();

    @Mixin
    OutputOptions output = new OutputOptions();

    @Override
    public Integer call() {
        return list(home, output);
    }

    /// A command about the rules of one home.
    abstract static class OnRules implements Callable<Integer> {
        @Mixin
        HomeOption home = new HomeOption();

        @Mixin
        OutputOptions output = new OutputOptions();
    }

    private static RuleMaker maker(Errand errand) {
        return new RuleMaker(errand.catalogue(), () -> Contacts.of(errand.device()), new SecureRandom());
    }

    private static int list(HomeOption home, OutputOptions output) {
        Terminal terminal = output.terminal();
        try (Errand errand = Errand.look(home.home(), System.getenv())) {
            Rulebook book = errand.rules().read();
            if (output.json) {
                terminal.out().println(Terminal.json(Documents.rules(errand), true));
            } else {
                book.rules().forEach(rule -> print(terminal, rule, errand.history()));
            }
            if (book.rules().isEmpty() && book.problems().isEmpty() && !output.quiet) {
                terminal.err()
                        .println("There are no rules. `errand rules add --help` shows how to make one;"
                                + " they are kept in " + errand.rules().path() + ".");
            }
            return problems(terminal, book, errand);
        }
    }

    private static void print(Terminal terminal, Rule rule, CallHistory history) {
        CallHistory.Uses uses = history.usesOf(rule.id());
        String origin = rule.source().run().isEmpty()
                ? "made by " + rule.source().by()
                : "from effect %d of %s, approved by %s"
                        .formatted(
                                rule.source().effect(),
                                rule.source().run(),
                                rule.source().by());
        String used = uses.times() == 0
                ? "never used"
                : "used %d times, last %s".formatted(uses.times(), ApprovalExplanation.local(uses.last()));
        terminal.out().println(rule.id() + "  " + Terminal.visibleLine(rule.sentence()));
        LocalDate until = rule.until();
        boolean over =
                until != null && LocalDate.now(java.time.ZoneId.systemDefault()).isAfter(until);
        terminal.out()
                .println("    " + Terminal.visibleLine(origin) + ", " + ApprovalExplanation.local(rule.created()) + "; "
                        + used + (over ? "; over" : ""));
    }

    /// Says what is wrong; returns the exit code.
    private static int problems(Terminal terminal, Rulebook book, Errand errand) {
        if (book.problems().isEmpty()) {
            return ExitCode.SUCCEEDED;
        }
        book.problems().forEach(problem -> terminal.err().println(terminal.warning(Terminal.visible(problem.words()))));
        terminal.err()
                .println("As long as this is so, nothing is allowed by rule. Correct "
                        + errand.rules().path() + ", or remove the rule: errand rules rm ID");
        return ExitCode.FAILED;
    }

    @Command(name = "ls", description = "List the rules: what they say, where they come from, how often they decided.")
    static final class Ls extends OnRules {
        @Override
        public Integer call() {
            return list(home, output);
        }
    }

    /// One of three.
    static final class Verdict {
        @Option(names = "--allow", required = true, description = "Allow it unasked.")
        boolean allow;

        @Option(names = "--ask", required = true, description = "Ask, even where it would be allowed.")
        boolean ask;

        @Option(names = "--deny", required = true, description = "Refuse it unasked.")
        boolean deny;

        Kind kind() {
            return allow ? Kind.ALLOW : deny ? Kind.DENY : Kind.ASK;
        }
    }

    @Command(
            name = "add",
            description = {
                "Make a rule.",
                "",
                "A condition (--where) is one of:",
                RuleMaker.GRAMMAR,
                "",
                "A rule that allows must speak of all that decides who receives, or what is changed or run; what is "
                        + "optional and not spoken of must not be given. Of a list, all elements must fit (to allow), "
                        + "or any (to ask or deny)."
            })
    static final class Add extends OnRules {
        @ArgGroup(multiplicity = "1")
        Verdict verdict = new Verdict();

        @Option(names = "--operation", required = true, paramLabel = "NAME", description = "Such as mail.send.")
        String operation = "";

        @Option(names = "--where", paramLabel = "CONDITION", description = "On one parameter; repeatable.")
        List<String> where = List.of();

        @Option(names = "--until", paramLabel = "DATE", description = "The last day it is in force, as 2027-01-31.")
        @Nullable
        String until;

        @Option(names = "--match", paramLabel = "JSON", description = "Arguments that it must cover; repeatable.")
        List<String> match = List.of();

        @Option(
                names = "--not-match",
                paramLabel = "JSON",
                description = "Arguments that it must not cover; repeatable.")
        List<String> notMatch = List.of();

        @Override
        public Integer call() {
            Terminal terminal = output.terminal();
            try (Errand errand = Errand.look(home.home(), System.getenv())) {
                RuleMaker.Typed typed = new RuleMaker.Typed(
                        verdict.kind(), operation, where, date(), objects(match), objects(notMatch));
                Rule rule = maker(errand).make(typed, Rule.Source.written("command line"), Instant.now());
                errand.owning(() -> {
                    errand.rules().add(List.of(rule));
                    return rule;
                });
                if (output.json) {
                    terminal.out().println(Terminal.json(RuleCodec.write(rule), true));
                } else {
                    terminal.out().println(rule.id() + "  " + Terminal.visibleLine(rule.sentence()));
                }
                return problems(terminal, errand.rules().read(), errand);
            }
        }

        private @Nullable LocalDate date() {
            try {
                return until == null ? null : LocalDate.parse(until);
            } catch (DateTimeException e) {
                throw new WrongUsage("\"%s\" is no date. Write it as 2027-01-31.".formatted(until));
            }
        }

        private static List<ObjectNode> objects(List<String> texts) {
            return texts.stream().map(Add::object).toList();
        }

        private static ObjectNode object(String text) {
            try {
                if (new ObjectMapper().readTree(text) instanceof ObjectNode object) {
                    return object;
                }
            } catch (JsonProcessingException e) {
                // told below
            }
            throw new WrongUsage("“%s” is no JSON object of arguments.".formatted(text));
        }
    }

    @Command(
            name = "test",
            description = "Check the examples of all rules; with RULE, show which of the last calls it covers.")
    static final class Test extends OnRules {
        @Parameters(arity = "0..1", paramLabel = "RULE", description = "Its id.")
        @Nullable
        String id;

        @Override
        public Integer call() {
            Terminal terminal = output.terminal();
            try (Errand errand = Errand.look(home.home(), System.getenv())) {
                Rulebook book = errand.rules().read();
                String wanted = id;
                if (wanted != null) {
                    return test(terminal, errand, book, wanted);
                }
                for (Rule rule : book.rules()) {
                    terminal.out()
                            .printf(
                                    "%s  %d examples hold%n",
                                    rule.id(),
                                    rule.match().size() + rule.notMatch().size());
                }
                return problems(terminal, book, errand);
            }
        }

        private static int test(Terminal terminal, Errand errand, Rulebook book, String wanted) {
            boolean broken = book.problems().stream().anyMatch(p -> p.id().equals(wanted));
            if (broken) {
                return problems(terminal, book, errand);
            }
            Rule rule = book.rule(wanted)
                    .orElseThrow(() ->
                            new WrongUsage("There is no rule \"%s\"; `errand rules` lists them.".formatted(wanted)));
            RuleMaker maker = maker(errand);
            List<PastCall> past = errand.history().calls(LOOKED_AT);
            List<PastCall> covered = past.stream()
                    .filter(call -> call.operation().equals(rule.operation()))
                    .filter(call -> maker.covers(rule, call.arguments()))
                    .toList();
            terminal.out().println(Terminal.visibleLine(rule.sentence()));
            terminal.out().printf("covers %d of the last %d calls%n", covered.size(), past.size());
            covered.forEach(call -> terminal.out()
                    .printf(
                            "  %s %d  %s%n",
                            call.run(),
                            call.effect(),
                            Terminal.visibleLine(call.arguments().toString())));
            return ExitCode.SUCCEEDED;
        }
    }

    @Command(name = "rm", description = "Remove a rule, valid or not.")
    static final class Rm extends OnRules {
        @Parameters(paramLabel = "RULE", description = "Its id.")
        String id = "";

        @Override
        public Integer call() {
            try (Errand errand = Errand.look(home.home(), System.getenv())) {
                errand.owning(() -> {
                    errand.rules().remove(id);
                    return id;
                });
                if (!output.quiet) {
                    output.terminal().out().println("Removed " + id + ".");
                }
                return ExitCode.SUCCEEDED;
            }
        }
    }
}
