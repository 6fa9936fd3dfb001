package dev.errand.runtime.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.errand.runtime.Errand;
import dev.errand.runtime.engine.RunDocument;
import dev.errand.runtime.engine.UndoPlan;
import dev.errand.runtime.engine.UndoPlan.Status;
import dev.errand.runtime.home.Home;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `errand undo`: shows what would be taken back and what stays, asks where a person is at the terminal, and does it.
@Command(name = "undo", description = "Take back what a run did, as far as that is possible.")
final class UndoRun extends Commands.OnRun {
    @Option(names = "--effect", paramLabel = "N", description = "Take back only this effect (repeatable).")
    List<Integer> effects = List.of();

    @Option(names = "--step", paramLabel = "N", description = "Take back only what this step did (repeatable).")
    List<Integer> steps = List.of();

    @Option(names = "--dry-run", description = "Only show what would be done, and what stays.")
    boolean dryRun;

    @Option(names = "--yes", description = "Do not ask.")
    boolean yes;

    @Override
    public Integer call() {
        Terminal terminal = output.terminal();
        try (Errand errand = dryRun ? home.lookFor(id()) : home.openFor(id(), new Narrator(terminal, output))) {
            Set<Integer> numbers = numbers(errand);
            UndoPlan plan = errand.engine().undoPlan(id(), numbers);
            if (dryRun) {
                preview(terminal, errand, plan);
                return ExitCode.SUCCEEDED;
            }
            boolean asks = terminal.interactive() && !yes && plan.isPossible();
            if (asks || !output.quiet) {
                print(terminal, plan);
            }
            if (asks && !isYes(terminal.ask("Take this back? [y/N] "))) {
                terminal.err().println("Nothing was changed.");
                return ExitCode.SUCCEEDED;
            }
            var run = errand.owning(() -> errand.engine().undo(id(), numbers, asks ? "terminal" : "command line"));
            report(terminal, RunDocument.of(run, errand.catalogue()), errand.home());
            return ExitCode.SUCCEEDED;
        }
    }

    private Set<Integer> numbers(Errand errand) {
        Set<Integer> numbers = new HashSet<>(effects);
        if (!steps.isEmpty()) {
            List<UndoPlan.Item> all = errand.engine().undoPlan(id(), Set.of()).items();
            for (int step : steps) {
                numbers.add(all.stream()
                        .filter(item -> item.step() == step)
                        .findFirst()
                        .orElseThrow(
                                () -> new WrongUsage("Step %d of run %s had no effect; `errand show` lists the steps."
                                        .formatted(step, id())))
                        .effect());
            }
        }
        return numbers;
    }

    private static boolean isYes(Optional<String> answer) {
        return answer.map(String::strip)
                .filter(text -> text.equalsIgnoreCase("y") || text.equalsIgnoreCase("yes"))
                .isPresent();
    }

    private void preview(Terminal terminal, Errand errand, UndoPlan plan) {
        if (output.json) {
            ObjectNode document = RunDocument.of(errand.engine().run(id()), errand.catalogue());
            document.set("undo", plan.json());
            terminal.out().println(Terminal.json(document, true));
        } else {
            print(new Terminal(terminal.keyboard(), terminal.out(), terminal.out(), false, terminal.styled()), plan);
        }
    }

    private static void print(Terminal terminal, UndoPlan plan) {
        for (UndoPlan.Item item : plan.items()) {
            String what = item.effect() + ". " + Terminal.visibleLine(item.summary());
            terminal.err()
                    .println(
                            switch (item.status()) {
                                case PLANNED -> "  take back  " + what;
                                case UNDONE -> "  is undone  " + what;
                                case STAYS -> "  stays      " + what + ": " + Terminal.visibleLine(item.reason());
                            });
            item.actions()
                    .forEach(action ->
                            terminal.err().println(terminal.faint("             " + Terminal.visibleLine(action))));
        }
    }

    private void report(Terminal terminal, ObjectNode document, Home home) {
        boolean isWhole = document.path("state").asText().equals("undone");
        if (output.json) {
            terminal.out().println(Terminal.json(document, true));
        } else if (isWhole && !output.jsonl) {
            new RunReport(terminal, output).print(document, home);
        } else if (!output.jsonl) {
            document.path("undo").forEach(item -> {
                boolean stays = item.path("status").asText().equals(Status.STAYS.id());
                String summary = item.path("effect").asInt() + ". "
                        + Terminal.visibleLine(item.path("summary").asText());
                terminal.out()
                        .println(
                                stays
                                        ? "Left as it is: " + summary + ": "
                                                + Terminal.visibleLine(
                                                        item.path("reason").asText())
                                        : "Undone: " + summary);
            });
        }
        terminal.out().flush();
    }
}
