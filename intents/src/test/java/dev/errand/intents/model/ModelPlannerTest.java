package dev.errand.intents.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.errand.intents.ModelAccess;
import dev.errand.intents.Plan;
import dev.errand.intents.PlanFinding;
import dev.errand.intents.PlanRequest;
import dev.errand.intents.Planner;
import dev.errand.intents.Planning;
import dev.errand.intents.WorkflowCheck;
import dev.errand.intents.model.OpenAiServer.Response;
import dev.errand.sandbox.check.JavaScriptChecker;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ModelPlannerTest {
    private static final String KEY = "sk-test-4711-secret-0815";
    private static final String GOOD = "user.say(\"Hello\");";
    private static final InstantSource CLOCK = InstantSource.fixed(Instant.parse("2026-03-02T09:00:00Z"));

    private final List<Duration> slept = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();
    private final List<RecordedExchange> recorded = new ArrayList<>();
    private final StringBuilder tokens = new StringBuilder();
    private OpenAiServer server = new OpenAiServer();

    private final Planner.Progress progress = new Planner.Progress() {
        @Override
        public void token(String text) {
            tokens.append(text);
        }

        @Override
        public void note(String text) {
            notes.add(text);
        }
    };

    @AfterEach
    void nothingSpokeOfTheKey() {
        server.close();
        assertThat(notes).noneMatch(each -> each.contains(KEY) || each.contains("0815"));
        assertThat(recorded).noneMatch(each -> each.toString().contains(KEY));
    }

    private void serve(Response... responses) {
        server.close();
        server = new OpenAiServer(responses);
    }

    private ModelAccess access() {
        return new ModelAccess(server.baseUrl(), KEY, "scripted", Duration.ofSeconds(20), 2, 2);
    }

    private Planning plan(ModelAccess access, PlanRequest request) {
        Planner planner = new ModelPlanner(
                access,
                new WorkflowCheck(new JavaScriptChecker()),
                recorded::add,
                new Surroundings(slept::add, CLOCK, () -> 0.5));
        Planning planning = planner.plan(request, progress);
        assertThat(planning.toString() + planner).doesNotContain(KEY).doesNotContain("0815");
        return planning;
    }

    private Planning plan() {
        return plan(access(), SmallDevice.request("say hello"));
    }

    private Plan planned() {
        Planning planning = plan();
        assertThat(planning).isInstanceOf(Planning.Planned.class);
        return ((Planning.Planned) planning).plan();
    }

    private static Planning.Failed failed(Planning planning) {
        assertThat(planning).isInstanceOf(Planning.Failed.class);
        return (Planning.Failed) planning;
    }

    @Test
    void anAnswerStreamedInTinyPiecesBecomesAPlan() {
        serve(OpenAiServer.code(GOOD).every(Duration.ofMillis(2)));

        Plan plan = planned();

        assertThat(plan.code()).isEqualTo(GOOD + "\n");
        assertThat(plan.planner()).isEqualTo("openai");
        assertThat(plan.model()).isEqualTo("scripted");
        assertThat(plan.findings()).isEmpty();
        assertThat(tokens).hasToString("```js\n" + GOOD + "\n```");
        assertThat(plan.usage().modelCalls()).isEqualTo(1);
        assertThat(plan.usage().inputTokens()).isEqualTo(100);
        assertThat(plan.usage().outputTokens()).isEqualTo(20);
        assertThat(plan.usage().timeToFirstToken())
                .isPositive()
                .isLessThan(plan.usage().duration());
    }

    @Test
    void theRequestHoldsRulesFirstAndTheIntentLast() {
        serve(OpenAiServer.code(GOOD));

        plan();

        OpenAiServer.Request request = server.requests().getFirst();
        assertThat(request.path()).isEqualTo("/v1/chat/completions");
        assertThat(request.authorization()).contains("Bearer " + KEY);
        assertThat(request.body().path("model").asText()).isEqualTo("scripted");
        assertThat(request.body().path("temperature").asDouble(9)).isZero();
        assertThat(request.message(0)).startsWith("You write workflows").contains("mail.send(");
        assertThat(request.message(1))
                .contains("2026-03-02T10:00", "Europe/Berlin")
                .endsWith("Intent: say hello\n");
    }

    @Test
    void anEmptyKeyStillSendsARequestWithoutAuthorization() {
        serve(OpenAiServer.code(GOOD));
        ModelAccess keyless = new ModelAccess(server.baseUrl(), "", "local", Duration.ofSeconds(20), 0, 0);

        assertThat(plan(keyless, SmallDevice.request("say hello"))).isInstanceOf(Planning.Planned.class);

        assertThat(server.requests().getFirst().authorization()).isEmpty();
    }

    @Test
    void aServerThatDoesNotStreamIsUnderstood() {
        serve(new Response.Document("```js\n" + GOOD + "\n```"));

        Plan plan = planned();

        assertThat(plan.code()).isEqualTo(GOOD + "\n");
        assertThat(plan.usage().tokens()).isEqualTo(120);
    }

    @Test
    void whatTheServerDoesNotTakeIsLeftOutFromThenOn() {
        serve(
                OpenAiServer.status(400, "Unsupported value: 'temperature' does not support 0 with this model."),
                OpenAiServer.status(400, "Unknown field: stream_options"),
                OpenAiServer.status(400, "Your organization may not stream this model."),
                OpenAiServer.code(GOOD));

        Plan plan = planned();

        OpenAiServer.Request last = server.requests().getLast();
        assertThat(last.body().has("temperature")).isFalse();
        assertThat(last.body().has("stream_options")).isFalse();
        assertThat(last.streaming()).isFalse();
        assertThat(plan.usage().modelCalls()).isEqualTo(4);
        assertThat(slept).isEmpty();
        assertThat(notes).hasSize(3).first().asString().contains("temperature");
    }

    @Test
    void tokensAreEstimatedWhereTheServerDoesNotCount() {
        serve(OpenAiServer.code(GOOD).withoutUsage());

        Plan plan = planned();

        assertThat(plan.usage().outputTokens()).isEqualTo(("```js\n" + GOOD + "\n```").length() / 4);
        assertThat(plan.usage().inputTokens()).isGreaterThan(500);
    }

    @Test
    void aFindingGoesBackToTheModelAndStaysVisible() {
        serve(OpenAiServer.code("mail.sned({to: \"a\"});"), OpenAiServer.code(GOOD));

        Plan plan = planned();

        assertThat(plan.code()).isEqualTo(GOOD + "\n");
        assertThat(plan.usage().modelCalls()).isEqualTo(2);
        assertThat(plan.findings()).singleElement().satisfies(each -> {
            assertThat(each.attempt()).isEqualTo(1);
            assertThat(each.finding().rule()).isEqualTo("unknown-operation");
        });
        OpenAiServer.Request repair = server.requests().getLast();
        assertThat(repair.message(-2)).contains("mail.sned");
        assertThat(repair.message(-1)).contains("line 1, unknown-operation").contains("one fenced code block");
        assertThat(notes).singleElement().asString().contains("mail.sned", "1 of 2");
        assertThat(recorded).extracting(RecordedExchange::attempt).containsExactly(1, 2);
    }

    @Test
    void aWorkflowThatIsNeverRepairedFailsWithAllFindings() {
        serve(OpenAiServer.code("mail.one();"), OpenAiServer.code("mail.two();"), OpenAiServer.code("mail.three();"));

        Planning.Failed failed = failed(plan());

        assertThat(failed.service()).isFalse();
        assertThat(failed.message()).startsWith("The model's workflow was not usable: line 1: ");
        assertThat(failed.findings()).extracting(PlanFinding::attempt).containsExactly(1, 2, 3);
        assertThat(failed.usage().modelCalls()).isEqualTo(3);
        assertThat(failed.remedy()).isNotBlank();
    }

    @Test
    void theSameWrongAnswerTwiceIsNotAskedForAgain() {
        serve(OpenAiServer.code("mail.one();"), OpenAiServer.code("mail.one();"), OpenAiServer.code(GOOD));

        Planning.Failed failed = failed(plan());

        assertThat(server.requests()).hasSize(2);
        assertThat(failed.message()).contains("the same again");
    }

    @Test
    void anAnswerWithoutCodeIsAskedForAgain() {
        serve(OpenAiServer.text("Sure, I can help with that!"), OpenAiServer.text(""), OpenAiServer.code(GOOD));

        assertThat(planned().findings())
                .extracting(each -> each.finding().rule())
                .containsExactly("answer", "answer");
    }

    @Test
    void anAnswerCutOffByALimitIsNotTakenForAWorkflow() {
        serve(OpenAiServer.text("```js\n" + GOOD).finishing("length"), OpenAiServer.code(GOOD));

        assertThat(planned().findings())
                .singleElement()
                .satisfies(each -> assertThat(each.finding().message()).contains("cut off"));
    }

    @Test
    void aModelMayDecline() {
        serve(OpenAiServer.text("```js\n// DECLINE: This device cannot order taxis.\n```"));

        assertThat(plan()).isInstanceOfSatisfying(Planning.Declined.class, declined -> {
            assertThat(declined.reason()).isEqualTo("This device cannot order taxis.");
            assertThat(declined.usage().modelCalls()).isEqualTo(1);
        });
    }

    @Test
    void aFilteredAnswerIsARefusal() {
        serve(OpenAiServer.text("").finishing("content_filter"));

        assertThat(plan()).isInstanceOf(Planning.Declined.class);
    }

    @Test
    void aRefusedKeyIsExplainedAndNotTriedAgain() {
        serve(OpenAiServer.status(401, "Incorrect API key provided: " + KEY + " (also sk-test-****0815)."));

        Planning.Failed failed = failed(plan());

        assertThat(failed.service()).isTrue();
        assertThat(failed.message()).contains("scripted", "127.0.0.1", "401", "Incorrect API key", "[key]");
        assertThat(failed.remedy()).contains("OPENAI_API_KEY");
        assertThat(server.requests()).hasSize(1);
    }

    @Test
    void anUnknownModelIsExplained() {
        serve(OpenAiServer.status(404, "The model `scripted` does not exist"));

        assertThat(failed(plan()).remedy()).contains("OPENAI_MODEL", "/v1");
    }

    @Test
    void aBusyServerIsLeftAloneAsLongAsItAsks() {
        serve(
                new Response.Raw(429, Map.of("Retry-After", "7"), "{\"error\":{\"message\":\"slow down\"}}"),
                new Response.Raw(429, Map.of("Retry-After", "Mon, 02 Mar 2026 09:00:11 GMT"), ""),
                OpenAiServer.code(GOOD));

        assertThat(planned().usage().modelCalls()).isEqualTo(3);

        assertThat(slept).containsExactly(Duration.ofSeconds(7), Duration.ofSeconds(11));
        assertThat(notes).first().asString().contains("429", "slow down", "7.0 s", "1 of 2");
    }

    @Test
    void anExhaustedAccountIsNotTriedAgain() {
        serve(new Response.Raw(
                429,
                Map.of("Content-Type", "application/json"),
                "{\"error\":{\"message\":\"You exceeded your quota\",\"code\":\"insufficient_quota\"}}"));

        assertThat(failed(plan()).remedy()).contains("billing");
        assertThat(server.requests()).hasSize(1);
    }

    @Test
    void aBrokenServerIsTriedAgainAndThenGivenUp() {
        serve(
                OpenAiServer.status(500, "oops"),
                new Response.Raw(502, Map.of("Content-Type", "text/html"), "<html>Bad gateway</html>"),
                OpenAiServer.status(503, "oops"));

        Planning.Failed failed = failed(plan());

        assertThat(failed.service()).isTrue();
        assertThat(failed.message()).contains("503", "oops", "asked 3 times");
        assertThat(slept).containsExactly(Duration.ofMillis(375), Duration.ofMillis(750));
    }

    @Test
    void aStreamThatBreaksIsAskedForAgain() {
        serve(
                new Response.Broken("```js\nuser.say(\"Hel"),
                OpenAiServer.text("```js\nuser.say(").finishing(""),
                OpenAiServer.code(GOOD));

        assertThat(planned().code()).isEqualTo(GOOD + "\n");
        assertThat(notes).hasSize(2);
        assertThat(notes.getLast()).contains("broke off");
    }

    @Test
    void theBareProtocolOfSmallServersIsUnderstood() {
        serve(events(
                ": keep-alive",
                "data: {\"choices\":[{\"delta\":{\"role\":\"assistant\"}}]}",
                "data: {\"choices\":[{\"delta\":{\"reasoning_content\":\"Hm\",\"content\":null}}]}",
                "data: {\"choices\":[{\"delta\":{\"content\":\"```js\\n%s\\n```\"}}]}".formatted("user.say(1);"),
                "data: {\"choices\":[{\"delta\":{},\"finish_reason\":\"stop\"}]}"));

        assertThat(planned().code()).isEqualTo("user.say(1);\n");
        assertThat(tokens).doesNotContain("Hm");
    }

    @Test
    void anErrorInsideAStreamIsTriedAgain() {
        serve(
                events("data: {\"error\":{\"message\":\"out of memory\"}}"),
                events("data: {\"choices\":[{\"delta\":{\"con"),
                OpenAiServer.code(GOOD));

        planned();

        assertThat(notes).hasSize(2).first().asString().contains("out of memory");
    }

    private static Response events(String... lines) {
        return new Response.Raw(200, Map.of("Content-Type", "text/event-stream"), String.join("\n\n", lines) + "\n\n");
    }

    @Test
    void aRefusalAboutSomethingElseIsNotAdaptedTo() {
        serve(OpenAiServer.status(400, "The upstream model's context length is exceeded."));

        assertThat(failed(plan()).message()).contains("400", "context length");
        assertThat(server.requests()).hasSize(1);
    }

    @Test
    void aDroppedConnectionIsTriedAgain() {
        serve(new Response.Dropped(), OpenAiServer.code(GOOD));

        planned();

        assertThat(notes).isNotEmpty();
    }

    @Test
    void aServerThatSaysNothingIsGivenUpAfterTheTimeAllowed() {
        serve(new Response.Silent(), new Response.Silent());
        ModelAccess hasty = new ModelAccess(server.baseUrl(), KEY, "scripted", Duration.ofMillis(700), 1, 0);

        Planning.Failed failed = failed(plan(hasty, SmallDevice.request("say hello")));

        assertThat(failed.message()).contains("no complete answer within 700 ms", "asked 2 times");
        assertThat(failed.usage().duration()).isLessThan(Duration.ofSeconds(15));
    }

    @Test
    void anInterruptEndsPlanningAtOnce() throws Exception {
        serve(OpenAiServer.code(GOOD), new Response.Silent());
        plan(); // loads the client, so that the interrupt meets a waiting request
        AtomicReference<Planning> outcome = new AtomicReference<>();
        Thread person = Thread.ofPlatform().start(() -> outcome.set(plan()));
        while (server.requests().size() < 2) {
            Thread.onSpinWait();
        }
        long began = System.nanoTime();

        person.interrupt();

        assertThat(person.join(Duration.ofSeconds(5))).isTrue();
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(2));
        assertThat(failed(outcome.get()).message()).contains("interrupted");
    }

    @Test
    void aPortWhereNobodyListensIsExplained() throws IOException {
        int port;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }
        ModelAccess nobody =
                new ModelAccess("http://127.0.0.1:" + port + "/v1", KEY, "scripted", Duration.ofSeconds(20), 2, 2);

        Planning.Failed failed = failed(plan(nobody, SmallDevice.request("say hello")));

        assertThat(failed.service()).isTrue();
        assertThat(failed.message()).contains("127.0.0.1:" + port, "nobody accepts connections");
        assertThat(failed.remedy()).contains("OPENAI_BASE_URL");
        assertThat(slept).isEmpty();
    }

    @Test
    void aBaseUrlThatIsNoneIsExplained() {
        for (String url : List.of("", "localhost:11434", "ftp://example.org/v1", "http://")) {
            ModelAccess wrong = new ModelAccess(url, KEY, "scripted", Duration.ofSeconds(5), 0, 0);

            Planning.Failed failed = failed(plan(wrong, SmallDevice.request("say hello")));

            assertThat(failed.service()).as(url).isTrue();
            assertThat(failed.remedy()).as(url).contains("OPENAI_BASE_URL");
        }
    }

    @Test
    void aKeyThatCannotBeOneIsNotSent() {
        ModelAccess mistyped =
                new ModelAccess(server.baseUrl(), KEY + "\nexport", "scripted", Duration.ofSeconds(5), 0, 0);

        assertThat(failed(plan(mistyped, SmallDevice.request("say hello"))).remedy())
                .contains("OPENAI_API_KEY");
        assertThat(server.requests()).isEmpty();
    }

    @Test
    void garbageIsExplained() {
        serve(new Response.Raw(200, Map.of("Content-Type", "text/html"), "<html>Log in to the hotel</html>"));

        assertThat(failed(plan()).message()).contains("text/html", "Log in to the hotel");

        serve(new Response.Raw(200, Map.of("Content-Type", "application/json"), "{\"error\":\"no model loaded\"}"));

        assertThat(failed(plan()).message()).contains("no model loaded");
    }

    @Test
    void denialsAreToldInThePersonsWords() {
        serve(OpenAiServer.code(GOOD));

        plan(
                access(),
                SmallDevice.request("say hello", List.of(new PlanRequest.Denial("user.say(\"Hi\");", "too casual"))));

        assertThat(server.requests().getFirst().message(-1)).contains("user.say(\"Hi\");", "too casual");
        assertThat(recorded.getFirst().denials()).isEqualTo(1);
    }

    @Test
    void aKeyThatTheServerSendsBackDoesNotReachThePlan() {
        serve(OpenAiServer.code("user.say(\"" + KEY + "\");"));

        assertThat(planned().code()).isEqualTo("user.say(\"[key]\");\n");
    }
}
