package dev.errand.runtime.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.errand.intents.ModelAccess;
import dev.errand.intents.WorkflowCheck;
import dev.errand.intents.model.ModelPlanner;
import dev.errand.intents.model.OpenAiServer;
import dev.errand.intents.model.OpenAiServer.Response;
import dev.errand.runtime.budget.Budget;
import dev.errand.runtime.budget.Resource;
import dev.errand.sandbox.check.JavaScriptChecker;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Conversations with a model behind a real HTTP server: good, broken, slow, cut off, malicious, dreaming of tools.
/// Each line of the file says what the server answers and how the run stands in the end.
final class ModelConversationsTest {
    private static final String KEY = "sk-test-4711-secret-0815";
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    Path home;

    static Stream<Named<JsonNode>> conversations() {
        return new BufferedReader(new InputStreamReader(
                        Objects.requireNonNull(ModelConversationsTest.class.getResourceAsStream("conversations.jsonl")),
                        StandardCharsets.UTF_8))
                .lines()
                .map(ModelConversationsTest::read);
    }

    private static Named<JsonNode> read(String line) {
        try {
            JsonNode conversation = JSON.readTree(line);
            return Named.of(conversation.get("name").asText(), conversation);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    @ParameterizedTest
    @MethodSource("conversations")
    void endsAsItShould(JsonNode conversation) {
        List<Response> answers = new ArrayList<>();
        conversation.get("answers").forEach(answer -> answers.add(response(answer)));
        try (OpenAiServer server = new OpenAiServer(answers.toArray(Response[]::new));
                TestDevice device = new TestDevice(home)
                        .with(new ModelPlanner(
                                access(server, conversation), new WorkflowCheck(new JavaScriptChecker())))) {
            Seen run = device.plan(budget(conversation));

            assertThat(run.state())
                    .as(run.document().path("error").toString())
                    .isEqualTo(conversation.get("state").asText());
            assertThat(told(run)).contains(conversation.path("says").asText(""));
            assertThat(server.requests()).hasSize(conversation.get("calls").asInt());
            assertThat(run.document().toString()).doesNotContain(KEY);
            checkPlan(run.document().path("plan"), conversation);
        }
    }

    /// All that the person gets to see of it beside effects.
    private static String told(Seen run) {
        JsonNode document = run.document();
        return run.said()
                + document.at("/error/message").asText()
                + document.at("/waitingFor/question").asText();
    }

    private static void checkPlan(JsonNode plan, JsonNode conversation) {
        if (conversation.has("findings")) {
            List<String> rules = new ArrayList<>();
            plan.path("findings").forEach(each -> rules.add(each.path("rule").asText()));
            List<String> expected = new ArrayList<>();
            conversation.get("findings").forEach(each -> expected.add(each.asText()));
            assertThat(rules).isEqualTo(expected);
        }
        if (conversation.has("model")) {
            assertThat(plan.path("model").asText())
                    .isEqualTo(conversation.get("model").asText());
        }
    }

    private static ModelAccess access(OpenAiServer server, JsonNode conversation) {
        ModelAccess access = new ModelAccess(
                        server.baseUrl(),
                        KEY,
                        "scripted",
                        Duration.ofMillis(conversation.path("timeoutMs").asInt(20_000)),
                        conversation.path("retries").asInt(1),
                        2)
                .speaking(
                        conversation.path("protocol").asText("chat").equals("responses")
                                ? ModelAccess.Protocol.RESPONSES
                                : ModelAccess.Protocol.CHAT);
        return conversation.path("fallback").asBoolean()
                ? access.orElse(new ModelAccess(server.baseUrl(), "", "standby", Duration.ofSeconds(20), 0, 2))
                : access;
    }

    private static Budget budget(JsonNode conversation) {
        return conversation.has("tokens")
                ? Budget.NONE.with(
                        Resource.TOKENS,
                        new BigDecimal(conversation.get("tokens").asInt()))
                : Budget.NONE;
    }

    private static Response response(JsonNode answer) {
        if (answer.has("status")) {
            return status(answer);
        } else if (answer.has("events")) {
            List<String> events = new ArrayList<>();
            answer.get("events").forEach(event -> events.add(event.asText()));
            return new Response.Raw(
                    200, Map.of("Content-Type", "text/event-stream"), String.join("\n\n", events) + "\n\n");
        } else if (answer.has("raw")) {
            return new Response.Raw(
                    200,
                    Map.of("Content-Type", answer.get("type").asText()),
                    answer.get("raw").asText());
        } else if (answer.has("document")) {
            return new Response.Document(answer.get("document").asText());
        } else if (answer.has("broken")) {
            return new Response.Broken(answer.get("broken").asText());
        } else if (answer.has("dropped")) {
            return new Response.Dropped();
        } else if (answer.has("silent")) {
            return new Response.Silent();
        }
        return streamed(answer);
    }

    private static Response status(JsonNode answer) {
        Response.Raw plain = OpenAiServer.status(
                answer.get("status").asInt(), answer.path("message").asText());
        Map<String, String> headers = new HashMap<>(plain.headers());
        answer.path("headers")
                .properties()
                .forEach(
                        header -> headers.put(header.getKey(), header.getValue().asText()));
        return new Response.Raw(plain.status(), headers, plain.body());
    }

    private static Response streamed(JsonNode answer) {
        Response.Streamed streamed = answer.has("code")
                ? OpenAiServer.code(answer.get("code").asText())
                : OpenAiServer.text(answer.get("text").asText());
        streamed = answer.path("usage").asBoolean(true) ? streamed : streamed.withoutUsage();
        return streamed.every(Duration.ofMillis(answer.path("pauseMs").asInt(0)))
                .finishing(answer.path("finish").asText("stop"));
    }
}
