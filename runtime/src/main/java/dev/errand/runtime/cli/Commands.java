package dev.errand.runtime.cli;

import dev.errand.runtime.Errand;
import dev.errand.runtime.Planners;
import dev.errand.runtime.budget.Raise;
import dev.errand.runtime.engine.Approval;
import dev.errand.runtime.engine.ApprovalId;
import dev.errand.runtime.engine.Engine;
import dev.errand.runtime.engine.Run;
import dev.errand.runtime.journal.RunId;
import dev.errand.runtime.journal.RunState;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// The commands that work on runs that exist.
final class Commands {
    private Commands() {}

    /// A command on one run.
    abstract static class OnRun implements Callable<Integer> {
        @Mixin
        HomeOption home = new HomeOption();

        @Mixin
        OutputOptions output = new OutputOptions();

        @Parameters(
                index = "0",
                paramLabel = "RUN",
                description = "The run's id; to approve or deny, also the approval's.")
        @Nullable
        String run;

        RunId id() {
            return approval().map(ApprovalId::run).orElseGet(() -> new RunId(String.valueOf(run)));
        }

        /// The approval that is named, where it is not just the run.
        Optional<ApprovalId> approval() {
            return ApprovalId.parse(String.valueOf(run));
        }

        /// Does something with the run, then leads it on in the foreground.
        int thenConduct(Consumer<Engine> deed) {
            Terminal terminal = output.terminal();
            try (Errand errand = home.openFor(id(), new Narrator(terminal, output))) {
                return new Conductor(errand, terminal, output, List.of(), Duration.ofSeconds(60)).conduct(() -> {
                    deed.accept(errand.engine());
                    return id();
                });
            }
        }

        int report(java.util.function.Function<Errand, Run> deed) {
            Terminal terminal = output.terminal();
            try (Errand errand = home.openFor(id(), new Narrator(terminal, output))) {
                Run found = deed.apply(errand);
                return new Conductor(errand, terminal, output, List.of(), Duration.ZERO).report(found);
            }
        }
    }

    @Command(
            name = "approve",
            description = "Let a waiting run, or a dry run, do what it proposes; or raise its budget.")
    static final class Approve extends OnRun {
        @Option(names = "--effect", paramLabel = "N", description = "Approve only this effect; the others are refused.")
        List<Integer> effects = List.of();

        @Option(names = "--set", paramLabel = "N.path=value", description = "First change an argument: 1.subject=Hello")
        List<String> edits = List.of();

        @Option(
                names = "--remember",
                paramLabel = "WIDTH",
                description = "Allow the like of it from now on: narrow (exactly this again), medium, or wide.")
        @Nullable
        String remember;

        @Option(
                names = "--raise",
                paramLabel = "NAME=LIMIT",
                description = {
                    "Let a run go on that reached its budget: usd=2 is its new limit, usd=+2 adds to the one it has.",
                    "Names: usd, tokens, steps, minutes, calls, wh. Repeatable.",
                    "day.usd=10 lets this run go on to that sum of all intents today; so for the other names."
                })
        List<String> raises = List.of();

        @Override
        public Integer call() {
            return raises.isEmpty() ? approve() : raise();
        }

        private Integer raise() {
            if (!effects.isEmpty() || !edits.isEmpty() || remember != null) {
                throw new WrongUsage(
                        "--raise does not go with --effect, --set or --remember: a run waits for one or the other.");
            }
            List<Raise> parsed = raises.stream().map(Raise::parse).toList();
            return thenConduct(engine -> engine.raise(id(), parsed, "command line"));
        }

        private Integer approve() {
            Map<Integer, Map<String, com.fasterxml.jackson.databind.JsonNode>> changes = new HashMap<>();
            for (String typed : edits) {
                Edit edit = Edit.parse(typed).orElseThrow(() -> new WrongUsage("\"" + typed + "\": " + Edit.FORM));
                changes.computeIfAbsent(edit.effect(), _ -> new HashMap<>()).put(edit.path(), edit.value());
            }
            Set<Integer> numbers = new HashSet<>(effects);
            Approval approval = new Approval(
                    numbers,
                    changes,
                    "command line",
                    Optional.ofNullable(remember).map(Widths::of),
                    approval());
            return thenConduct(engine -> {
                // A new day may have brought room.
                if (engine.run(id()).state() == RunState.OVER_BUDGET) {
                    engine.raise(id(), List.of(), "command line");
                } else {
                    engine.approve(id(), approval);
                }
            });
        }
    }

    @Command(name = "deny", description = "Refuse what a waiting run proposes.")
    static final class Deny extends OnRun {
        @Option(names = "--reason", paramLabel = "TEXT", description = "Why; a model may plan anew with it.")
        String reason = "";

        @Override
        public Integer call() {
            return thenConduct(engine -> approval()
                    .ifPresentOrElse(
                            given -> engine.deny(given, reason.strip(), "command line"),
                            () -> engine.deny(id(), reason.strip(), "command line")));
        }
    }

    @Command(name = "answer", description = "Answer the question that a run waits with.")
    static final class Answer extends OnRun {
        @Parameters(
                index = "1..*",
                arity = "1..*",
                paramLabel = "TEXT",
                description = "A choice's number or text, or words.")
        List<String> text = List.of();

        @Override
        public Integer call() {
            return thenConduct(engine -> engine.answer(id(), String.join(" ", text), "command line"));
        }
    }

    @Command(name = "cancel", description = "End a run that has not ended; what was done stays done.")
    static final class Cancel extends OnRun {
        @Override
        public Integer call() {
            report(errand -> errand.owning(() -> errand.engine().cancel(id())));
            return ExitCode.SUCCEEDED;
        }
    }

    @Command(name = "show", description = "Show a run: plan, effects, steps, what was said.")
    static final class Show extends OnRun {
        @Override
        public Integer call() {
            Terminal terminal = output.terminal();
            try (Errand errand = home.lookFor(id())) {
                new RunPrinter(terminal, output).print(errand, errand.engine().run(id()));
            }
            return ExitCode.SUCCEEDED;
        }
    }

    /// Whether a planner's name is one; for options.
    static void requirePlanner(String name) {
        if (!Planners.isName(name)) {
            throw new WrongUsage(
                    "There is no planner \"%s\". Use auto, openai, offline or replay:FILE.".formatted(name));
        }
    }
}
