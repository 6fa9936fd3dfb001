package dev.errand.runtime.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.errand.intents.Plan;
import dev.errand.intents.PlanRequest;
import dev.errand.intents.Planner;
import dev.errand.intents.Planning;
import dev.errand.intents.Usage;
import dev.errand.runtime.journal.Entry;
import dev.errand.sandbox.Language;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A person's decisions: exactly what was approved is what runs; edits, refusals, expiry and freshness.
final class DecisionTest {
    private static final String TWO = """
            courier.deliver("a@b.example", "one");
            courier.deliver("c@d.example", "two");
            user.say("done");
            """;

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
    void aFileThatChangesBetweenApprovalAndSendingIsAskedAboutAgain() {
        device.file("title.txt", "the title");
        Seen asked = device.run("""
                courier.deliver("x@y.example", "first");
                mail.send({to: "a@b.example", subject: "Title", attachments: "title.txt"});
                """);
        device.engine.approve(asked.id(), Approval.ofAll("terminal"));
        device.file("title.txt", "something else");
        Seen again = device.advance(asked.id());
        assertThat(again.state()).isEqualTo("awaiting_approval");
        assertThat(again.effects())
                .containsExactly("1 courier.deliver approved executed", "2 mail.send asked proposed");
        assertThat(device.device.storage().list("mail/.Sent/cur")).isEmpty();
        Seen done = device.approve(again);
        assertThat(done.state()).isEqualTo("succeeded");
        assertThat(device.device.storage().list("mail/.Sent/cur")).hasSize(1);
        assertThat(device.outside.delivered).hasSize(1);
    }

    @Test
    void aFileThatChangesAfterAnEditIsAskedAboutAgainToo() {
        device.file("title.txt", "the title");
        Seen asked = device.run("mail.send({to: 'a@b.example', subject: 'Title', attachments: 'title.txt'});");
        var edits = java.util.Map.of(
                1,
                java.util.Map.<String, com.fasterxml.jackson.databind.JsonNode>of(
                        "subject", com.fasterxml.jackson.databind.node.TextNode.valueOf("Car title")));
        device.engine.approve(asked.id(), new Approval(java.util.Set.of(), edits, "terminal"));
        device.file("title.txt", "something else");
        Seen again = device.advance(asked.id());
        assertThat(again.state()).isEqualTo("awaiting_approval");
        assertThat(again.effect(1).at("/arguments/subject").asText()).isEqualTo("Car title");
        assertThat(device.approve(again).state()).isEqualTo("succeeded");
    }

    @Test
    void anEditRunsWithTheEditedArgumentsAndTheOthersUnasked() {
        Seen asked = device.run(TWO);
        Seen done = device.edit(asked, 1, "text", "ONE");
        assertThat(done.state()).isEqualTo("succeeded");
        assertThat(device.outside.delivered).containsExactly("ONE → a@b.example", "two → c@d.example");
        assertThat(done.effects())
                .containsExactly("1 courier.deliver edited executed", "2 courier.deliver approved executed");
        assertThat(done.origin(1, "text")).isEqualTo("USER");
        assertThat(done.entries(Entry.ApprovalRequested.class)).hasSize(1);
    }

    @Test
    void anEditThatChangesLaterEffectsIsAskedAgain() {
        Seen asked = device.run("""
                const receipt = courier.deliver("a@b.example", "one");
                courier.deliver(receipt.to, "again");
                """);
        Seen again = device.edit(asked, 1, "to", "e@f.example");
        assertThat(again.state()).isEqualTo("awaiting_approval");
        assertThat(again.effects())
                .containsExactly("1 courier.deliver edited proposed", "2 courier.deliver asked proposed");
        assertThat(again.effect(2).at("/arguments/to").asText()).isEqualTo("e@f.example");
        assertThat(device.outside.delivered).isEmpty();
        assertThat(device.approve(again).state()).isEqualTo("succeeded");
        assertThat(device.outside.delivered).containsExactly("one → e@f.example", "again → e@f.example");
    }

