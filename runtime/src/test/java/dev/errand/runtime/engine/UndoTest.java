package dev.errand.runtime.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.errand.runtime.journal.Entry;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

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
        assertThatThrownBy(() -> device.engine.undo(asked.id()))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("Nothing of run")
                .hasMessageContaining("cannot be taken back");

        Seen writing = new Seen(device.engine.run(device.start("files.write('b.txt', 'B');")), device.catalogue);
        TestDevice dies = device.restarted(journal -> new DyingAt(journal, Entry.StepFinished.class, true));
        assertThatThrownBy(() -> dies.engine.advance(writing.id())).isInstanceOf(MortalJournal.Death.class);
        device = dies.restarted();
        assertThat(device.has("b.txt")).isTrue();
        device.engine.cancel(writing.id());
        assertThat(undo(writing).state()).isEqualTo("undone");
        assertThat(device.has("b.txt")).isFalse();
    }

    @Test
    void aPlanSaysWhatWillBeDoneAndWhatStaysAndChangesNothing() {
        device.file("old.txt", "old");
        device.file("other.txt", "untouched");
        Seen done = device.approve(device.run("""
                files.write("old.txt", "new");
                files.write("b.txt", "B");
                files.write("c.txt", "C");
                courier.deliver("a@b.example", "hi");
                """));
        device.file("b.txt", "mine now");
        UndoPlan plan = device.engine.undoPlan(done.id(), Set.of());
        assertThat(plan.items())
                .extracting(item -> item.effect() + " " + item.status().id())
                .containsExactly("4 stays", "3 planned", "2 stays", "1 planned");
        assertThat(plan.items().get(1).actions()).containsExactly("removes files/c.txt");
        assertThat(plan.items().get(2).reason()).contains("files/b.txt").contains("it holds 8 bytes and not 1");
        assertThat(plan.items().get(3).actions()).containsExactly("gives files/old.txt its former content");
        assertThat(device.text("old.txt")).isEqualTo("new");
        assertThat(device.seen(done.id()).run().length()).isEqualTo(done.run().length());

        Seen undone = undo(done);
        assertThat(device.text("old.txt")).isEqualTo("old");
        assertThat(device.text("b.txt")).isEqualTo("mine now");
        assertThat(device.text("other.txt")).isEqualTo("untouched");
        assertThat(undone.document().path("undo")).hasSize(4);
        assertThat(undone.document().at("/undo/1/status").asText()).isEqualTo("undone");
        assertThat(undone.document().at("/undo/2/reason").asText()).contains("files/b.txt");
    }

    @Test
    void oneEffectIsTakenBackUnlessALaterOneChangedTheSame() {
        Seen done = device.run("""
                files.write("a.txt", "A");
                files.write("b.txt", "B");
                files.append("a.txt", "more");
                lamps.turnOn("hall");
                """);
        assertThatThrownBy(() -> device.engine.undo(done.id(), Set.of(1), "test"))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("effect 3")
                .hasMessageContaining("changed the same afterwards");
        assertThatThrownBy(() -> device.engine.undo(done.id(), Set.of(9), "test"))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("did not do effect 9; it did effect 1, effect 2");

        device.engine.undo(done.id(), Set.of(2), "test");
        Seen partly = device.seen(done.id());
        assertThat(partly.state()).isEqualTo("succeeded");
        assertThat(partly.effects().get(1)).endsWith("undone");
        assertThat(device.has("b.txt")).isFalse();
        assertThat(device.text("a.txt")).startsWith("A").contains("more");
        assertThat(device.engine.interrupted()).isEmpty();

        device.engine.undo(done.id(), Set.of(1, 3), "test");
        assertThat(device.has("a.txt")).isFalse();
        assertThat(device.outside.lamps).containsExactly("hall");
        Seen all = undo(partly);
        assertThat(all.state()).isEqualTo("undone");
        assertThat(device.outside.lamps).isEmpty();
        assertThat(all.entries(Entry.RunUndone.class).getFirst().undone()).containsExactly(4, 3, 2, 1);
    }

    @Test
    void runsThatFailedOrWereCancelledOrDeniedAreUndoneToo() {
        Seen waiting = device.run("files.write('a.txt', 'A'); clock.sleep(60);");
        device.engine.cancel(waiting.id());
        assertThat(undo(waiting).state()).isEqualTo("undone");
        assertThat(device.has("a.txt")).isFalse();

        Seen second = device.approve(device.run("""
                const r = machine.run("ls");
                files.write("b.txt", "B");
                courier.deliver("a@b.example", r.stdout);
                """));
        assertThat(second.state()).isEqualTo("awaiting_approval");
        Seen denied = device.deny(second, "");
        assertThat(denied.state()).isEqualTo("denied");
        assertThat(device.text("b.txt")).isEqualTo("B");
        Seen undone = undo(denied);
        assertThat(device.has("b.txt")).isFalse();
        assertThat(undone.document().at("/left/0").asText()).isEqualTo("1 Run ls: cannot be taken back");
    }

    /// Dies at each append of an undo; whoever comes next goes on, without being told to.
    @ParameterizedTest
    @EnumSource(MortalJournal.Moment.class)
    void anUndoThatIsCutShortAnywhereIsGoneOnWithAndDoesNothingTwice(MortalJournal.Moment moment) {
        boolean died = true;
        int life = 1;
        while (died) {
            Path folder = home.resolve("life-" + moment + life);
            TestDevice first = new TestDevice(folder);
            first.file("kept.txt", "kept");
            Seen done = first.run("""
                    files.write("kept.txt", "overwritten");
                    files.move("kept.txt", "moved/kept.txt");
                    lamps.turnOn("hall");
                    files.write("b.txt", "B");
                    """);
            int at = life;
            AtomicReference<MortalJournal> mortal = new AtomicReference<>();
            TestDevice dying = first.restarted(journal -> {
                mortal.set(new MortalJournal(journal, at, moment));
                return mortal.get();
            });
            try {
                dying.engine.undo(done.id());
            } catch (MortalJournal.Death death) {
                // as it should
            }
            died = mortal.get().isDead();
            TestDevice next = dying.restarted();
            next.engine.interrupted().forEach(next::advance);
            if (!next.seen(done.id()).state().equals("undone")) {
                next.engine.undo(done.id()); // it died before anything was decided
            }
            Seen undone = next.seen(done.id());
            assertThat(undone.effects()).as("died at %d", at).allMatch(effect -> effect.endsWith("undone"));
            assertThat(next.text("kept.txt")).isEqualTo("kept");
            assertThat(next.has("moved") || next.has("b.txt")).isFalse();
            assertThat(next.outside.lamps).isEmpty();
            assertThat(undone.entries(Entry.EffectUndone.class)).hasSize(4);
            assertThat(next.engine.interrupted()).isEmpty();
            next.close();
            life++;
        }
        assertThat(life).isGreaterThan(6);
    }
}
