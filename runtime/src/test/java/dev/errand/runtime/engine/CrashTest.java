package dev.errand.runtime.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.errand.runtime.engine.MortalJournal.Moment;
import dev.errand.runtime.journal.Entry;
import dev.errand.runtime.journal.Journal;
import dev.errand.runtime.journal.RunId;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// A process that dies at any append of its journal, and another that goes on: the same end, nothing lost, nothing done
/// twice.
final class CrashTest {
    private static final String STORAGE = """
            const dice = random.integer(1, 6);
            files.write("a.txt", "A" + dice);
            files.move("old.txt", "kept/old.txt");
            user.say("moved");
            mail.send({to: "a@b.example", subject: "S", attachments: "a.txt"});
            try { files.read("gone.txt"); } catch (e) { user.say("no gone.txt"); }
            return files.read("a.txt");
            """;
    private static final String BEYOND = """
            const who = user.ask("Who?");
            lamps.turnOn("hall");
            telegraph.wire(who, "one");
            user.say("wired");
            const r = machine.run("ls");
            let printed = "output of ls";
            try { printed = r.stdout; } catch (lost) { }
            courier.deliver(who, printed);
            user.say("delivered");
            return who;
            """;

    @TempDir
    Path folder;

    /// What is left once a run has ended.
    private record Left(
            String state,
            List<String> said,
            String result,
            List<String> effects,
            Map<String, String> files,
            int mails,
            List<String> delivered,
            List<String> commands) {}

    @ParameterizedTest
    @EnumSource(Moment.class)
    void effectsOnTheDeviceHappenOnceWhereverTheProcessDies(Moment moment) {
        dieEverywhere(STORAGE, moment);
    }

    @ParameterizedTest
    @EnumSource(Moment.class)
    void effectsBeyondTheDeviceHappenOnceWhereverTheProcessDies(Moment moment) {
        dieEverywhere(BEYOND, moment);
    }

    private void dieEverywhere(String code, Moment moment) {
        Left undisturbed = live(folder.resolve("undisturbed"), code, Integer.MAX_VALUE, moment);
        assertThat(undisturbed.state()).isEqualTo("succeeded");
        int life = 1;
        boolean died = true;
        while (died) {
            AtomicReference<MortalJournal> mortal = new AtomicReference<>();
            Left left = live(folder.resolve("life-" + life), code, life, moment, mortal);
            assertThat(left).as("died at append %d", life).isEqualTo(undisturbed);
            died = mortal.get().isDead();
            life++;
        }
        assertThat(life).isGreaterThan(10);
    }

    private Left live(Path home, String code, int life, Moment moment) {
        return live(home, code, life, moment, new AtomicReference<>());
    }

    private Left live(Path home, String code, int life, Moment moment, AtomicReference<MortalJournal> mortal) {
        TestDevice device = new TestDevice(home, journal -> {
            mortal.set(new MortalJournal(journal, life, moment));
            return mortal.get();
        });
        device.file("old.txt", "old");
        try {
            goOn(device, code);
        } catch (MortalJournal.Death death) {
            device = device.restarted();
            goOn(device, code);
        }
        Left left = left(device);
        device.close();
        return left;
    }

    /// What a person does who comes back: takes up what was interrupted, and decides what waits for them.
    private static void goOn(TestDevice device, String code) {
        List<Journal.Summary> runs = device.engine.runs();
        RunId id = runs.isEmpty() ? device.start(code) : runs.getFirst().id();
        device.engine.interrupted().forEach(device.engine::advance);
        Seen run = device.advance(id);
        for (int i = 0; i < 10 && !run.run().state().isTerminal(); i++) {
            run = switch (run.run().state()) {
                case AWAITING_APPROVAL -> device.approve(run);
                case AWAITING_ANSWER -> device.answer(run, answer(device, run));
                default -> throw new AssertionError("parked " + run.state());
            };
        }
    }

    /// The person looks what really happened.
    private static String answer(TestDevice device, Seen run) {
        if (run.question().equals("Who?")) {
            return "x@y.example";
        }
        boolean happened = run.question().contains("Run ls")
                ? !device.outside.commands.isEmpty()
                : device.outside.delivered.stream().anyMatch(each -> each.startsWith("output"));
        return happened ? "It happened" : "It did not happen";
    }

    private static Left left(TestDevice device) {
        Seen run = device.seen(device.engine.runs().getFirst().id());
        assertThat(device.engine.runs()).hasSize(1);
        Map<String, String> files = new TreeMap<>();
        device.device
                .storage()
                .walk("files")
                .forEach(f -> files.put(f.path(), device.device.storage().readText(f.path())));
        return new Left(
                run.state(),
                run.said(),
                String.valueOf(run.result()),
                run.effects(),
                files,
                device.device.storage().list("mail/.Sent/cur").size(),
                new ArrayList<>(device.outside.delivered),
                new ArrayList<>(device.outside.commands));
    }