    @Test
    void anEditThatFitsNoParameterIsRefusedAndChangesNothing() {
        Seen asked = device.run(TWO);
        assertThatThrownBy(() -> device.edit(asked, 1, "colour", "red"))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("colour");
        assertThatThrownBy(() -> device.approve(asked, 7))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("There is no effect 7; this run proposes [1, 2]");
        assertThat(device.seen(asked.id()).state()).isEqualTo("awaiting_approval");
    }

    @Test
    void approvingSomeRefusesTheOthersAndUncaughtEndsDeniedWithWhatWasDone() {
        Seen done = device.approve(device.run(TWO), 1);
        assertThat(done.state()).isEqualTo("denied");
        assertThat(device.outside.delivered).containsExactly("one → a@b.example");
        assertThat(done.effects())
                .containsExactly("1 courier.deliver approved executed", "2 courier.deliver denied skipped");
        assertThat(done.said()).isEmpty();
    }

    @Test
    void aRefusedCallThrowsADeniedThatCodeMayCatch() {
        Seen asked = device.run("""
                for (const to of ["a@b.example", "c@d.example"]) {
                    try {
                        courier.deliver(to, "text");
                        user.say("sent to " + to);
                    } catch (e) {
                        user.say(e.name + " for " + to);
                    }
                }
                """);
        Seen done = device.approve(asked, 2);
        assertThat(done.state()).isEqualTo("succeeded");
        assertThat(done.said()).containsExactly("Denied for a@b.example", "sent to c@d.example");
        assertThat(device.outside.delivered).containsExactly("text → c@d.example");
    }

    @Test
    void ofTwoEqualEffectsOneCanBeApprovedAndOneRefused() {
        Seen asked = device.run("""
                let sent = 0;
                for (let i = 0; i < 2; i++) {
                    try { courier.deliver("a@b.example", "same"); sent++; } catch (e) { }
                }
                return sent;
                """);
        Seen done = device.approve(asked, 1);
        assertThat(done.result().asInt()).isEqualTo(1);
        assertThat(device.outside.delivered).hasSize(1);
    }

    @Test
    void whatWasRefusedInOneStageIsRefusedUnaskedInTheNext() {
        Seen asked = device.run("""
                let refused = 0;
                const send = () => { try { courier.deliver("a@b.example", "again"); } catch (e) { refused++; } };
                const r = machine.run("ls");
                send();
                if (r.exitCode === 0) send();
                return refused;
                """);
        Seen done = device.approve(asked, 1);
        assertThat(done.state()).isEqualTo("succeeded");
        assertThat(done.result().asInt()).isEqualTo(2);
        assertThat(device.outside.delivered).isEmpty();
        assertThat(done.entries(Entry.ApprovalRequested.class)).hasSize(1);
    }

    @Test
    void aStalePreviewIsRedrawnAndAppliedUnaskedIfItsEffectsAreTheSame() {
        Seen asked = device.run("""
                const dice = random.integer(1, 1000000);
                thermometer.degrees();
                courier.deliver("a@b.example", "dice " + dice);
                """);
        String text = asked.effect(1).at("/arguments/text").asText();
        device.pass(Duration.ofMinutes(16));
        device.outside.degrees = 30;
        Seen done = device.approve(asked);
        assertThat(done.state()).isEqualTo("succeeded");
        assertThat(device.outside.delivered).containsExactly(text + " → a@b.example");
        assertThat(done.entries(Entry.PreviewStarted.class)).hasSize(2);
        assertThat(done.entries(Entry.PreviewStarted.class).getLast().fresh()).isTrue();
    }

