package dev.errand.runtime.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.errand.os.contacts.Contacts;
import dev.errand.runtime.budget.Budget;
import dev.errand.runtime.budget.Resource;
import dev.errand.runtime.explain.Explanation;
import dev.errand.runtime.explain.NoSuchStep;
import dev.errand.runtime.explain.Question;
import dev.errand.runtime.policy.Rule;
import dev.errand.runtime.policy.Rule.Kind;
import dev.errand.runtime.policy.RuleMaker;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Each way in which a run can fail, and which steps explain it. Here, and not with what it tests, because only the
/// engine
/// makes runs.
class ExplanationTest {
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

    private static List<Integer> steps(Explanation explanation) {
        return explanation.causes().stream().map(Explanation.Cause::step).toList();
    }

    private static String role(Explanation explanation, int step) {
        return explanation.causes().stream()
                .filter(cause -> cause.step() == step)
                .findFirst()
                .orElseThrow()
                .role();
    }

    private static Explanation explain(Seen run) {
        return Explanation.of(run.run());
    }

    private static Explanation explain(Seen run, Question question) {
        return Explanation.of(run.run(), question);
    }

    @Test
    void anEmptyListIsFoundBehindTheMemberThatItLacks() {
        Seen run = device.run("""
                const degrees = thermometer.degrees();
                const letter = letters.all()[0];
                courier.deliver(letter.sender, "it is " + degrees);
                """);
        Explanation why = explain(run);
        assertThat(run.state()).isEqualTo("failed");
        assertThat(steps(why)).containsExactly(2);
        assertThat(role(why, 2)).contains("returned an empty list");
        assertThat(why.causes().getFirst().code()).isEqualTo("const letter = letters.all()[0];");
        assertThat(why.line()).isEqualTo(3);
        assertThat(why.code()).contains("letter.sender");
        assertThat(why.remedy()).contains("letters.all");
    }

    @Test
    void aStepThatFailsByItselfIsTheWholeExplanation() {
        Seen run = device.run("const d = thermometer.degrees();\nlamps.turnOn(d > 30 ? 'hall' : 'broken');");
        Explanation why = explain(run);
        assertThat(run.errorKind()).isEqualTo("service");
        assertThat(steps(why)).containsExactly(2);
        assertThat(why.failure()).contains("does not answer");
        assertThat(why.remedy()).isEqualTo("Look at its plug.");
    }

    @Test
    void aPathThatIsNotThereIsWalkedBackToTheStepThatNamedIt() {
        device.file("pointer.txt", "nowhere.txt");
        device.file("other.txt", "Documents");
        Seen run = device.run("""
                const other = files.read("other.txt");
                const path = files.read("pointer.txt").trim();
                const text = files.read(path);
                notes.create(other, text);
                """);
        Explanation why = explain(run);
        assertThat(steps(why)).containsExactly(2, 3);
        assertThat(role(why, 2)).contains("“nowhere.txt”").contains("argument `path` of step 3");
        assertThat(why.chain()).contains(new Explanation.Consequence(2, 3, "value", "path"));
    }

    @Test
    void aCallThatDoesNotFitIsExplainedByTheArgumentThatDoesNot() {
        Seen run = device.run("""
                const items = lists.items("Shopping");
                const degrees = thermometer.degrees();
                random.integer(degrees, items);
                """);
        Explanation why = explain(run);
        assertThat(run.state()).isEqualTo("failed");
        assertThat(steps(why)).contains(1, 3);
    }

    @Test
    void anErrorThatTheCodeCaughtIsFoundBehindWhatItDidInstead() {
        Seen run = device.run("""
                let name = "hall";
                try {
                    name = files.read("lamp.txt");
                } catch (error) {
                    name = null;
                }
                if (!name) {
                    throw new Error("no lamp is named");
                }
                lamps.turnOn(name);
                """);
        Explanation why = explain(run);
        assertThat(why.failure()).contains("no lamp is named");
        assertThat(steps(why)).containsExactly(1);
        assertThat(role(why, 1)).contains("failed:").contains("and the code went on");
    }

