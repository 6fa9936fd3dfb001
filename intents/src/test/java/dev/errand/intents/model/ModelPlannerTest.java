package dev.errand.intents.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.errand.intents.ModelAccess;
import dev.errand.intents.Plan;
import dev.errand.intents.PlanFinding;
import dev.errand.intents.PlanRequest;
import dev.errand.intents.Planning;
import dev.errand.intents.model.OpenAiServer.Response;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class ModelPlannerTest extends AskingAModel {
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
        assertThat(request.message(0)).startsWith("You write workflows").contains("declare const mail");
        assertThat(request.message(1))
                .contains("2026-03-02T10:00, time zone Europe/Berlin")
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
