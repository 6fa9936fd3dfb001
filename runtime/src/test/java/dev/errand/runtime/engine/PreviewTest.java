package dev.errand.runtime.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.errand.runtime.journal.Entry;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What a preview sees, where it stops, and when it was the run.
final class PreviewTest {
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

    @Test
    void aPreviewOfReadsAloneWasTheRun() {
        device.file("lease.txt", "the lease");
        device.outside.pages.put("https://a.example", "hello");
        Seen run = device.run("""
                user.say(files.read("lease.txt"));
                user.say(net.get("https://a.example"));
                user.say("drawn " + (random.integer(1, 6) > 0));
                return 7;
                """);
        assertThat(run.state()).isEqualTo("succeeded");
        assertThat(run.said()).containsExactly("the lease", "hello", "drawn true");
        assertThat(run.result().asInt()).isEqualTo(7);
        assertThat(run.entries(Entry.ApplyStarted.class)).isEmpty();
        assertThat(device.outside.fetched).hasSize(1);
    }

    @Test
    void withAnEffectThereIsAnApplyAndNothingIsSaidBefore() {
        Seen run = device.dryRun("""
                files.write("a.txt", "A");
                user.say("written");
                """);
        assertThat(run.state()).isEqualTo("previewed");
        assertThat(run.said()).isEmpty();
        assertThat(run.withheld()).containsExactly("written");
        assertThat(device.has("a.txt")).isFalse();

        Seen applied = device.approve(run);
        assertThat(applied.state()).isEqualTo("succeeded");
        assertThat(applied.said()).containsExactly("written");
        assertThat(applied.withheld()).isEmpty();
        assertThat(applied.entries(Entry.ApplyStarted.class)).hasSize(1);
        assertThat(device.text("a.txt")).isEqualTo("A");
    }

    @Test
    void withAWaitThereIsAnApply() {
        Seen run = device.run("""
                user.say("before");
                clock.sleep(60);
                user.say("after");
                """);
        assertThat(run.state()).isEqualTo("awaiting_timer");
        assertThat(run.said()).containsExactly("before");
        device.pass(Duration.ofSeconds(60));
        Seen later = device.advance(run.id());
        assertThat(later.state()).isEqualTo("succeeded");
        assertThat(later.said()).containsExactly("before", "after");
    }

    @Test
    void anEffectThatCannotBeDoneIsAnEffectAndItsFailureIsTheSameWhenApplied() {
        Seen run = device.run("""
                try {
                    files.move("nowhere.txt", "b.txt");
                } catch (e) {
                    user.say("not there");
                }
                files.write("c.txt", "C");
                """);
        assertThat(run.state()).isEqualTo("succeeded");
        assertThat(run.said()).containsExactly("not there");
        assertThat(run.entries(Entry.ApplyStarted.class)).hasSize(1);
        assertThat(device.text("c.txt")).isEqualTo("C");
    }

    @Test
    void textsOfAPreviewThatIsNeverAppliedAreWithheld() {
        Seen asked = device.run("""
                courier.deliver("a@b.example", "hi");
                user.say("delivered");
                """);
        assertThat(asked.state()).isEqualTo("awaiting_approval");
        assertThat(asked.withheld()).containsExactly("delivered");
        Seen denied = device.deny(asked, "no");
        assertThat(denied.state()).isEqualTo("denied");
        assertThat(denied.withheld()).containsExactly("delivered");
        assertThat(denied.said()).isEmpty();
        assertThat(device.outside.delivered).isEmpty();
    }

