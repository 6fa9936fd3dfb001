package dev.errand.runtime.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.errand.runtime.budget.Budget;
import dev.errand.runtime.budget.Budgets;
import dev.errand.runtime.budget.Energy;
import dev.errand.runtime.budget.Resource;
import dev.errand.runtime.budget.Spending;
import dev.errand.runtime.journal.Entry;
import dev.errand.runtime.journal.Journal;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Steps and time: a run without room parks before the next step, and goes on exactly once when it is given more.
final class BudgetTest {
    private static final String THREE_READS = """
            const a = files.read("a.txt");
            const b = files.read("b.txt");
            const c = files.read("c.txt");
            return a + b + c;
            """;
    private static final String TWO_MESSAGES = """
            courier.deliver("ada@b.example", "one");
            lamps.turnOn("hall");
            files.write("done.txt", "both");
            user.say("all done");
            """;

    @TempDir
    Path home;

    private TestDevice device;

    @BeforeEach
    void open() {
        device = new TestDevice(home);
        device.file("a.txt", "A");
        device.file("b.txt", "B");
        device.file("c.txt", "C");
    }

    @AfterEach
    void close() {
        device.close();
    }

    private static Budget steps(long most) {
        return Budget.NONE.with(Resource.STEPS, BigDecimal.valueOf(most));
    }

    private static Budget minutes(String most) {
        return Budget.NONE.with(Resource.MINUTES, new BigDecimal(most));
    }

    @Test
    void aPreviewParksBeforeTheStepThatHasNoRoomAndGoesOnAfterARestart() {
        Seen parked = device.runYes(THREE_READS, steps(2));

        assertThat(parked.state()).isEqualTo("over_budget");
        assertThat(parked.operations()).containsExactly("files.read", "files.read");
        assertThat(parked.document().path("error").isNull()).isTrue();
        assertThat(parked.document().at("/waitingFor").toString())
                .contains(
                        "\"kind\":\"budget\",\"limit\":\"steps\",\"per\":\"intent\",\"spent\":2,\"needed\":1,\"max\":2");

        device = device.restarted();
        assertThat(device.engine.interrupted()).isEmpty();
        assertThat(device.advance(parked.id()).state()).isEqualTo("over_budget");
        Seen done = device.raise(parked, "steps=3");
        assertThat(done.state()).isEqualTo("succeeded");
        assertThat(done.result().asText()).isEqualTo("ABC");
        assertThat(done.document().at("/budget/spent/steps").asInt()).isEqualTo(3);
        assertThat(done.document().at("/budget/limits/steps").asInt()).isEqualTo(3);
        assertThat(done.entries(Entry.BudgetRaised.class))
                .singleElement()
                .satisfies(raised -> assertThat(raised.by()).isEqualTo("terminal"));
    }

    @Test
    void whatWasDoneBeforeTheLimitStaysDoneAndTheRestIsDoneOnce() {
        Seen parked = device.runYes(TWO_MESSAGES, steps(1));

        assertThat(parked.state()).isEqualTo("over_budget");
        assertThat(parked.effects())
                .containsExactly(
                        "1 courier.deliver approved executed",
                        "2 lamps.turnOn allowed proposed",
                        "3 files.write allowed proposed");
        assertThat(device.outside.lamps).isEmpty();

        device = device.restarted();
        Seen again = device.raise(parked, "steps=+1");
        assertThat(again.state()).isEqualTo("over_budget");
        assertThat(device.outside.lamps).containsExactly("hall");
        Seen done = device.raise(again, "steps=+5");
        assertThat(done.state()).isEqualTo("succeeded");
        assertThat(done.said()).containsExactly("all done");
        assertThat(device.outside.delivered).containsExactly("one → ada@b.example");
        assertThat(done.document().at("/budget/spent/steps").asInt()).isEqualTo(4);
        assertThat(done.document().at("/budget/limits/steps").asInt()).isEqualTo(7);
    }

