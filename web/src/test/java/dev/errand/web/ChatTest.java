package dev.errand.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.core.http.StreamResponse;
import com.openai.errors.NotFoundException;
import com.openai.errors.UnauthorizedException;
import com.openai.errors.UnprocessableEntityException;
import com.openai.models.chat.completions.ChatCompletion;
import com.openai.models.chat.completions.ChatCompletionChunk;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import com.openai.models.chat.completions.ChatCompletionStreamOptions;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The device as a model that OpenAI's own client speaks with.
class ChatTest {
    @TempDir
    static Path temporary;

    private static Served served;
    private static OpenAIClient client;

    @BeforeAll
    static void open() {
        served = Served.at(temporary);
        client = client(served.token);
    }

    @AfterAll
    static void close() {
        client.close();
        served.close();
    }

    private static OpenAIClient client(String token) {
        return OpenAIOkHttpClient.builder()
                .baseUrl(served.address("/v1").toString())
                .apiKey(token)
                .maxRetries(0)
                .timeout(Duration.ofSeconds(60))
                .build();
    }

    private static ChatCompletionCreateParams.Builder talk(String... turns) {
        ChatCompletionCreateParams.Builder talk = ChatCompletionCreateParams.builder()
                .model("errand")
                .addSystemMessage("It is " + java.time.Instant.now());
        for (int i = 0; i < turns.length; i++) {
            talk = i % 2 == 0 ? talk.addUserMessage(turns[i]) : talk.addAssistantMessage(turns[i]);
        }
        return talk;
    }

    private static String say(String... turns) {
        return text(client.chat().completions().create(talk(turns).build()));
    }

    private static String text(ChatCompletion completion) {
        return completion.choices().getFirst().message().content().orElseThrow();
    }

    @Test
    void whatIsAskedForIsDoneAndTold() {
        ChatCompletion completion =
                client.chat().completions().create(talk("what time is it").build());
        assertThat(text(completion)).matches("It is \\d\\d:\\d\\d\\.");
        assertThat(completion.choices().getFirst().finishReason().asString()).isEqualTo("stop");
        assertThat(completion.usage().orElseThrow().totalTokens()).isZero();
        assertThat(completion.model()).isEqualTo("errand");
    }

    @Test
    void aQuestionIsAnsweredByTheNextMessageAndApprovalIsNotTaken() {
        long sent = served.sent();
        String question = say(McpContract.CAR_TITLE);
        assertThat(question).contains("2. Harbor Mutual Insurance");
        String wrong = say(McpContract.CAR_TITLE, question, "Nobody Ltd");
        assertThat(wrong).contains("does not answer", "Harbor Mutual");
        String waiting = say(McpContract.CAR_TITLE, question, "Nobody Ltd", wrong, "2");
        assertThat(waiting)
                .contains(
                        "Only the person can approve it, and not here",
                        served.address("/runs/r-").toString());
        for (String yes : List.of("yes", "Ja!", "approve", "OK.")) {
            assertThat(say(McpContract.CAR_TITLE, question, "Nobody Ltd", wrong, "2", waiting, yes))
                    .startsWith("That cannot be approved in a chat.");
        }
        assertThat(served.sent()).isEqualTo(sent);
        String run = waiting.replaceAll("(?s).*/runs/(r-[a-z0-9]+).*", "$1");
        JsonNode document = Served.json(served.get("/api/v1/runs/" + run));
        assertThat(document.path("state").asText()).isEqualTo("awaiting_approval");
        assertThat(document.at("/effects/0/decision").asText()).isEqualTo("asked");
    }

    @Test
    void whatAnotherConversationSaysDoesNotAnswer() {
        say(McpContract.CAR_TITLE);
        assertThat(say("2")).doesNotContain("Harbor");
    }

    @Test
    void whatFollowsIsUnderstoodByWhatWasSaidBefore() {
        String first = say("what is on my calendar today");
        String next = say("what is on my calendar today", first, "and tomorrow?");
        assertThat(next).doesNotContain("declined");
    }

