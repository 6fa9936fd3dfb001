package dev.errand.runtime.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.errand.intents.WorkflowCheck;
import dev.errand.os.operation.Catalogue;
import dev.errand.os.operation.Operation;
import dev.errand.runtime.journal.Entry;
import dev.errand.sandbox.check.JavaScriptChecker;
import dev.errand.sandbox.host.InProcessSandbox;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A run that waited through an upgrade goes on, or says why not and what to do; it is never half done.
final class UpgradeTest {
    private static final String DELIVERY = "lists.add('log', 'x'); courier.deliver('ada@b.example', 'hello')";

    @TempDir
    Path home;

    private TestDevice device;

    @BeforeEach
    void device() {
        device = new TestDevice(home);
    }

    @AfterEach
    void close() {
        device.close();
    }

    /// The same device under a program that offers other operations.
    private Engine upgraded(Function<Operation, Stream<Operation>> change) {
        List<Catalogue.SkillEntry> skills = device.catalogue.skills().stream()
                .map(skill -> new Catalogue.SkillEntry(
                        skill.name(),
                        skill.summary(),
                        skill.operations().stream().flatMap(change).toList(),
                        skill.recipes()))
                .toList();
        return new Engine(
                device.journal,
                device.device,
                new Catalogue(skills),
                new InProcessSandbox(),
                new WorkflowCheck(new JavaScriptChecker()),
                name -> {
                    throw new AssertionError(name);
                },
                () -> TestDevice.START,
                device.rules,
                Engine.Rules.STANDARD,
                RunListener.silent());
    }

    private Engine without(String operation) {
        return upgraded(o -> o.qualifiedName().equals(operation) ? Stream.empty() : Stream.of(o));
    }

    private Engine withNewMeaningOf(String operation) {
        return upgraded(o -> Stream.of(o.qualifiedName().equals(operation) ? next(o) : o));
    }

    private static Operation next(Operation o) {
        return new Operation(
                o.skill(),
                o.name(),
                o.version() + 1,
                o.summary(),
                o.headline(),
                o.effect(),
                o.recovery(),
                o.provenance(),
                o.parameters(),
                o.result(),
                o.sentences(),
                o.body());
    }

    private static Approval everything() {
        return new Approval(Set.of(), Map.of(), "terminal");
    }

    @Test
    void thePlanNotesWhichOperationsItUses() {
        Seen parked = device.run(DELIVERY);
        assertThat(parked.entries(Entry.PlanReady.class).getFirst().operations())
                .containsOnlyKeys("courier.deliver", "lists.add")
                .containsEntry("lists.add", 1);
    }

    @Test
    void aRunWhoseOperationIsGoneStaysAndSaysWhatToDo() {
        Seen parked = device.run(DELIVERY);
        Engine upgraded = without("courier.deliver");
        int before = parked.run().entries().size();
        assertThatThrownBy(() -> upgraded.approve(parked.id(), everything()))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("needs courier.deliver, which this Errand does not offer")
                .hasMessageContaining("errand resume")
                .hasMessageContaining("errand cancel " + parked.id());
        assertThatThrownBy(() -> upgraded.advance(parked.id())).isInstanceOf(Refusal.class);
        assertThat(device.seen(parked.id()).run().entries()).hasSize(before);
        assertThat(device.outside.delivered).isEmpty();

        assertThat(device.approve(parked).state())
                .as("once the operation is back")
                .isEqualTo("succeeded");
    }

    @Test
    void aRunWhoseOperationIsGoneCanBeCancelled() {
        Seen parked = device.run(DELIVERY);
        Engine upgraded = without("courier.deliver");
        upgraded.cancel(parked.id());
        assertThat(upgraded.advance(parked.id()).state().id()).isEqualTo("cancelled");
    }

    @Test
    void anApprovalOfWhatAnOperationMeantBeforeIsAskedForAgain() {
        Seen parked = device.run(DELIVERY);
        device.engine.approve(parked.id(), everything());
        Engine upgraded = withNewMeaningOf("courier.deliver");
        Run asked = upgraded.advance(parked.id());
        assertThat(asked.state().id()).isEqualTo("awaiting_approval");
        assertThat(device.outside.delivered).isEmpty();
        upgraded.approve(parked.id(), everything());
        assertThat(upgraded.advance(parked.id()).state().id()).isEqualTo("succeeded");
        assertThat(device.outside.delivered).containsExactly("hello → ada@b.example");
    }

    @Test
    void aRunFromBeforePlansToldWhatTheyUseStaysTooWhereAnOperationIsGone() throws IOException {
        Path lines = Path.of("src/test/resources/journal/v1/parked.jsonl");
        Seen parked = device.seen(GoldenJournal.restore(lines, device));
        assertThatThrownBy(() -> without("courier.deliver").approve(parked.id(), everything()))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("needs courier.deliver");
        Engine upgraded = withNewMeaningOf("random.integer");
        upgraded.approve(parked.id(), everything());
        assertThat(upgraded.advance(parked.id()).state().id()).isEqualTo("succeeded");
    }

    @Test
    void aRunWrittenByANewerProgramIsRefusedAndKeepsNoOtherFromGoingOn() throws Exception {
        Seen newer = device.run(DELIVERY);
        Seen own = device.run(DELIVERY);
        try (var connection = DriverManager.getConnection("jdbc:sqlite:" + device.journalFile());
                var statement = connection.createStatement()) {
            statement.executeUpdate("UPDATE entries SET version = 2 WHERE run = '" + newer.id() + "'");
        }
        assertThatThrownBy(() -> device.engine.approve(newer.id(), everything()))
                .hasMessageContaining("written in format 2")
                .hasMessageContaining("Use a newer Errand");
        assertThat(device.engine.runs()).hasSize(2);
        assertThat(device.approve(own).state()).isEqualTo("succeeded");
    }
}
