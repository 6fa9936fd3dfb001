package dev.errand.runtime.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.errand.runtime.journal.Entry;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What can be taken back, and what is said to stay.
final class UndoTest {
    @TempDir
    Path home;

    private TestDevice device;

    @BeforeEach
    void open() {
        device = new TestDevice(home);
    }

    @AfterEach
    void close() {
        device.close();
    }

    private Seen undo(Seen run) {
        device.engine.undo(run.id());
        return device.seen(run.id());
    }

    @Test
    void effectsAreTakenBackLastFirst() {
        device.file("a.txt", "A");
        Seen done = device.run("""
                files.write("a.txt", "B");
                files.move("a.txt", "kept/a.txt");
                files.append("kept/a.txt", "more");
                lists.add("shopping", "milk");
                lamps.turnOn("hall");
                """);
        assertThat(done.state()).isEqualTo("succeeded");
        assertThat(device.outside.lamps).containsExactly("hall");
        assertThat(done.document().path("undoable").asBoolean()).isTrue();

        Seen undone = undo(done);
        assertThat(undone.state()).isEqualTo("undone");
        assertThat(device.text("a.txt")).isEqualTo("A");
        assertThat(device.has("kept")).isFalse();
        assertThat(device.device.storage().walk("lists")).isEmpty();
        assertThat(device.outside.lamps).isEmpty();
        assertThat(undone.effects()).allMatch(effect -> effect.endsWith("undone"));
        assertThat(undone.entries(Entry.EffectUndone.class).stream().map(Entry.EffectUndone::number))
                .containsExactly(5, 4, 3, 2, 1);
        assertThat(undone.document().path("undoable").asBoolean()).isFalse();
    }

    @Test
    void whatSomebodyChangedSinceIsLeftAndSaid() {
        Seen done = device.run("files.write('a.txt', 'A'); files.write('b.txt', 'B');");
        device.file("a.txt", "mine");
        Seen undone = undo(done);
        assertThat(device.text("a.txt")).isEqualTo("mine");
        assertThat(device.has("b.txt")).isFalse();
        assertThat(undone.document().at("/left/0").asText())
                .contains("1 Write the file a.txt")
                .contains("changed by somebody else");
        assertThat(undone.effects()).containsExactly("1 files.write allowed executed", "2 files.write allowed undone");
    }

    @Test
    void whatCannotBeTakenBackIsSaid() {
        Seen done = device.approve(device.run("courier.deliver('a@b.example', 'hi'); files.write('a.txt', 'A');"));
        Seen undone = undo(done);
        assertThat(undone.document().at("/left/0").asText())
                .isEqualTo("1 Deliver “hi” to a@b.example: cannot be taken back");
        assertThat(device.has("a.txt")).isFalse();
    }

    @Test
    void undoingTwiceIsRefused() {
        Seen undone = undo(device.run("files.write('a.txt', 'A');"));
        assertThatThrownBy(() -> device.engine.undo(undone.id()))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("is undone; there is nothing to undo");
    }

    @Test
    void whatFailedIsNotUndoneAndWhatWasDeniedNeither() {
        Seen failed = device.run("lamps.turnOn('hall'); lamps.turnOn('broken');");
        assertThat(failed.state()).isEqualTo("failed");
        assertThat(failed.errorKind()).isEqualTo("service");
        assertThat(failed.effects())
                .containsExactly("1 lamps.turnOn allowed executed", "2 lamps.turnOn allowed failed");
        Seen undone = undo(failed);
        assertThat(device.outside.lamps).isEmpty();
        assertThat(undone.entries(Entry.RunUndone.class).getFirst().undone()).containsExactly(1);
    }

    @Test
    void whatNobodySawTheEndOfIsTakenBackOrNamed() {
        Seen asked = device.run("courier.deliver('a@b.example', 'hi'); files.write('a.txt', 'A');");
        device.engine.approve(asked.id(), Approval.ofAll("terminal"));
        TestDevice dying = device.restarted(journal -> new DyingAt(journal, Entry.EffectStarted.class, false));
        assertThatThrownBy(() -> dying.engine.advance(asked.id())).isInstanceOf(MortalJournal.Death.class);
        device = dying.restarted();
        device.engine.cancel(asked.id());
        assertThat(undo(asked).document().at("/left/0").asText()).contains("cannot be taken back");

        Seen writing = new Seen(device.engine.run(device.start("files.write('b.txt', 'B');")), device.catalogue);
        TestDevice dies = device.restarted(journal -> new DyingAt(journal, Entry.StepFinished.class, true));
        assertThatThrownBy(() -> dies.engine.advance(writing.id())).isInstanceOf(MortalJournal.Death.class);
        device = dies.restarted();
        assertThat(device.has("b.txt")).isTrue();
        device.engine.cancel(writing.id());
        assertThat(undo(writing).state()).isEqualTo("undone");
        assertThat(device.has("b.txt")).isFalse();
    }
}