    @Test
    void whatThePreviewFoundOrPutOffOrThePersonRefusedCountsNothing() {
        Seen asked = device.run("""
                files.read("a.txt");
                user.say("said");
                try { courier.deliver("eve@evil.example", "no"); } catch (refused) {}
                courier.deliver("ada@b.example", "yes");
                """);
        assertThat(asked.document().at("/budget/spent/steps").asInt()).isEqualTo(1);

        Seen done = device.approve(asked, 2);

        assertThat(done.effects()).contains("2 courier.deliver approved executed");
        assertThat(done.document().at("/budget/spent/steps").asInt())
                .as("one read, one text said, one delivery")
                .isEqualTo(3);
    }

    @Test
    void onlyTimeOfWorkCounts() {
        Seen waiting = device.runYes("clock.sleep(7200); files.write('x.txt', 'x');", minutes("5"));
        assertThat(waiting.state()).isEqualTo("awaiting_timer");
        device.pass(Duration.ofHours(3));
        Seen done = device.advance(waiting.id());
        assertThat(done.state()).isEqualTo("succeeded");
        assertThat(done.document().at("/budget/spent/minutes").decimalValue()).isZero();
    }

    @Test
    void aStepThatTakesTooLongIsTheLastOne() {
        device.close();
        device = new TestDevice(home, journal -> new SlowDays(journal, () -> device.pass(Duration.ofMinutes(2))));

        Seen parked = device.runYes(THREE_READS, minutes("3"));

        assertThat(parked.state()).isEqualTo("over_budget");
        assertThat(parked.operations()).hasSizeLessThan(3);
        assertThat(parked.document().at("/waitingFor/limit").asText()).isEqualTo("minutes");
        assertThat(parked.document().at("/budget/spent/minutes").decimalValue())
                .isBetween(new BigDecimal(3), new BigDecimal(6));
        assertThat(device.raise(parked, "minutes=60").state()).isEqualTo("succeeded");
    }

    /// A journal during whose writing time passes, as on a slow disk.
    private record SlowDays(Journal journal, Runnable passing) implements Forwarding {
        @Override
        public void appendLazily(Summary summary, dev.errand.runtime.journal.Recorded entry) {
            if (entry.entry() instanceof Entry.StepFinished) {
                passing.run();
            }
            journal.appendLazily(summary, entry);
        }
    }

    @Test
    void energyIsEstimatedFromProcessorTimeAndSaysSo() {
        Energy hungry = new Energy(Map.of(), Energy.ASSUMED.other(), new BigDecimal(1_000_000));
        device = device.with(new Budgets(Budget.NONE, Budget.NONE, Map.of(), hungry));
        Seen run = device.runYes(
                "let s = 0; for (let i = 0; i < 300000; i++) s += i; files.read('a.txt'); files.read('b.txt'); return s;",
                Budget.NONE.with(Resource.WH, new BigDecimal("0.001")));
        assertThat(run.state()).isEqualTo("over_budget");
        assertThat(run.document().at("/waitingFor/limit").asText()).isEqualTo("wh");
        assertThat(run.document().at("/budget/energy/estimate").asBoolean()).isTrue();
        assertThat(run.document().at("/budget/energy/formula").asText()).contains("CPU seconds", "estimate");
        assertThat(run.document().at("/budget/energy/deviceWh").decimalValue()).isPositive();
    }

    @Test
    void whatIsConfiguredHoldsForAllIntentsAndTheirOwnGoesBeforeIt() {
        device = device.with(new Budgets(steps(1), Budget.NONE, Map.of(), Energy.ASSUMED));
        assertThat(device.run(THREE_READS).state()).isEqualTo("over_budget");
        assertThat(device.runYes(THREE_READS, steps(9)).state()).isEqualTo("succeeded");
        assertThat(device.runYes(THREE_READS, minutes("9"))
                        .document()
                        .at("/budget/limits/steps")
                        .asInt())
                .isEqualTo(1);
    }