    @Test
    void aStalePreviewWhoseEffectsChangeIsAskedAgainAndKeepsAnswersAndChance() {
        Seen question = device.run("""
                const who = user.ask("Who?");
                const dice = random.integer(1, 1000000);
                const minute = clock.now().epochSeconds / 60;
                courier.deliver("a@b.example", [who, dice, thermometer.degrees()].join(" "));
                courier.deliver("a@b.example", "at " + minute);
                courier.deliver("a@b.example", "constant");
                """);
        Seen asked = device.answer(question, "Ada");
        String text = asked.effect(1).at("/arguments/text").asText();
        device.pass(Duration.ofMinutes(16));
        device.outside.degrees = 30;
        Seen again = device.approve(asked);
        assertThat(again.state()).isEqualTo("awaiting_approval");
        assertThat(again.effects())
                .containsExactly(
                        "1 courier.deliver asked proposed",
                        "2 courier.deliver asked proposed",
                        "3 courier.deliver approved proposed");
        assertThat(again.effect(1).at("/arguments/text").asText()).isEqualTo(text.replace("20", "30"));
        device.pass(Duration.ofMinutes(16));
        Seen third = device.approve(again);
        assertThat(third.state()).as("the time changed once more").isEqualTo("awaiting_approval");
        assertThat(third.entries(Entry.QuestionAsked.class)).hasSize(1);
        assertThat(third.effects().subList(0, 1)).containsExactly("1 courier.deliver approved proposed");
        assertThat(device.approve(third).state()).isEqualTo("succeeded");
        assertThat(device.outside.delivered).hasSize(3);
    }

    @Test
    void aPreviewThatWaitedLongForAnAnswerIsRedrawnBeforeItIsApplied() {
        Seen asked = device.run("""
                const degrees = thermometer.degrees();
                user.confirm("Really?");
                files.write("degrees.txt", "" + degrees);
                """);
        device.pass(Duration.ofHours(2));
        device.outside.degrees = 30;
        Seen done = device.answer(asked, "yes");
        assertThat(done.state()).isEqualTo("succeeded");
        assertThat(device.text("degrees.txt")).isEqualTo("30");
        assertThat(done.entries(Entry.QuestionAsked.class)).hasSize(1);
    }

    @Test
    void aDryRunThatIsApprovedLateOrWithAnEditGoesOn() {
        Seen late = device.dryRun(TWO);
        device.pass(Duration.ofMinutes(16));
        assertThat(device.approve(late).state()).isEqualTo("succeeded");
        Seen edited = device.dryRun("files.write('a.txt', 'A');");
        assertThat(device.edit(edited, 1, "text", "B").state()).isEqualTo("succeeded");
        assertThat(device.text("a.txt")).isEqualTo("B");
    }

    @Test
    void anApprovalThatNobodyGivesExpires() {
        Seen asked = device.run(TWO);
        device.pass(Duration.ofHours(24));
        assertThat(device.engine.interrupted()).containsExactly(asked.id());
        assertThatThrownBy(() -> device.approve(asked))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("expired");
        Seen ended = device.advance(asked.id());
        assertThat(ended.state()).isEqualTo("denied");
        assertThat(ended.error()).contains("expired");
        assertThat(ended.withheld()).containsExactly("done");
        assertThat(device.outside.delivered).isEmpty();
        assertThat(device.engine.interrupted()).isEmpty();
    }

    @Test
    void codeThatIsDeniedIsNotReplanned() {
        Seen denied = device.deny(device.run(TWO), "send it to Bob instead");
        assertThat(denied.state()).isEqualTo("denied");
        assertThat(denied.error()).isEqualTo("You refused this: send it to Bob instead.");
    }

    @Test
    void anOfflinePlanThatIsDeniedIsNotReplanned() {
        Plans plans = new Plans("");
        device = device.with(plans);
        Seen denied = device.deny(device.intend("send"), "to Bob");
        assertThat(denied.state()).isEqualTo("denied");
        assertThat(plans.requests).hasSize(1);
    }

    @Test
    void aProcessThatDiesWhileARefusalIsWrittenLeavesARefusalOrNone() {
        for (boolean before : List.of(true, false)) {
            Seen asked = device.run(TWO);
            TestDevice dying = device.restarted(journal -> new DyingAt(journal, Entry.ApprovalResolved.class, before));
            assertThatThrownBy(() -> dying.engine.deny(asked.id(), "to Bob", "terminal"))
                    .isInstanceOf(MortalJournal.Death.class);
            device = dying.restarted();
            assertThat(device.advance(asked.id()).state()).isEqualTo(before ? "awaiting_approval" : "denied");
        }
    }

