package dev.errand.evaluation.trial;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.errand.evaluation.report.CaseResult;
import dev.errand.evaluation.suite.Suite;
import dev.errand.evaluation.suite.SuiteReader;
import dev.errand.evaluation.voice.Ears;
import dev.errand.os.operation.Body;
import dev.errand.os.operation.Catalogue;
import dev.errand.os.operation.Operation;
import dev.errand.os.operation.Result;
import dev.errand.os.operation.StepContext;
import dev.errand.runtime.home.Configuration;
import dev.errand.sandbox.host.InProcessSandbox;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The shipped suites: their references pass, their wrong workflows fail, and a skill that is broken turns those
/// cases red that are about what it does.
///
/// A slice of each; `-Derrand.suites=all` for all of it, as `errand eval --check-suite NAME` does too.
class SuitesTest {
    private static final int SLICE = 6;

    @TempDir
    Path folder;

    private Evaluation evaluation(UnaryOperator<Catalogue> spoil) throws IOException {
        DeviceShelf shelf = new DeviceShelf(Files.createDirectories(folder.resolve("kept")), Optional.empty());
        Ears ears = new Ears(Configuration.read(folder.resolve("none.toml"), Map.of()));
        Laboratory laboratory =
                new Laboratory(shelf, new InProcessSandbox(), new PlannerChoice("reference", null), ears);
        return new Evaluation(laboratory.spoilt(spoil), Files.createDirectories(folder.resolve("homes")), 2, Duration.ofSeconds(60));
    }

    private static List<Suite.Line> slice(String suite) {
        List<Suite.Line> all = SuiteReader.read(suite).lines();
        boolean whole = "all".equals(System.getProperty("errand.suites"));
        return IntStream.range(0, all.size())
                .filter(i -> whole || i % SLICE == 0)
                .mapToObj(all::get)
                .toList();
    }

    @ParameterizedTest
    @ValueSource(strings = {"paper", "device", "voice"})
    void referencesPassAndWrongWorkflowsFail(String suite) throws IOException, InterruptedException {
        SuiteCheck.Outcome outcome = new SuiteCheck(evaluation(UnaryOperator.identity())).of(slice(suite));
        assertThat(outcome.faults()).isEmpty();
        assertThat(outcome.references()).isGreaterThanOrEqualTo(6);
        assertThat(outcome.wrong()).isGreaterThanOrEqualTo(2 * outcome.references() - 1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"paper", "device", "voice"})
    void everyLineIsACaseWithAReferenceAndTwoWrongWorkflows(String suite) {
        Suite read = SuiteReader.read(suite);
        assertThat(read.faults()).isEmpty();
        assertThat(read.lines()).allSatisfy(line -> {
            assertThat(((Suite.Ready) line).item().reference()).isPresent();
            assertThat(((Suite.Ready) line).item().wrong()).hasSizeGreaterThanOrEqualTo(2);
        });
    }

    @Test
    void aMailSkillThatDropsAttachmentsTurnsThoseCasesRedThatAreAboutThem() throws IOException, InterruptedException {
        Set<String> about = Set.of("car-title-stated", "car-title-ambiguous", "reply-missing-document");
        Set<String> others = Set.of("sleep-stated", "mail-anna-berg", "send-refused", "save-and-forward-bill");
        List<Evaluation.Task> tasks = new ArrayList<>();
        for (String suite : SuiteReader.SHIPPED) {
            SuiteReader.read(suite).lines().stream()
                    .filter(line -> about.contains(line.id()) || others.contains(line.id()))
                    .forEach(line -> tasks.add(new Evaluation.Task(line, 1, Optional.empty())));
        }
        List<CaseResult> results = evaluation(SuitesTest::withoutAttachments).run(tasks, (_, _) -> {});
        assertThat(results).hasSize(about.size() + others.size());
        assertThat(results).allSatisfy(result -> {
            assertThat(result.passed()).as(result.id()).isEqualTo(others.contains(result.id()));
            if (about.contains(result.id())) {
                assertThat(result.failed()).anyMatch(fault -> fault.startsWith("world: mail"));
            }
        });
    }

    /// The operations of a device whose mails lose what is attached to them.
    private static Catalogue withoutAttachments(Catalogue catalogue) {
        return new Catalogue(catalogue.skills().stream()
                .map(skill -> new Catalogue.SkillEntry(
                        skill.name(),
                        skill.summary(),
                        skill.operations().stream().map(SuitesTest::broken).toList(),
                        skill.recipes()))
                .toList());
    }

    private static Operation broken(Operation operation) {
        if (!Set.of("mail.send", "mail.reply").contains(operation.qualifiedName())) {
            return operation;
        }
        return operation.carriedOutBy(new Dropping(operation.body()));
    }

    private record Dropping(Body body) implements Body {
        @Override
        public Result perform(ObjectNode arguments, StepContext context) {
            ObjectNode fewer = arguments.deepCopy();
            fewer.remove("attachments");
            return body.perform(fewer, context);
        }

        @Override
        public Optional<Result> preview(ObjectNode arguments, StepContext context) {
            return body.preview(arguments, context);
        }

        @Override
        public boolean previews() {
            return body.previews();
        }

        @Override
        public boolean undoable() {
            return body.undoable();
        }

        @Override
        public void undo(ObjectNode arguments, Result result, StepContext context) {
            body.undo(arguments, result, context);
        }
    }
}
