package dev.errand.intents.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.errand.intents.ModelAccess;
import dev.errand.intents.Planning;
import dev.errand.intents.model.OpenAiServer.Response;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class ModelTroubleTest extends AskingAModel {
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
    void anErrorInsideAStreamIsTriedAgain() {
        serve(
                events("data: {\"error\":{\"message\":\"out of memory\"}}"),
                events("data: {\"choices\":[{\"delta\":{\"con"),
                OpenAiServer.code(GOOD));

        planned();

        assertThat(notes).hasSize(2).first().asString().contains("out of memory");
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
}