    @Test
    void aLoopWithoutEndIsExplainedByWhatItCounts() {
        device.outside.degrees = 1e12;
        Seen run = device.run("""
                const about = lists.items("Shopping").length;
                const many = thermometer.degrees();
                let sum = about;
                for (let i = 0; i < many; i++) { sum += i; }
                return sum;
                """);
        Explanation why = explain(run);
        assertThat(run.errorKind()).isEqualTo("limit");
        assertThat(steps(why)).containsExactly(2);
    }

    @Test
    void whatThePersonRefusedIsExplainedByWhereItsArgumentsCameFrom() {
        device.outside.letters.add("mallory@example.org");
        Seen asked = device.run("""
                const degrees = thermometer.degrees();
                const letter = letters.all()[0];
                courier.deliver(letter.sender, "hello");
                """);
        Seen run = device.deny(asked, "wrong person");
        Explanation why = explain(run);
        assertThat(run.state()).isEqualTo("denied");
        assertThat(why.failure()).contains("You refused effect 1 (courier.deliver): “wrong person”");
        assertThat(steps(why)).containsExactly(2, 3);
        assertThat(role(why, 2)).contains("argument `to` of step 3");
    }

    @Test
    void whatNobodyApprovedInTimeSaysSo() {
        Seen asked = device.run("courier.deliver('ann@example.org', 'hello');");
        device.pass(Duration.ofDays(2));
        Explanation why = explain(device.advance(asked.id()));
        assertThat(why.failure()).contains("Nobody approved effect 1");
        assertThat(why.remedy()).contains("errand approve");
    }

    @Test
    void aWrongArgumentOfARunThatSucceededIsWalkedBackThroughAllThatWasMadeOfIt() {
        device.file("address.txt", "hall");
        Seen run = device.run("""
                const degrees = thermometer.degrees();
                const name = files.read("address.txt").trim();
                const upper = name.toUpperCase();
                lamps.turnOn(upper.toLowerCase());
                notes.create("It is " + degrees);
                """);
        assertThat(run.state()).isEqualTo("succeeded");
        assertThat(explain(run).explains()).isFalse();
        assertThat(explain(run).remedy()).contains("--effect N");
        Explanation why = explain(run, new Question.WhyEffect(1, "name"));
        assertThat(why.explains()).isTrue();
        assertThat(steps(why)).containsExactly(2, 3);
        assertThat(role(why, 2)).contains("which became argument `name` of step 3");
        assertThat(steps(explain(run, new Question.WhyStep(4, "title")))).containsExactly(1, 4);
    }

    @Test
    void aLineThatWasNotReachedIsExplainedByWhatDecidedIt() {
        Seen run = device.run("""
                const degrees = thermometer.degrees();
                const open = lists.items("Shopping").filter(item => !item.done);
                for (const item of open) {
                    lamps.turnOn(item.text);
                }
                notes.create("It is " + degrees);
                """);
        Explanation why = explain(run, new Question.WhyNotReached(4));
        assertThat(steps(why)).containsExactly(2);
        assertThat(role(why, 2)).contains("returned an empty list");
    }

    @Test
    void aResultIsWalkedBackToWhatItWasMadeOf() {
        Seen run = device.run("const d = thermometer.degrees();\nletters.all();\nreturn d + 1;");
        assertThat(steps(explain(run, new Question.WhyResult()))).containsExactly(1);
    }

    @Test
    void whatAnEarlierStepWroteExplainsWhatALaterOneRead() {
        Seen run = device.run("""
                const degrees = thermometer.degrees();
                files.write("note.txt", "hall");
                files.write("degrees.txt", "It is " + degrees);
                lamps.turnOn(files.read("note.txt").trim());
                """);
        Explanation why = explain(run, new Question.WhyEffect(3, "name"));
        assertThat(steps(why)).contains(2, 4, 5).doesNotContain(3);
        assertThat(why.chain()).contains(new Explanation.Consequence(2, 4, "written", ""));
    }

    @Test
    void whatFailsBeforeAnythingRanIsExplainedInWordsAlone() {
        Explanation why = explain(device.run("nowhere.go();"));
        assertThat(why.explains()).isTrue();
        assertThat(why.causes()).isEmpty();
        assertThat(why.failure()).contains("nowhere");
        assertThat(why.code()).isEqualTo("nowhere.go();");
    }