    @Test
    void whatWasSaidGoesWithTheQuestionAndIsSaidOnceAfterwards() {
        Seen asked = device.run("""
                user.say("I found two.");
                const which = user.ask("Which?", {choices: ["red", "blue"]});
                user.say("You want " + which);
                return which;
                """);
        assertThat(asked.state()).isEqualTo("awaiting_answer");
        assertThat(asked.question()).isEqualTo("Which?");
        assertThat(asked.document().at("/waitingFor/notDoneYet/0").asText()).isEqualTo("I found two.");
        assertThat(asked.said()).isEmpty();
        Seen done = device.answer(asked, "2");
        assertThat(done.said()).containsExactly("I found two.", "You want blue");
        assertThat(done.result().asText()).isEqualTo("blue");
    }

    @Test
    void laterReadsSeeWhatRecordedEffectsWillHaveDoneAndTheDiskDoesNot() {
        device.file("old.txt", "old");
        Seen run = device.dryRun("""
                files.write("new.txt", "fresh");
                files.move("old.txt", "kept/old.txt");
                lists.add("shopping", "milk");
                notes.create({title: "Plan", text: "walk the dog"});
                contacts.add({name: "Ada Byron", emails: ["ada@x.example"]});
                mail.send({to: "ada@x.example", subject: "Hello", body: "text"});
                return {
                    text: files.read("new.txt"),
                    moved: files.list("kept").map(f => f.name),
                    items: lists.items("shopping").map(i => i.text),
                    notes: notes.search("dog").length,
                    contacts: contacts.find("Ada").map(c => c.emails[0]),
                    sent: mail.search({to: "ada@x.example", folder: "Sent"}).length,
                };
                """);
        assertThat(run.state()).isEqualTo("previewed");
        Entry.PreviewFinished end = run.entries(Entry.PreviewFinished.class).getLast();
        assertThat(end.open()).isFalse();
        assertThat(String.valueOf(end.result()))
                .isEqualTo("{\"text\":\"fresh\",\"moved\":[\"old.txt\"],\"items\":[\"milk\"],\"notes\":1,"
                        + "\"contacts\":[\"ada@x.example\"],\"sent\":1}");
        assertThat(home.toFile().list()).containsOnly("files", "state");
        assertThat(device.has("new.txt")).isFalse();
        assertThat(device.text("old.txt")).isEqualTo("old");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "const r = machine.run('ls'); CAUGHT(() => r.stdout);",
                "const r = courier.deliver('a', 'b'); CAUGHT(() => r.number);",
                "const r = machine.run('ls'); CAUGHT(() => random.pick([r]));",
                "const r = machine.run('ls'); CAUGHT(() => JSON.stringify(r));",
                "const r = machine.run('ls'); CAUGHT(() => ({...r}));",
                "const r = machine.run('ls'); CAUGHT(() => courier.deliver(r.stdout, 'x'));",
                "CAUGHT(() => machine.print('ls'));",
                "lamps.turnOn('desk'); CAUGHT(() => lamps.isOn('desk'));",
                "machine.run('ls'); CAUGHT(() => files.list('.'));",
                "clock.sleep(5); CAUGHT(() => thermometer.degrees());",
                "clock.sleep(5); CAUGHT(() => net.get('https://a.example'));",
                "machine.run('touch x'); CAUGHT(() => files.move('x', 'y'));",
            })
    void thePreviewStopsUncatchablyWhereItWouldHaveToGuess(String code) {
        String caught = """
                function CAUGHT(look) {
                    try { look(); } catch (e) { user.say("caught"); } finally { user.say("finally"); }
                    user.say("after");
                }
                """;
        Seen run = device.dryRun(caught + code);
        Entry.PreviewFinished end = run.entries(Entry.PreviewFinished.class).getLast();
        assertThat(end.open()).as("the rest is decided at run time").isTrue();
        assertThat(end.withheld()).isEmpty();
        assertThat(end.error()).isNull();
        assertThat(device.outside.commands).isEmpty();
    }

    @Test
    void whatIsKnownBeforehandDoesNotStopThePreview() {
        Seen run = device.dryRun("""
                const receipt = courier.deliver("a@b.example", "hi");
                const lamp = lamps.turnOn("desk");
                machine.run("ls");
                files.write("c.txt", receipt.to + lamp.on);
                """);
        assertThat(run.entries(Entry.PreviewFinished.class).getLast().open()).isFalse();
        assertThat(run.effect(4).at("/arguments/text").asText()).isEqualTo("a@b.exampletrue");
    }

    @Test
    void aSkippedWaitMovesTheClockOfTheRun() {
        Seen run = device.dryRun("""
                const before = clock.now().epochSeconds;
                const dateBefore = Date.now();
                clock.sleep(3600);
                clock.sleep(60);
                return [clock.now().epochSeconds - before, (Date.now() - dateBefore) / 1000];
                """);
        assertThat(String.valueOf(
                        run.entries(Entry.PreviewFinished.class).getLast().result()))
                .isEqualTo("[3660,3660]");
    }

    @Test
    void theRestIsPreviewedAndAskedOnceTheStageWasApplied() {
        Seen first = device.run("""
                files.write("a.txt", "A");
                user.say("one");
                const r = machine.run("ls");
                files.write("b.txt", r.stdout);
                courier.deliver("x@y.example", "done");
                user.say("two");
                """);
        assertThat(first.state()).isEqualTo("awaiting_approval");
        assertThat(first.effects()).containsExactly("1 files.write allowed proposed", "2 machine.run asked proposed");

        Seen second = device.approve(first);
        assertThat(second.state()).isEqualTo("awaiting_approval");
        assertThat(second.said()).containsExactly("one");
        assertThat(second.effects())
                .containsExactly(
                        "1 files.write allowed executed",
                        "2 machine.run approved executed",
                        "3 files.write allowed proposed",
                        "4 courier.deliver asked proposed");
        assertThat(second.effect(3).at("/arguments/text").asText()).isEqualTo("output of ls");
        assertThat(device.text("a.txt")).isEqualTo("A");
        assertThat(device.outside.commands).containsExactly("ls");

        Seen done = device.approve(second);
        assertThat(done.state()).isEqualTo("succeeded");
        assertThat(done.said()).containsExactly("one", "two");
        assertThat(device.text("b.txt")).isEqualTo("output of ls");
        assertThat(device.outside.commands).containsExactly("ls");
        assertThat(device.outside.delivered).containsExactly("done → x@y.example");
        assertThat(done.entries(Entry.ApprovalRequested.class)).hasSize(2);
    }

    @Test
    void aFetchThatMustBeAskedParksAndRunsOnceIfApproved() {
        device.file("secret.txt", "my account number");
        Seen asked = device.run("""
                const page = net.search(files.read("secret.txt"));
                user.say(page);
                files.write("found.txt", "yes");
                """);
        assertThat(asked.state()).isEqualTo("awaiting_approval");
        assertThat(asked.effects()).containsExactly("1 net.search asked proposed");
        assertThat(device.outside.fetched).isEmpty();
        Seen later = device.approve(asked);
        assertThat(device.outside.fetched).containsExactly("my account number");
        Seen done = later.state().equals("awaiting_approval") ? device.approve(later) : later;
        assertThat(done.state()).isEqualTo("succeeded");
        assertThat(device.outside.fetched).hasSize(1);
    }

    @Test
    void aFaultOfASkillFailsTheRunAndDoesNotWedgeIt() {
        Seen run = device.run("return thermometer.broken();");
        assertThat(run.state()).isEqualTo("failed");
        assertThat(run.errorKind()).isEqualTo("internal");
        assertThat(run.error()).contains("thermometer.broken failed unexpectedly");
    }

    @Test
    void aPathThatLeadsOutOfTheDeviceIsAnErrorOfTheCall() {
        Seen run = device.run("mail.send({to: 'a@b.example', subject: 's', attachments: '../../etc/passwd'});");
        assertThat(run.state()).isEqualTo("failed");
        assertThat(run.errorKind()).isEqualTo("operation");
    }
}