    @Test
    void whatADeedReturnedIsMissedWhereItWasLost() {
        TestDevice device = new TestDevice(folder.resolve("lost"));
        Seen asked = device.run("""
                const run = (look) => { try { return look(); } catch (e) { return e.message; } };
                const printed = run(() => machine.print("ls"));
                const r = machine.run("pwd");
                return [printed, run(() => r.stdout), run(() => random.pick([r]))];
                """);
        device.engine.approve(asked.id(), Approval.ofAll("terminal"));
        device = dyingAtTheNext(device, asked.id(), Entry.StepFinished.class, true);
        Seen second = device.answer(device.advance(asked.id()), "It happened");
        device.engine.approve(second.id(), Approval.ofAll("terminal"));
        device = dyingAtTheNext(device, asked.id(), Entry.StepFinished.class, true);
        Seen done = device.answer(device.advance(asked.id()), "It happened");
        assertThat(done.state()).isEqualTo("succeeded");
        assertThat(done.result())
                .hasSize(3)
                .allSatisfy(each -> assertThat(each.asText())
                        .startsWith("This was interrupted. It happened, but what")
                        .endsWith("was lost."));
        assertThat(device.outside.commands).containsExactly("ls", "pwd");
        device.close();
    }

    @Test
    void aDeedThatIsCutShortTwiceIsAskedAboutTwiceAndDoneOnce() {
        TestDevice first = new TestDevice(folder.resolve("twice"));
        Seen asked = first.run("courier.deliver('a@b.example', 'one');");
        first.engine.approve(asked.id(), Approval.ofAll("terminal"));
        TestDevice second = dyingAtTheNext(first, asked.id(), Entry.EffectStarted.class, false);
        assertThat(second.outside.delivered).isEmpty();
        Seen question = second.advance(asked.id());
        assertThat(question.question()).contains("Deliver “one” to a@b.example").contains("did it happen?");
        second.engine.answer(asked.id(), "It did not happen", "terminal");
        TestDevice third = dyingAtTheNext(second, asked.id(), Entry.StepFinished.class, true);
        assertThat(third.outside.delivered).hasSize(1);
        Seen again = third.advance(asked.id());
        assertThat(again.question()).contains("did it happen?");
        assertThat(third.answer(again, "It happened").state()).isEqualTo("succeeded");
        assertThat(third.outside.delivered).hasSize(1);
        third.close();
    }

    @Test
    void whatIsAskedAfterACrashInALaterStageNamesTheRightEffect() {
        TestDevice device = new TestDevice(folder.resolve("later"));
        Seen first = device.run("""
                const r = machine.run("ls");
                courier.deliver("a@b.example", r.stdout);
                """);
        Seen second = device.approve(first);
        device.engine.approve(second.id(), Approval.ofAll("terminal"));
        TestDevice restarted = dyingAtTheNext(device, second.id(), Entry.StepFinished.class, true);
        Seen asked = restarted.advance(second.id());
        assertThat(asked.question()).contains("Deliver “output of ls” to a@b.example");
        Seen done = restarted.answer(asked, "1");
        assertThat(done.state()).isEqualTo("succeeded");
        assertThat(done.effects())
                .containsExactly("1 machine.run approved executed", "2 courier.deliver approved executed");
        assertThat(restarted.outside.delivered).hasSize(1);
        restarted.close();
    }

    /// Goes on in a process that dies around the next durable entry of this type, and restarts.
    private static TestDevice dyingAtTheNext(TestDevice device, RunId id, Class<? extends Entry> type, boolean before) {
        TestDevice dying = device.restarted(journal -> new DyingAt(journal, type, before));
        try {
            dying.engine.advance(id);
            throw new AssertionError("it lived on");
        } catch (MortalJournal.Death death) {
            return dying.restarted();
        }
    }

    @Test
    void codeThatMakesOtherCallsThanTheJournalHoldsFailsAsInternal() {
        TestDevice device = new TestDevice(folder.resolve("other"));
        Seen asked = device.run("""
                files.write("a.txt", "A");
                user.ask("Go on?");
                files.write("b.txt", "B");
                """);
        assertThat(asked.state()).isEqualTo("awaiting_answer");
        TestDevice changed =
                device.restarted(journal -> new OtherCode(journal, "files.write('c.txt', 'C'); user.ask('Go on?');"));
        Seen failed = changed.answer(asked, "yes");
        assertThat(failed.state()).isEqualTo("failed");
        assertThat(failed.errorKind()).isEqualTo("internal");
        assertThat(failed.error()).contains("Step 1 was files.write").contains("c.txt");
        assertThat(changed.has("a.txt")).isFalse();
        assertThat(changed.has("c.txt")).isFalse();
        changed.close();
    }

    @Test
    void anEffectThatHasBegunIsNotTakenForAnother() {
        TestDevice device = new TestDevice(folder.resolve("begun"));
        Seen asked = device.run("courier.deliver('a@b.example', 'one');");
        device.engine.approve(asked.id(), Approval.ofAll("terminal"));
        TestDevice dead = dyingAtTheNext(device, asked.id(), Entry.EffectStarted.class, false);
        TestDevice changed =
                dead.restarted(journal -> new OtherCode(journal, "courier.deliver('e@f.example', 'other');"));
        Seen failed = changed.advance(asked.id());
        assertThat(failed.errorKind()).isEqualTo("internal");
        assertThat(changed.outside.delivered).isEmpty();
        changed.close();
    }
}