    @Test
    void aRunThatWaitsHasNothingToExplainAndSaysHowItGoesOn() {
        Explanation why = explain(device.run("courier.deliver('ann@example.org', 'hello');"));
        assertThat(why.explains()).isFalse();
        assertThat(why.remedy()).contains("errand approve");
    }

    @Test
    void aRunThatThePersonEndedSaysSo() {
        Seen asked = device.run("courier.deliver('ann@example.org', 'hello');");
        device.engine.cancel(asked.id());
        assertThat(explain(device.seen(asked.id())).failure()).isEqualTo("You cancelled the run.");
    }

    @Test
    void aQuestionAboutWhatIsNotThereIsRefused() {
        Seen run = device.run("thermometer.degrees();");
        assertThatThrownBy(() -> explain(run, new Question.WhyStep(7, "")))
                .isInstanceOf(NoSuchStep.class)
                .hasMessageContaining("has no step 7; it has 1");
        assertThatThrownBy(() -> explain(run, new Question.WhyEffect(1, ""))).isInstanceOf(NoSuchStep.class);
        assertThatThrownBy(() -> explain(run, new Question.WhyStep(1, "to")))
                .isInstanceOf(NoSuchStep.class)
                .hasMessageContaining("was given no \"to\"");
        assertThatThrownBy(() -> explain(run, new Question.WhyNotReached(9))).isInstanceOf(NoSuchStep.class);
    }

    @Test
    void theDocumentHoldsAllOfIt() {
        Explanation why = explain(device.run("const a = letters.all()[0];\nlamps.turnOn(a.sender);"));
        var document = why.json();
        assertThat(document.path("explains").asBoolean()).isTrue();
        assertThat(document.at("/causes/0/step").asInt()).isEqualTo(1);
        assertThat(document.at("/causes/0/code").asText()).isEqualTo("const a = letters.all()[0];");
        assertThat(document.at("/chain/0/to").asInt()).isZero();
        assertThat(document.path("line").asInt()).isEqualTo(2);
        assertThat(document.path("steps").asInt()).isEqualTo(1);
    }

    @Test
    void whatWasNeverDoneExplainsWhatWasLookedForInVain() {
        Seen run = device.run("""
                const degrees = thermometer.degrees();
                for (const letter of letters.all()) {
                    notes.create(letter.sender, "wrote");
                }
                const note = notes.search("wrote")[0];
                lamps.turnOn(note.title + degrees);
                """);
        Explanation why = explain(run);
        assertThat(run.state()).isEqualTo("failed");
        assertThat(steps(why)).containsExactly(2, 3);
        assertThat(role(why, 2)).contains("returned an empty list");
    }

    @Test
    void whatARuleRefusesNamesTheRuleAndWhereItsArgumentsCameFrom() {
        Rule rule = new RuleMaker(device.catalogue, () -> Contacts.of(device.device), new SplittableRandom(1))
                .make(
                        new RuleMaker.Typed(
                                Kind.DENY,
                                "courier.deliver",
                                List.of("to=domain:evil.example"),
                                null,
                                List.of(),
                                List.of()),
                        Rule.Source.written("test"),
                        TestDevice.START);
        device.rules.add(List.of(rule));
        device.file("address.txt", "eve@evil.example");
        Seen run = device.run("const to = files.read('address.txt').trim();\ncourier.deliver(to, 'hello');");
        Explanation why = explain(run);
        assertThat(run.state()).isEqualTo("denied");
        assertThat(why.failure()).contains("A rule of yours refuses effect 1").contains(rule.sentence());
        assertThat(steps(why)).containsExactly(1, 2);
        assertThat(why.remedy()).contains("errand rules");
    }

    @Test
    void aBudgetOfStepsIsExplainedByWhatMadeThem() {
        device.file("a.txt", "3");
        Seen run = device.runYes("""
                const degrees = thermometer.degrees();
                const times = Number(files.read("a.txt"));
                for (let i = 0; i < times; i++) {
                    thermometer.degrees();
                }
                """, Budget.NONE.with(Resource.STEPS, BigDecimal.valueOf(3)));
        Explanation why = explain(run);
        assertThat(run.state()).isEqualTo("over_budget");
        assertThat(why.failure()).contains("The budget of 3 steps is reached");
        assertThat(steps(why)).containsExactly(2);
        assertThat(why.remedy()).contains("--raise steps=");
    }
}