    @Test
    void aModelPlansAgainWithTheReasonAtMostThreeTimes() {
        Plans plans = new Plans("model");
        device = device.with(plans);
        Seen second = device.deny(device.intend("send"), "to Bob");
        assertThat(second.state()).isEqualTo("awaiting_approval");
        assertThat(plans.requests.getLast().denials()).containsExactly(new PlanRequest.Denial(plans.code(1), "to Bob"));
        Seen third = device.deny(second, "to Carl");
        assertThat(third.state()).isEqualTo("awaiting_approval");
        Seen denied = device.deny(third, "to Dora");
        assertThat(denied.state()).isEqualTo("denied");
        assertThat(plans.requests).hasSize(3);
        assertThat(device.outside.delivered).isEmpty();
    }

    @Test
    void aModelDoesNotPlanAgainWithoutAReasonOrAfterSomethingWasDone() {
        Plans plans = new Plans("model");
        device = device.with(plans);
        assertThat(device.deny(device.intend("send"), "").state()).isEqualTo("denied");
        plans.prefix = "const r = machine.run('ls'); r.exitCode; ";
        Seen stage = device.approve(device.intend("send"));
        assertThat(device.outside.commands).containsExactly("ls");
        Seen denied = device.deny(stage, "to Bob");
        assertThat(denied.state()).isEqualTo("denied");
        assertThat(plans.requests).hasSize(2);
        assertThat(denied.document().path("undoable").asBoolean()).isFalse();
    }

    @Test
    void theSameProposalOfANewPlanIsRefusedUnasked() {
        Plans plans = new Plans("model");
        plans.same = true;
        device = device.with(plans);
        Seen denied = device.deny(device.intend("send"), "not like this");
        assertThat(denied.state()).isEqualTo("denied");
        assertThat(plans.requests).hasSize(2);
        assertThat(denied.entries(Entry.ApprovalRequested.class)).hasSize(1);
    }

    /// Plans that differ in what they send, by a model of this name.
    private static final class Plans implements Planner {
        private final String model;
        final List<PlanRequest> requests = new ArrayList<>();
        String prefix = "";
        boolean same;

        Plans(String model) {
            this.model = model;
        }

        @Override
        public String name() {
            return "test";
        }

        String code(int plan) {
            return prefix + "courier.deliver('a@b.example', 'plan " + (same ? 0 : plan) + "');";
        }

        @Override
        public Planning plan(PlanRequest request, Progress progress) {
            requests.add(request);
            return new Planning.Planned(new Plan(
                    Language.JAVASCRIPT,
                    code(requests.size()),
                    "test",
                    model,
                    List.of(),
                    new Usage(1, 1, 1, Duration.ZERO, Duration.ZERO)));
        }
    }

    @Test
    void anEventWithAttendeesIsASendingThatIsAskedAndOneWithoutIsNot() {
        Seen alone = device.run("calendar.create({title: 'Dentist', start: '2026-03-04T10:30'});");
        assertThat(alone.state()).isEqualTo("succeeded");
        assertThat(alone.effect(1).path("class").asText()).isEqualTo("WRITE");

        Seen together = device.run(
                "calendar.create({title: 'Lunch', start: '2026-03-04T12:30', attendees: 'kim@example.org'});");
        assertThat(together.state()).isEqualTo("awaiting_approval");
        assertThat(together.effect(1).path("class").asText()).isEqualTo("SEND");

        Seen more = device.edit(together, 1, "attendees", "lee@example.org");
        assertThat(more.state()).isEqualTo("succeeded");
        assertThat(more.effect(1).path("class").asText()).isEqualTo("SEND");
        assertThat(more.effect(1).at("/arguments/attendees/0").asText()).isEqualTo("lee@example.org");
    }

    @Test
    void aPreviewShowsTheCalendarAsItWillBe() {
        Seen run = device.dryRun("""
                const event = calendar.create({title: "Dentist", start: "2026-03-04T10:30"});
                calendar.update(event, {start: "2026-03-05T10:30"});
                user.say(calendar.events({text: "dentist"}).map((each) => each.start).join());
                """);
        assertThat(run.withheld()).containsExactly("2026-03-05T10:30+01:00");
    }
}
