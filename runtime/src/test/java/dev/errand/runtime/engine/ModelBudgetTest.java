package dev.errand.runtime.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.errand.intents.ModelAccess;
import dev.errand.intents.WorkflowCheck;
import dev.errand.intents.model.ModelPlanner;
import dev.errand.intents.model.OpenAiServer;
import dev.errand.intents.model.OpenAiServer.Response;
import dev.errand.runtime.budget.Budget;
import dev.errand.runtime.budget.Budgets;
import dev.errand.runtime.budget.Energy;
import dev.errand.runtime.budget.Price;
import dev.errand.runtime.budget.Resource;
import dev.errand.runtime.journal.Entry;
import dev.errand.runtime.journal.Journal;
import dev.errand.runtime.journal.RunId;
import dev.errand.sandbox.check.JavaScriptChecker;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Planning with a model behind a real HTTP server, held against budgets. The server counts 100 tokens in, 20 out.
final class ModelBudgetTest {
    private static final String GOOD = "user.say(\"Hello\");";
    private static final String BAD = "nowhere.nothing();";

    /// With these a request costs 100 × $1 and 20 × $5 a million: $0.0002.
    private static final Price PRICE = new Price(BigDecimal.ONE, new BigDecimal("0.5"), new BigDecimal(5));

    @TempDir
    Path home;

    private TestDevice device;
    private OpenAiServer server = new OpenAiServer();

    @BeforeEach
    void open() {
        device = new TestDevice(home);
    }

    @AfterEach
    void close() {
        device.close();
        server.close();
    }

    private void serve(Budgets budgets, Response... responses) {
        server.close();
        server = new OpenAiServer(responses);
        device = device.with(budgets)
                .with(new ModelPlanner(
                        new ModelAccess(server.baseUrl(), "", "scripted", Duration.ofSeconds(20), 0, 3),
                        new WorkflowCheck(new JavaScriptChecker())));
    }

    private static Budgets priced(Budget day) {
        return new Budgets(Budget.NONE, day, Map.of("scripted", PRICE), Energy.ASSUMED);
    }

    private static Budget limit(Resource resource, String most) {
        return Budget.NONE.with(resource, new BigDecimal(most));
    }

    private static BigDecimal spent(Seen run, String name) {
        return run.document().at("/budget/spent/" + name).decimalValue();
    }

    /// How many tokens a prompt is estimated at: what the first request says.
    private long promptTokens() {
        serve(Budgets.NONE, OpenAiServer.code(GOOD));
        Seen run = device.plan(Budget.NONE);
        return run.entries(Entry.ModelCallStarted.class).getFirst().inputTokens();
    }

    @Test
    void whatTheServerCountsIsWhatIsSpent() {
        serve(priced(Budget.NONE), OpenAiServer.code(GOOD));

        Seen done = device.plan(limit(Resource.USD, "1"));

        assertThat(done.state()).isEqualTo("succeeded");
        JsonNode plan = done.document().path("plan");
        assertThat(plan.path("tokens").asInt()).isEqualTo(120);
        assertThat(plan.path("inputTokens").asInt()).isEqualTo(100);
        assertThat(plan.path("outputTokens").asInt()).isEqualTo(20);
        assertThat(plan.path("estimated").asBoolean()).isFalse();
        assertThat(plan.path("usd").decimalValue()).isEqualByComparingTo("0.0002");
        assertThat(spent(done, "usd")).isEqualByComparingTo("0.0002");
        assertThat(spent(done, "modelCalls")).isEqualByComparingTo("1");
        // (100 × 0.2 J + 20 × 2 J) ÷ 3600
        assertThat(done.document().at("/budget/energy/modelWh").decimalValue()).isEqualByComparingTo("0.016666667");
    }

    @Test
    void cachedTokensHaveTheirOwnPriceAndUncountedOnesAreEstimated() {
        Response cached = new Response.Raw(200, Map.of("Content-Type", "application/json"), """
                {"choices": [{"index": 0, "finish_reason": "stop",
                              "message": {"role": "assistant", "content": "```js\\nuser.say('Hello');\\n```"}}],
                 "usage": {"prompt_tokens": 1000, "completion_tokens": 20, "total_tokens": 1020,
                           "prompt_tokens_details": {"cached_tokens": 900}}}""");
        serve(priced(Budget.NONE), cached, OpenAiServer.code(GOOD).withoutUsage());

        Seen counted = device.plan(Budget.NONE);
        Seen estimated = device.plan(Budget.NONE);

        // 100 × $1 + 900 × $0.50 + 20 × $5, a million
        assertThat(spent(counted, "usd")).isEqualByComparingTo("0.00065");
        assertThat(spent(counted, "cachedTokens")).isEqualByComparingTo("900");
        assertThat(counted.document().at("/budget/spent/estimated").asBoolean()).isFalse();
        assertThat(estimated.document().at("/budget/spent/estimated").asBoolean())
                .isTrue();
        assertThat(spent(estimated, "outputTokens")).isEqualByComparingTo("7"); // 28 characters
    }

