package dev.errand.runtime.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.errand.runtime.Errand;
import dev.errand.runtime.engine.Engine;
import dev.errand.runtime.engine.Run;
import dev.errand.runtime.home.Home;
import dev.errand.runtime.journal.Journal;
import dev.errand.runtime.journal.RunId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// The commands that look over all runs.
final class Listings {
    private Listings() {}

    /// A command over all runs of the homes that are meant.
    abstract static class OverRuns implements Callable<Integer> {
        @Mixin
        HomeOption home = new HomeOption();

        @Mixin
        OutputOptions output = new OutputOptions();

        /// Newest first over all homes, as many as are asked for.
        int list(Function<Engine, List<Journal.Summary>> find, int limit, String none) {
            List<Journal.Summary> found = new ArrayList<>();
            Set<RunId> forgotten = new HashSet<>();
            for (Home each : home.withRuns()) {
                try (Errand errand = Errand.look(each, System.getenv())) {
                    found.addAll(find.apply(errand.engine()));
                    forgotten.addAll(errand.archive().forgotten().keySet());
                }
            }
            found.sort(Comparator.comparing(Journal.Summary::startedAt).reversed());
            Terminal terminal = output.terminal();
            List<Journal.Summary> shown = found.subList(0, Math.min(limit, found.size()));
            new RunPrinter(terminal, output).list(shown, forgotten);
            if (found.isEmpty() && !output.quiet) {
                terminal.err().println(none);
            } else if (shown.size() == limit && !output.quiet && !output.json) {
                terminal.err()
                        .println(terminal.faint(
                                "There may be more: --before " + shown.getLast().id() + ", or a larger --limit."));
            }
            return ExitCode.SUCCEEDED;
        }
    }

    /// A listing of which a page is shown.
    abstract static class Paged extends OverRuns {
        @Option(names = "--limit", paramLabel = "N", description = "At most so many (default: ${DEFAULT-VALUE}).")
        int limit = 100;

        @Option(names = "--before", paramLabel = "RUN", description = "Only runs that began before this one.")
        @Nullable
        String before;

        /// Where several homes are listed, the run that is named is in one of them only.
        Optional<RunId> before(Engine engine) {
            if (limit < 1) {
                throw new WrongUsage("--limit is at least 1.");
            }
            return Optional.ofNullable(before).map(RunId::new).filter(engine::knows);
        }
    }

    @Command(name = "runs", description = "List the runs, newest first.")
    static final class Runs extends Paged {
        @Override
        public Integer call() {
            return list(engine -> engine.runs(limit, before(engine)), limit, "There are no runs yet.");
        }
    }

    @Command(name = "inbox", description = "List all that waits for a person.")
    static final class Inbox extends Paged {
        @Override
        public Integer call() {
            Terminal terminal = output.terminal();
            InboxPrinter inbox = new InboxPrinter(terminal, output);
            for (Home each : home.withRuns()) {
                try (Errand errand = Errand.look(each, System.getenv())) {
                    inbox.add(errand, limit, before(errand.engine()));
                }
            }
            inbox.print();
            return ExitCode.SUCCEEDED;
        }
    }

    @Command(name = "resume", description = "Go on with everything that was interrupted or whose wait is over.")
    static final class Resume extends OverRuns {
        private final ArrayNode documents = JsonNodeFactory.instance.arrayNode();
        private int resumed;
        private int code = ExitCode.SUCCEEDED;

        @Override
        public Integer call() {
            Terminal terminal = output.terminal();
            for (Home each : home.withRuns()) {
                try (Errand errand = Errand.open(each, System.getenv(), new Narrator(terminal, output))) {
                    resume(errand, terminal);
                    Forget.whatIsOld(errand, errand.retention(), terminal, output);
                }
            }
            if (output.json) {
                terminal.out().println(Terminal.json(documents, true));
            }
            if (resumed == 0 && !output.quiet) {
                terminal.err().println("Nothing was interrupted.");
            }
            return code;
        }

        private void resume(Errand errand, Terminal terminal) {
            Conductor conductor = new Conductor(errand, terminal, output, List.of(), Duration.ofSeconds(60));
            for (RunId id : errand.engine().interrupted()) {
                if (Interrupts.heard().any()) {
                    return;
                }
                resumed++;
                try {
                    Run run = conductor.lead(() -> id);
                    if (output.json) {
                        documents.add(conductor.document(run));
                    } else {
                        conductor.report(run);
                    }
                } catch (RuntimeException e) {
                    // One run that cannot go on keeps no other from it.
                    terminal.err()
                            .println(
                                    "Run " + id + " cannot go on: " + Terminal.visible(String.valueOf(e.getMessage())));
                    code = ExitCode.FAILED;
                }
            }
        }
    }
}
