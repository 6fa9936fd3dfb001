package dev.errand.runtime.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.errand.runtime.Errand;
import dev.errand.runtime.export.JsonLines;
import dev.errand.runtime.journal.Audit;
import dev.errand.runtime.journal.RunId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `errand audit`: what the journal can prove about itself.
@Command(
        name = "audit",
        description = "Check that the journal is as it was written.",
        subcommands = AuditCommand.Verify.class)
final class AuditCommand implements Callable<Integer> {
    @Override
    public Integer call() {
        throw new WrongUsage("errand audit has one command: errand audit verify [RUN]");
    }

    @Command(
            name = "verify",
            description = {
                "Check every hash of the journal, or of one run.",
                "Ends with 0 if all holds, with 1 if anything was changed, removed or added behind Errand's back. Whoever"
                        + " can write the journal's file can make all its hashes anew: keep the head that this prints"
                        + " somewhere else, and give it with --expect."
            })
    static final class Verify implements Callable<Integer> {
        @Mixin
        HomeOption home = new HomeOption();

        @Mixin
        OutputOptions output = new OutputOptions();

        @Parameters(index = "0", arity = "0..1", paramLabel = "RUN", description = "Only this run's breaks.")
        @Nullable
        String run;

        @Option(names = "--file", paramLabel = "FILE", description = "Check a run exported as JSON lines instead.")
        @Nullable
        Path file;

        @Option(
                names = "--expect",
                paramLabel = "HASH",
                description = "A head that was printed earlier: the journal must still contain it.")
        @Nullable
        String expected;

        @Override
        public Integer call() {
            Audit audit = file == null ? journal() : exported(file);
            Terminal terminal = output.terminal();
            if (output.json) {
                terminal.out().println(Terminal.json(document(audit), true));
            } else {
                tell(audit, terminal);
            }
            return audit.holds() ? ExitCode.SUCCEEDED : ExitCode.FAILED;
        }

        private Audit exported(Path from) {
            if (run != null) {
                throw new WrongUsage("Name a RUN of the journal or a --file, not both.");
            }
            try (Stream<String> lines = Files.lines(from)) {
                return JsonLines.audit(lines, Optional.ofNullable(expected));
            } catch (IOException | UncheckedIOException e) {
                throw new WrongUsage("%s cannot be read as text (%s).".formatted(from, e.getMessage()));
            }
        }

        private Audit journal() {
            RunId only = run == null ? null : new RunId(run);
            try (Errand errand = only == null ? Errand.look(home.home(), System.getenv()) : home.lookFor(only)) {
                Audit audit = errand.archive().audit(Optional.ofNullable(expected));
                return only == null ? audit : of(only, errand, audit);
            }
        }

        /// A run that was removed has no entries any more, but breaks.
        private static Audit of(RunId run, Errand errand, Audit audit) {
            List<Audit.Break> breaks = audit.breaks().stream()
                    .filter(found ->
                            found.run().equals(run.value()) || found.run().isEmpty())
                    .toList();
            int entries = errand.archive().stored(run).size();
            if (entries == 0 && breaks.isEmpty()) {
                errand.engine().run(run); // says that there is no such run
            }
            int forgotten = errand.archive().forgotten().containsKey(run) ? 1 : 0;
            return new Audit(1, entries, forgotten, audit.head(), breaks);
        }

        private static ObjectNode document(Audit audit) {
            ObjectNode document = JsonNodeFactory.instance.objectNode();
            document.put("holds", audit.holds())
                    .put("runs", audit.runs())
                    .put("entries", audit.entries())
                    .put("forgotten", audit.forgotten())
                    .put("head", audit.head());
            ArrayNode breaks = document.putArray("breaks");
            audit.breaks()
                    .forEach(found -> breaks.addObject()
                            .put("run", found.run())
                            .put("entry", found.entry())
                            .put("meaning", found.meaning()));
            return document;
        }

        private static void tell(Audit audit, Terminal terminal) {
            for (Audit.Break found : audit.breaks()) {
                String run = found.run().isEmpty() ? "Journal" : "Run " + found.run();
                String entry = found.entry() == 0 ? "" : ", entry " + found.entry();
                terminal.out().println(Terminal.visibleLine(run + entry + ": " + found.meaning()));
            }
            String scope = "%d %s, %d entries%s"
                    .formatted(
                            audit.runs(),
                            audit.runs() == 1 ? "run" : "runs",
                            audit.entries(),
                            audit.forgotten() == 0 ? "" : ", " + audit.forgotten() + " forgotten");
            if (audit.holds()) {
                terminal.out().println("All holds: " + scope + ".");
                terminal.out().println("Head: " + audit.head());
            } else {
                terminal.err().println("Broken: " + scope + " looked at. Compare with a backup of state/journal.db.");
            }
        }
    }
}