    @Test
    void aPromptWithoutRoomIsNotSent() {
        long prompt = promptTokens();
        serve(Budgets.NONE, OpenAiServer.code(GOOD));

        Seen parked = device.plan(limit(Resource.TOKENS, "" + prompt));

        assertThat(parked.state()).isEqualTo("over_budget");
        assertThat(server.requests()).isEmpty();
        assertThat(parked.document().at("/waitingFor/needed").asLong()).isEqualTo(prompt + 1);
        assertThat(parked.document().at("/waitingFor/message").asText())
                .contains("This intent may take %,d tokens; 0 tokens are taken".formatted(prompt));

        device = device.restarted();
        Seen done = device.raise(parked, "tokens=+100");
        assertThat(done.state()).isEqualTo("succeeded");
        assertThat(server.requests()).hasSize(1);
    }

    @Test
    void anAnswerThatOutgrowsTheLimitIsCutOffAndPlanningBeginsAnewAfterARaise() {
        long prompt = promptTokens();
        String endless = "// " + "so many words ".repeat(2_000);
        serve(Budgets.NONE, OpenAiServer.text(endless).every(Duration.ofMillis(1)), OpenAiServer.code(GOOD));

        Seen parked = device.plan(limit(Resource.TOKENS, "" + (prompt + 50)));

        assertThat(parked.state()).isEqualTo("over_budget");
        // The prompt, 50 tokens, and the piece of five characters that was too much.
        assertThat(spent(parked, "tokens").longValue()).isBetween(prompt + 51, prompt + 53);
        assertThat(parked.document().at("/budget/spent/estimated").asBoolean()).isTrue();
        assertThat(parked.document().at("/plan/code").isNull()).isTrue();

        device = device.restarted();
        Seen done = device.raise(parked, "tokens=" + 3 * prompt);
        assertThat(done.state()).isEqualTo("succeeded");
        assertThat(done.said()).containsExactly("Hello");
        assertThat(server.requests()).hasSize(2);
        assertThat(spent(done, "modelCalls")).isEqualByComparingTo("2");
        assertThat(spent(done, "tokens"))
                .isEqualByComparingTo(spent(parked, "tokens").add(new BigDecimal(120)));
    }

    @Test
    void repairsAreRequestsOfTheirOwnAndCountEach() {
        serve(priced(Budget.NONE), OpenAiServer.code(BAD), OpenAiServer.code(BAD + "//"), OpenAiServer.code(GOOD));

        Seen parked = device.plan(limit(Resource.CALLS, "2"));

        assertThat(parked.state()).isEqualTo("over_budget");
        assertThat(server.requests()).hasSize(2);
        assertThat(spent(parked, "tokens")).isEqualByComparingTo("240");
        assertThat(spent(parked, "usd")).isEqualByComparingTo("0.0004");
        assertThat(parked.document().at("/waitingFor/limit").asText()).isEqualTo("calls");
        assertThat(device.raise(parked, "calls=3").state()).isEqualTo("succeeded");
    }

    @Test
    void moneyIsHeldAgainstThePriceOfTheModel() {
        long prompt = promptTokens();
        // One request as counted, and the next prompt as estimated, are a little too much together.
        BigDecimal most = new BigDecimal("0.0002").add(new BigDecimal(prompt).movePointLeft(6));
        serve(priced(Budget.NONE), OpenAiServer.code(BAD), OpenAiServer.code(GOOD));

        Seen parked = device.plan(limit(Resource.USD, most.toPlainString()));

        assertThat(parked.state()).isEqualTo("over_budget");
        assertThat(server.requests()).hasSize(1);
        assertThat(parked.document().at("/waitingFor/limit").asText()).isEqualTo("usd");
        assertThat(spent(parked, "usd")).isEqualByComparingTo("0.0002");
    }

    @Test
    void withoutAPriceALimitInDollarsIsAnErrorOfConfiguration() {
        serve(Budgets.NONE, OpenAiServer.code(GOOD), OpenAiServer.code(GOOD));

        Seen failed = device.plan(limit(Resource.USD, "1"));

        assertThat(failed.state()).isEqualTo("failed");
        assertThat(failed.errorKind()).isEqualTo("configuration");
        assertThat(failed.error()).contains("scripted", "no price");
        assertThat(failed.document().at("/error/remedy").asText()).contains("[price.\"scripted\"]", "[price.default]");
        assertThat(server.requests()).isEmpty();
        Seen unlimited = device.plan(Budget.NONE);
        assertThat(unlimited.state()).isEqualTo("succeeded");
        assertThat(unlimited.document().at("/budget/spent/usd").isNull()).isTrue();

        serve(new Budgets(Budget.NONE, Budget.NONE, Map.of("default", PRICE), Energy.ASSUMED), OpenAiServer.code(GOOD));
        assertThat(spent(device.plan(limit(Resource.USD, "1")), "usd")).isEqualByComparingTo("0.0002");
    }

