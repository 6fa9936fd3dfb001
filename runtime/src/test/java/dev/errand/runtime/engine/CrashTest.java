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
            Map<String, Integer> kept,
            List<String> delivered,
            List<String> commands) {}

    /// More workflows, by name.
    enum Workflow {
        LISTS(
                "for (const item of ['milk', 'bread', 'tea']) lists.add('shopping', item); lists.check('shopping', 'tea');"),
        NOTES("notes.create({title: 'T', text: 'one'}); notes.create({title: 'U', text: 'two'}); user.say('noted');"),
        FILES("""
                files.makeFolder("box"); files.copy("old.txt", "box/a.txt"); files.append("box/a.txt", "more");
                files.delete("old.txt"); files.write("old.txt", "new");
                """),
        MAILS(
                "for (const to of ['a@b.example', 'c@d.example', 'e@f.example']) mail.send({to, subject: 'S', body: to});"),
        CALENDAR("""
                const e = calendar.create({title: "Dentist", start: "2026-03-04T10:00", end: "2026-03-04T11:00"});
                calendar.update(e.id, {location: "Main Street 1"});
                calendar.create({title: "Lunch", start: "2026-03-05T12:00", end: "2026-03-05T13:00"});
                """),
        REMINDERS(
                "reminders.add({text: 'Call home', at: '2026-03-03T18:00'}); clock.timer({seconds: 60, label: 'tea'});"),
        CONTACTS("const c = contacts.add({name: 'Jo Doe', emails: ['jo@example.org']}); user.say(c.name);"),
        CAUGHT("""
                try { files.move("none.txt", "x.txt"); } catch (e) { files.append("log.txt", "failed "); }
                try { courier.deliver("broken", "one"); } catch (e) { files.append("log.txt", "again"); }
                """),
        MIXED("""
                lamps.turnOn("hall"); lists.add("done", "lamp"); telegraph.wire("x@y.example", "one");
                files.write("report.txt", lists.items("done").map(i => i.text).join());
                """),
        TWO_STAGES(
                "machine.run('ls'); files.write('printed.txt', 'printed'); mail.send({to: 'a@b.example', subject: 'S'});");

        private final String code;

        Workflow(String code) {
            this.code = code + "\nnull;"; // ids come from the run's, and differ
        }
    }

    @ParameterizedTest
    @EnumSource(Workflow.class)
    void everyWorkflowEndsTheSameWhereverTheProcessDies(Workflow workflow) {
        int index = 0;
        for (Moment moment : Moment.values()) {
            dieEverywhere(workflow.code, moment, workflow + "-" + index++);
        }
    }

    @ParameterizedTest
    @EnumSource(Moment.class)
    void effectsOnTheDeviceHappenOnceWhereverTheProcessDies(Moment moment) {
        dieEverywhere(STORAGE, moment, "device");
    }

    @ParameterizedTest
    @EnumSource(Moment.class)
    void effectsBeyondTheDeviceHappenOnceWhereverTheProcessDies(Moment moment) {
        dieEverywhere(BEYOND, moment, "beyond");
    }

    private void dieEverywhere(String code, Moment moment, String name) {
        Left undisturbed = live(folder.resolve(name + "-undisturbed"), code, Integer.MAX_VALUE, moment);
        assertThat(undisturbed.state()).isEqualTo("succeeded");
        int life = 1;
        boolean died = true;
        while (died) {
            AtomicReference<MortalJournal> mortal = new AtomicReference<>();
            Left left = live(folder.resolve(name + "-life-" + life), code, life, moment, mortal);
            assertThat(left).as("%s died at append %d", name, life).isEqualTo(undisturbed);
            died = mortal.get().isDead();
            life++;
        }
        assertThat(life).isGreaterThan(5);
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
                : device.outside.delivered.stream()
                        .anyMatch(each -> run.question().contains(each.substring(0, each.indexOf(' '))));
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
                kept(device),
                new ArrayList<>(device.outside.delivered),
                new ArrayList<>(device.outside.commands));
    }

    /// How much lies in each area that names what it keeps by the run's id.
    private static Map<String, Integer> kept(TestDevice device) {
        Map<String, Integer> kept = new TreeMap<>();
        for (String area : List.of("mail", "lists", "notes", "calendar", "reminders", "contacts", "trash")) {
            kept.put(area, device.device.storage().walk(area).size());
        }
        return kept;
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