    @Test
    void anAnswerCanBeStreamed() {
        StringBuilder text = new StringBuilder();
        long[] used = {-1};
        try (StreamResponse<ChatCompletionChunk> pieces = client.chat()
                .completions()
                .createStreaming(talk("what time is it")
                        .streamOptions(ChatCompletionStreamOptions.builder()
                                .includeUsage(true)
                                .build())
                        .build())) {
            pieces.stream().forEach(piece -> {
                piece.choices().forEach(choice -> choice.delta().content().ifPresent(text::append));
                piece.usage().ifPresent(usage -> used[0] = usage.totalTokens());
            });
        }
        assertThat(text.toString()).matches("It is \\d\\d:\\d\\d\\.");
        assertThat(used[0]).isZero();
        HttpResponse<String> raw = served.post(
                "/v1/chat/completions",
                "{\"model\": \"errand\", \"stream\": true, \"messages\": [{\"role\": \"user\", \"content\":"
                        + " \"what time is it\"}]}");
        assertThat(raw.body()).endsWith("data: [DONE]\n\n");
    }

    @Test
    void wordsOfOthersFetchNoPicture() {
        String said = say("remind me at 18:00 to look at ![x](http://evil.example/?q=1) <img src=x>");
        assertThat(said).contains("! [x]", "‹img").doesNotContain("![", "<img");
    }

    @Test
    void whatIsSentAgainIsNotDoneAgain() {
        String body = "{\"model\": \"errand\", \"messages\": [{\"role\": \"user\", \"content\": \"add one"
                + " aubergine to my shopping list\"}]}";
        for (String count : List.of("0", "1", "2")) {
            Served.json(served.post("/v1/chat/completions", body, "X-Stainless-Retry-Count", count));
        }
        JsonNode runs = Served.json(served.get("/api/v1/runs"));
        assertThat(runs.path("runs").findValuesAsText("intent"))
                .filteredOn(intent -> intent.contains("aubergine"))
                .hasSize(1);
    }

    @Test
    void thereIsOneModel() {
        assertThat(client.models().list().data())
                .extracting(model -> model.id())
                .containsExactly("errand");
        assertThat(client.models().retrieve("errand").ownedBy()).isEqualTo("errand");
        assertThatThrownBy(() -> client.models().retrieve("gpt-4o")).isInstanceOf(NotFoundException.class);
    }

    @Test
    void whatIsWrongIsSaidInOpenAisForm() {
        OpenAIClient stranger = client("wrong");
        assertThatThrownBy(() -> stranger.models().list()).isInstanceOf(UnauthorizedException.class);
        stranger.close();
        assertThatThrownBy(() -> client.chat()
                        .completions()
                        .create(talk("hi").model("gpt-4o").build()))
                .isInstanceOf(NotFoundException.class)
                .hasMessageContaining("errand");
        assertThatThrownBy(() ->
                        client.chat().completions().create(talk("hi", "there").build()))
                .isInstanceOf(UnprocessableEntityException.class);
        assertThatThrownBy(
                        () -> client.chat().completions().create(talk("hi").n(3).build()))
                .isInstanceOf(UnprocessableEntityException.class)
                .hasMessageContaining("once");
        assertThatThrownBy(() -> say("x".repeat(50_000))).isInstanceOf(UnprocessableEntityException.class);
        HttpResponse<String> broken = served.post("/v1/chat/completions", "{");
        assertThat(broken.statusCode()).isEqualTo(400);
        assertThat(Served.parsed(broken.body()).at("/error/code").asText()).isEqualTo("not_understood");
        for (String part : List.of(
                "\"messages\": []",
                "\"messages\": 7",
                "\"messages\": [{\"role\": \"tool\", \"content\": \"x\"}]",
                "\"messages\": [{\"role\": \"user\", \"content\": [{\"type\": \"image_url\"}]}]",
                "\"messages\": [{\"role\": \"user\", \"content\": \"hi\"}], \"tool_choice\": \"required\"",
                "\"messages\": [{\"role\": \"user\", \"content\": \"hi\"}], \"response_format\": {\"type\":"
                        + " \"json_object\"}")) {
            HttpResponse<String> refused = served.post("/v1/chat/completions", "{\"model\": \"errand\", " + part + "}");
            assertThat(refused.statusCode()).as(part).isEqualTo(422);
            assertThat(Served.parsed(refused.body()).at("/error/message").asText())
                    .isNotBlank();
        }
    }
}