    @Test
    void theDayIsSharedByItsRunsAndEndsAtMidnightInThePersonsZone() {
        long prompt = promptTokens();
        device.pass(Duration.ofDays(1)); // that request was yesterday's
        serve(
                priced(limit(Resource.TOKENS, "" + (prompt + 100))),
                OpenAiServer.code(GOOD),
                OpenAiServer.code(GOOD),
                OpenAiServer.code(GOOD));
        assertThat(device.plan(Budget.NONE).state()).isEqualTo("succeeded");

        Seen parked = device.plan(Budget.NONE);

        assertThat(parked.state()).isEqualTo("over_budget");
        assertThat(parked.document().at("/waitingFor/per").asText()).isEqualTo("day");
        assertThat(parked.document().at("/waitingFor/spent").asInt()).isEqualTo(120);
        assertThat(server.requests()).hasSize(1);
        device.pass(Duration.ofHours(14).plusMinutes(1)); // 00:01 in Berlin
        device = device.restarted();
        assertThat(device.raise(parked).state()).isEqualTo("succeeded");
        assertThat(device.plan(Budget.NONE).state()).isEqualTo("over_budget");
    }

    @Test
    void twoRunsAtOnceExceedTheDayByNoMoreThanOneRequestEach() throws InterruptedException {
        long prompt = promptTokens();
        device.pass(Duration.ofDays(1));
        Response[] answers = Collections.nCopies(8, OpenAiServer.code(GOOD)).toArray(Response[]::new);
        serve(priced(limit(Resource.CALLS, "2")), answers);
        List<RunId> runs = Collections.nCopies(5, TestDevice.started("test", false, false, "terminal")).stream()
                .map(device.engine::start)
                .toList();

        List<Thread> threads = runs.stream()
                .map(id -> Thread.ofPlatform().start(() -> device.engine.advance(id)))
                .toList();
        for (Thread thread : threads) {
            thread.join(Duration.ofMinutes(1));
        }

        assertThat(server.requests()).hasSize(2);
        assertThat(runs.stream().map(id -> device.seen(id).state()).sorted())
                .containsExactly("over_budget", "over_budget", "over_budget", "succeeded", "succeeded");
        assertThat(prompt).isPositive();
    }

    private Seen dieAt(Class<? extends Entry> type, Budget budget) {
        UnaryOperator<Journal> mortal = journal -> new DyingAt(journal, type, true);
        device = device.restarted(mortal);
        try {
            device.plan(budget);
        } catch (MortalJournal.Death death) {
            device = device.restarted();
            return device.seen(device.engine.runs().getFirst().id());
        }
        throw new AssertionError("nobody died");
    }

    @Test
    void aRequestThatACrashCutOffCountsAsWhatIsKnownOfIt() {
        serve(priced(Budget.NONE), OpenAiServer.code(GOOD), OpenAiServer.code(GOOD));

        Seen crashed = dieAt(Entry.ModelCallFinished.class, Budget.NONE);

        long prompt = crashed.entries(Entry.ModelCallStarted.class).getFirst().inputTokens();
        assertThat(spent(crashed, "modelCalls")).isEqualByComparingTo("1");
        assertThat(spent(crashed, "tokens")).isEqualByComparingTo("" + prompt);
        assertThat(crashed.document().at("/budget/spent/estimated").asBoolean()).isTrue();
        Seen done = device.advance(crashed.id());
        assertThat(done.state()).isEqualTo("succeeded");
        assertThat(spent(done, "modelCalls")).isEqualByComparingTo("2");
        assertThat(spent(done, "tokens")).isEqualByComparingTo("" + (prompt + 120));
    }

    @Test
    void aRequestThatWasAnsweredBeforeACrashCountsOnce() {
        serve(priced(Budget.NONE), OpenAiServer.code(GOOD), OpenAiServer.code(GOOD));
        Seen crashed = dieAt(Entry.PlanReady.class, Budget.NONE);
        assertThat(spent(crashed, "tokens")).isEqualByComparingTo("120");
        assertThat(spent(device.advance(crashed.id()), "tokens")).isEqualByComparingTo("240");
        assertThat(server.requests()).hasSize(2);
    }

    @Test
    void crashAfterCrashCannotSpendWithoutBound() {
        serve(
                priced(Budget.NONE),
                Collections.nCopies(9, OpenAiServer.code(GOOD)).toArray(Response[]::new));
        Seen run = dieAt(Entry.ModelCallFinished.class, limit(Resource.CALLS, "3"));
        for (int i = 0; i < 5; i++) {
            device = device.restarted(journal -> new DyingAt(journal, Entry.ModelCallFinished.class, true));
            try {
                device.engine.advance(run.id());
            } catch (MortalJournal.Death death) {
                // and again
            }
        }
        device = device.restarted();
        assertThat(device.seen(run.id()).state()).isEqualTo("over_budget");
        assertThat(server.requests()).hasSize(3);
    }
}
