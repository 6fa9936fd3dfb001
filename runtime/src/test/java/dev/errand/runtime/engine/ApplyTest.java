package dev.errand.runtime.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.errand.runtime.journal.Entry;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// How calls made for real meet what a preview found out: by operation, arguments and occurrence, never by position.
final class ApplyTest {
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
    void chanceAndAnswersOfThePreviewAreReplayed() {
        Seen asked = device.run("""
                const numbers = [random.integer(1, 1000000), random.integer(1, 1000000), Math.random()];
                const name = user.ask("Who?");
                courier.deliver("a@b.example", name + " " + numbers.join());
                return numbers;
                """);
        Seen proposed = device.answer(asked, "Ada");
        assertThat(proposed.state()).as(proposed.error()).isEqualTo("awaiting_approval");
        String text = proposed.effect(1).at("/arguments/text").asText();
        Seen done = device.approve(proposed);
        assertThat(done.state()).isEqualTo("succeeded");
        assertThat(device.outside.delivered).containsExactly(text + " → a@b.example");
        assertThat(done.entries(Entry.QuestionAsked.class)).hasSize(1);
        assertThat(done.result().get(0)).isNotEqualTo(done.result().get(1));
    }

    @Test
    void readsAreReplayedUpToTheFirstExecutedEffectAndRepeatedAfterIt() {
        Seen asked = device.run("""
                const before = thermometer.degrees();
                courier.deliver("a@b.example", "it is " + before);
                const after = thermometer.degrees();
                return [before, after];
                """);
        device.outside.degrees = 30;
        Seen done = device.approve(asked);
        assertThat(done.state()).isEqualTo("succeeded");
        assertThat(String.valueOf(done.result())).isEqualTo("[20,30]");
    }

    @Test
    void fetchesOfThePreviewAreReplayedAlsoAfterAnEffect() {
        device.outside.pages.put("https://a.example", "page");
        Seen done = device.run("""
                files.write("a.txt", "A");
                return net.get("https://a.example");
                """);
        assertThat(done.result().asText()).isEqualTo("page");
        assertThat(device.outside.fetched).hasSize(1);
    }

    @Test
    void callsMeetTheirPreviewAlsoInAnotherOrder() {
        Seen asked = device.run("""
                const warm = thermometer.degrees() > 25;
                lamps.turnOn("hall");
                const nowWarm = thermometer.degrees() > 25;
                if (nowWarm) {
                    courier.deliver("b@b.example", "B");
                    courier.deliver("a@b.example", "A");
                } else {
                    courier.deliver("a@b.example", "A");
                    courier.deliver("b@b.example", "B");
                }
                """);
        assertThat(asked.effects())
                .containsExactly(
                        "1 lamps.turnOn allowed proposed",
                        "2 courier.deliver asked proposed",
                        "3 courier.deliver asked proposed");
        device.outside.degrees = 30;
        Seen done = device.approve(asked);
        assertThat(done.state()).isEqualTo("succeeded");
        assertThat(device.outside.delivered).containsExactly("B → b@b.example", "A → a@b.example");
        assertThat(done.entries(Entry.ApprovalRequested.class)).hasSize(1);
    }

    @Test
    void equalCallsAreToldApartByHowManyCameBefore() {
        Seen asked = device.run("""
                files.write("count.txt", "1");
                const first = random.integer(1, 1000000);
                const second = random.integer(1, 1000000);
                courier.deliver("a@b.example", "same");
                courier.deliver("a@b.example", "same");
                return [first, second];
                """);
        assertThat(asked.effects()).hasSize(3);
        Seen done = device.approve(asked);
        assertThat(device.outside.delivered).hasSize(2);
        assertThat(done.result().get(0)).isNotEqualTo(done.result().get(1));
    }

    @Test
    void anEffectThatMatchesNothingApprovedGoesBackToDecision() {
        Seen asked = device.run("""
                lamps.turnOn("hall");
                courier.deliver("a@b.example", "it is " + thermometer.degrees());
                courier.deliver("c@b.example", "as agreed");
                """);
        assertThat(asked.effect(2).at("/arguments/text").asText()).isEqualTo("it is 20");
        device.outside.degrees = 31;
        Seen again = device.approve(asked);
        assertThat(again.state()).isEqualTo("awaiting_approval");
        assertThat(device.outside.delivered).isEmpty();
        assertThat(again.effects())
                .containsExactly(
                        "1 lamps.turnOn allowed executed",
                        "2 courier.deliver asked proposed",
                        "3 courier.deliver approved proposed");
        assertThat(again.effect(2).at("/arguments/text").asText()).isEqualTo("it is 31");
        Seen done = device.approve(again);
        assertThat(done.state()).isEqualTo("succeeded");
        assertThat(device.outside.delivered).containsExactly("it is 31 → a@b.example", "as agreed → c@b.example");
    }

    @Test
    void aReadWithoutAMatchIsANewCall() {
        device.file("a.txt", "A");
        device.file("b.txt", "B");
        Seen asked = device.run("""
                courier.deliver("a@b.example", "first");
                return thermometer.degrees() > 25 ? files.read("b.txt") : files.read("a.txt");
                """);
        device.outside.degrees = 30;
        assertThat(device.approve(asked).result().asText()).isEqualTo("B");
    }

    @Test
    void questionsThatOnlyApplyMeetsAreAskedThenAndNothingIsDoneTwice() {
        Seen asked = device.run("""
                courier.deliver("a@b.example", "first");
                if (thermometer.degrees() > 25) {
                    user.say("It is warm.");
                    const more = user.confirm("Go on?");
                    if (more) files.write("more.txt", "more");
                }
                """);
        device.outside.degrees = 30;
        Seen parked = device.approve(asked);
        assertThat(parked.state()).isEqualTo("awaiting_answer");
        assertThat(parked.said()).containsExactly("It is warm.");
        Seen done = device.answer(parked, "yes");
        assertThat(done.state()).isEqualTo("succeeded");
        assertThat(done.said()).containsExactly("It is warm.");
        assertThat(device.outside.delivered).containsExactly("first → a@b.example");
        assertThat(device.text("more.txt")).isEqualTo("more");
        assertThat(done.effects())
                .containsExactly("1 courier.deliver approved executed", "2 files.write allowed executed");
    }

    @Test
    void answersOfOneStageAreNotAskedForInTheNext() {
        Seen question = device.run("""
                const r = machine.run("ls");
                const to = user.ask("To whom?");
                const early = courier.deliver(to, "early");
                files.write("log.txt", r.stdout + user.ask("Why?"));
                """);
        Seen asked = device.answer(question, "ada@b.example");
        assertThat(asked.effects()).containsExactly("1 machine.run asked proposed", "2 courier.deliver asked proposed");
        Seen why = device.approve(asked);
        assertThat(why.question()).isEqualTo("Why?");
        Seen done = device.answer(why, "because");
        assertThat(done.state()).isEqualTo("succeeded");
        assertThat(device.text("log.txt")).isEqualTo("output of lsbecause");
        assertThat(done.entries(Entry.QuestionAsked.class)).hasSize(2);
        assertThat(device.outside.commands).containsExactly("ls");
    }
}