    @Test
    void theStepsOfADayAreThoseOfAllRunsUntilMidnightInThePersonsZone() {
        device = device.with(new Budgets(Budget.NONE, steps(4), Map.of(), Energy.ASSUMED));
        assertThat(device.run(THREE_READS).state()).isEqualTo("succeeded");

        Seen parked = device.run(THREE_READS);

        assertThat(parked.state()).isEqualTo("over_budget");
        assertThat(parked.document().at("/waitingFor/per").asText()).isEqualTo("day");
        assertThat(parked.document().at("/waitingFor/spent").asInt()).isEqualTo(4);
        refused(() -> device.engine.raise(parked.id(), List.of(), "t"), "It would stop again at once");
        ObjectNode document = RunDocument.of(parked.run(), device.catalogue, device.engine.today(parked.run()));
        assertThat(document.at("/budget/day/date").asText()).isEqualTo("2026-03-02");
        assertThat(document.at("/budget/day/spent/steps").asInt()).isEqualTo(4);
        assertThat(document.at("/budget/day/limits/steps").asInt()).isEqualTo(4);

        device.pass(Duration.ofHours(13).plusMinutes(59)); // 22:59 in Greenwich, 23:59 in Berlin
        refused(() -> device.engine.raise(parked.id(), List.of(), "t"), "day.steps=");
        device.pass(Duration.ofMinutes(2));
        assertThat(device.raise(parked).state()).isEqualTo("succeeded");
    }

    @Test
    void aRaiseOfTheDayHoldsForThatRunAndThatDay() {
        device = device.with(new Budgets(Budget.NONE, steps(2), Map.of(), Energy.ASSUMED));
        Seen parked = device.run(THREE_READS);
        assertThat(device.raise(parked, "day.steps=3").state()).isEqualTo("succeeded");
        assertThat(device.run(THREE_READS).state()).isEqualTo("over_budget");
    }

    @Test
    void aRaiseThatIsNoneIsRefusedWithWords() {
        Seen parked = device.runYes(THREE_READS, steps(2));
        refused(() -> device.raise(parked, "steps=2"), "is 2 already; a raise must be higher");
        refused(() -> device.raise(parked, "usd=2"), "has no limit \"usd\" to raise; its limits are: steps=2");
        refused(() -> device.raise(parked, "day.steps=5"), "has no limit \"day.steps\"");
        refused(() -> device.engine.approve(parked.id(), Approval.ofAll("t")), "--raise steps=6");
        refused(() -> device.engine.deny(parked.id(), "", "t"), "is over budget; there is nothing to deny");
        assertThat(device.seen(parked.id()).run().length())
                .isEqualTo(parked.run().length());
        Seen done = device.run("user.say('hi');");
        refused(() -> device.raise(done, "steps=5"), "is succeeded; there is nothing to raise");
    }

    @Test
    void aRunOverItsBudgetCanBeCancelled() {
        Seen parked = device.runYes(TWO_MESSAGES, steps(1));
        device.engine.cancel(parked.id());
        Seen cancelled = device.seen(parked.id());
        assertThat(cancelled.state()).isEqualTo("cancelled");
        assertThat(cancelled.document().path("waitingFor").isNull()).isTrue();
        assertThat(device.outside.delivered).hasSize(1);
        refused(() -> device.raise(cancelled, "steps=5"), "is cancelled; there is nothing to raise");
    }

    @Test
    void theSumsAtHandAreThoseOfTheEntries() {
        device.runYes(THREE_READS, steps(2));
        device.pass(Duration.ofMinutes(3));
        device.runYes(TWO_MESSAGES, steps(9));
        Journal derived = new MortalJournal(device.journal, Integer.MAX_VALUE, MortalJournal.Moment.BEFORE);
        for (int minutes : List.of(1, 3, 5)) {
            Spending kept = device.journal.spent(TestDevice.START, TestDevice.START.plus(Duration.ofMinutes(minutes)));
            assertThat(kept)
                    .isEqualTo(derived.spent(TestDevice.START, TestDevice.START.plus(Duration.ofMinutes(minutes))));
            assertThat(kept.steps()).isEqualTo(minutes < 4 ? 2 : 6);
        }
    }

    @Test
    void anEventSaysThatTheBudgetWasReachedAndRaised() {
        Seen parked = device.runYes(THREE_READS, steps(2));
        Seen done = device.raise(parked, "steps=3");
        List<String> names = done.run().entries().stream()
                .flatMap(entry -> Events.of(done.run(), entry).stream())
                .map(event -> event.path("event").asText())
                .filter(name -> name.equals("budget-updated") || name.equals("run-parked"))
                .toList();
        assertThat(names).containsExactly("budget-updated", "run-parked", "budget-updated");
    }

    private static void refused(Runnable wish, String message) {
        assertThatThrownBy(wish::run).isInstanceOf(Refusal.class).hasMessageContaining(message);
    }
}
