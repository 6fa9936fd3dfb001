package dev.errand.evaluation.explanation;

import com.fasterxml.jackson.databind.JsonNode;
import dev.errand.os.operation.Catalogue;
import dev.errand.os.spi.SkillReader;
import dev.errand.runtime.explain.Explanation;
import dev.errand.runtime.explain.Question;
import dev.errand.runtime.journal.RunState;
import dev.errand.runtime.journal.SqliteJournal;
import dev.errand.sandbox.host.InProcessSandbox;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Puts faults into runs of workflows and has each run explained that comes to something else than the healthy one.
///
/// The same seed gives the same faults.
final class Campaign implements AutoCloseable {
    private static final List<String> OTHER_WORDS = List.of("Sofia", "bicycle", "Lisbon", "zebra", "Packing", "2031");
    private static final Pattern TEXT = Pattern.compile("\"((?:[^\"\\\\]|\\\\.)*)\"");

    /// How many faults are tried for each that shows.
    private static final int TRIES = 12;

    private final Path folder;
    private final Catalogue catalogue = SkillReader.installed();
    private final InProcessSandbox sandbox = new InProcessSandbox();
    private final SqliteJournal journal;
    private int devices;

    /// @param folder empty; devices and the journal are made in it
    Campaign(Path folder) {
        this.folder = folder;
        this.journal = SqliteJournal.open(folder.resolve("journal.db"));
    }

    /// Faults that show, at the most `count`, each of another step, kind or way.
    List<Outcome> of(Workflow workflow, long seed, int count) {
        SplittableRandom random =
                new SplittableRandom(seed * 31 + workflow.name().hashCode());
        JsonNode healthy = trial(catalogue).run(workflow.code(), _ -> true).document();
        if (!healthy.path("state").asText().equals("succeeded")) {
            throw new IllegalStateException(
                    workflow.name() + " does not succeed without a fault: " + healthy.path("error"));
        }
        List<JsonNode> steps = new ArrayList<>();
        healthy.path("steps").forEach(step -> {
            if (catalogue
                    .operation(step.path("operation").asText())
                    .filter(o -> !Sabotage.isSpared(o))
                    .isPresent()) {
                steps.add(step);
            }
        });
        FaultKind[] kinds = FaultKind.values();
        List<Outcome> outcomes = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        int offset = random.nextInt(kinds.length);
        for (int i = 0; i < count * TRIES && outcomes.size() < count; i++) {
            JsonNode step = steps.get(random.nextInt(steps.size()));
            Fault fault =
                    new Fault(step.path("number").asInt(), kinds[(offset + i) % kinds.length], random.nextInt(1000));
            boolean refuses = random.nextInt(4) == 0;
            outcome(workflow, healthy, step, fault, refuses)
                    .filter(o -> seen.add(fault.step() + " " + fault.kind() + o.question()))
                    .ifPresent(outcomes::add);
        }
        return outcomes;
    }

    private Trial trial(Catalogue operations) {
        return new Trial(folder.resolve("device-" + devices++), journal, sandbox, operations);
    }

    private Optional<Outcome> outcome(
            Workflow workflow, JsonNode healthy, JsonNode step, Fault fault, boolean refuses) {
        String code = fault.kind() == FaultKind.WRONG_LITERAL
                ? misspelt(workflow.code(), step, fault, calls(healthy, step))
                : workflow.code();
        if (code == null) {
            return Optional.empty();
        }
        Catalogue spoilt = fault.kind() == FaultKind.WRONG_LITERAL
                ? catalogue
                : new Sabotage(fault, older(healthy, step)).of(catalogue);
        if (spoilsNothing(fault, step, older(healthy, step))) {
            return Optional.empty();
        }
        Trial.Ended ended = trial(spoilt).run(code, proposed -> !refuses || !Difference.isUnwanted(healthy, proposed));
        return Difference.between(healthy, ended.document())
                .map(question -> explained(workflow, fault, ended, question));
    }

    private static boolean spoilsNothing(Fault fault, JsonNode step, @Nullable JsonNode older) {
        boolean elsewhere = fault.kind() == FaultKind.THROWN || fault.kind() == FaultKind.WRONG_LITERAL;
        JsonNode value = step.path("result");
        return !elsewhere
                && new Spoiling(fault.seed()).spoil(fault.kind(), value, older).equals(value);
    }

    private static Outcome explained(Workflow workflow, Fault fault, Trial.Ended ended, Question question) {
        Explanation explanation = Explanation.of(ended.run(), question);
        List<Integer> set =
                explanation.causes().stream().map(Explanation.Cause::step).toList();
        RunState state = ended.run().state();
        Outcome.Manner manner = state == RunState.SUCCEEDED
                ? Outcome.Manner.WRONG
                : state == RunState.DENIED ? Outcome.Manner.REFUSED : Outcome.Manner.FAILED;
        int last = ended.document()
                .path("steps")
                .valueStream()
                .mapToInt(step -> step.path("number").asInt())
                .max()
                .orElse(0);
        return new Outcome(workflow, fault, manner, question, set, explanation.steps(), last);
    }

    private static long calls(JsonNode healthy, JsonNode step) {
        return healthy.path("steps")
                .valueStream()
                .filter(other -> other.path("line").equals(step.path("line"))
                        && other.path("operation").equals(step.path("operation")))
                .count();
    }

    private static @Nullable JsonNode older(JsonNode healthy, JsonNode step) {
        return healthy.path("steps")
                .valueStream()
                .filter(other -> other.path("operation").equals(step.path("operation"))
                        && other.path("number").asInt() < step.path("number").asInt()
                        && !other.path("result").equals(step.path("result")))
                .map(other -> other.get("result"))
                .findFirst()
                .orElse(null);
    }

    /// The code with another text at the step's line; null if there is none in its call.
    ///
    /// @param calls how many steps come from that line
    private static @Nullable String misspelt(String code, JsonNode step, Fault fault, long calls) {
        List<String> lines = new ArrayList<>(code.lines().toList());
        int index = step.path("line").asInt() - 1;
        String line = lines.get(index);
        String operation = step.path("operation").asText();
        int from = line.indexOf(operation + "(");
        Matcher text = TEXT.matcher(line);
        // A literal in a loop is at fault for all of its steps; there would be no one true answer.
        boolean found = from >= 0 && calls == 1 && text.find(from);
        // Nor is a literal of a call within this one its own.
        if (!found
                || line.substring(from + operation.length() + 1, text.start()).contains("(")) {
            return null;
        }
        String other = OTHER_WORDS.get((int) (fault.seed() % OTHER_WORDS.size()));
        lines.set(index, line.substring(0, text.start(1)) + other + line.substring(text.end(1)));
        return String.join("\n", lines);
    }

    @Override
    public void close() {
        journal.close();
    }
}
