package dev.errand.intents.voice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.errand.intents.voice.TranscriptionServer.Answer;
import dev.errand.intents.voice.TranscriptionServer.Request;
import dev.errand.os.device.DeviceFailure;
import dev.errand.os.device.Secret;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TranscriptionEndpointTest {
    private static final String KEY = "sk-loopback-1234567890";
    private static final Audio AUDIO = Audio.of(Speech.tone(8_000, 9_000));

    private static TranscriptionEndpoint endpoint(String url, int retries, Duration timeout) {
        return new TranscriptionEndpoint(new TranscriptionEndpoint.Access(
                URI.create(url), Optional.of(Secret.of(KEY)), "whisper-1", "de", timeout, retries));
    }

    private static Transcript transcribe(TranscriptionServer server) {
        return endpoint(server.url(), 2, Duration.ofSeconds(10))
                .transcribe(AUDIO, new Hints(List.of("Priya Raman", "Anna Keller"), List.of()));
    }

    private static DeviceFailure failure(TranscriptionServer server) {
        DeviceFailure failure = catchThrowableOfType(DeviceFailure.class, () -> transcribe(server));
        assertThat(failure).isNotNull();
        assertThat(failure.kind()).isEqualTo(DeviceFailure.Kind.UNREACHABLE);
        assertThat(failure.getMessage() + failure.remedy()).doesNotContain(KEY).doesNotContain("null");
        assertThat(failure.remedy()).isNotBlank();
        return failure;
    }

    @Test
    void theRecordingIsSentAsAFormAndTheWordsComeBack() {
        try (TranscriptionServer server = new TranscriptionServer(Answer.text(" Wie spät  ist es? "))) {
            Transcript transcript = transcribe(server);

            assertThat(transcript.text()).isEqualTo("Wie spät ist es?");
            assertThat(transcript.engine()).isEqualTo("endpoint");
            assertThat(transcript.inGrammar()).isFalse();
            Request request = server.requests().getFirst();
            assertThat(request.path()).isEqualTo("/v1/audio/transcriptions");
            assertThat(request.authorization()).isEqualTo("Bearer " + KEY);
            assertThat(request.type()).startsWith("multipart/form-data; boundary=");
            assertThat(request.body())
                    .contains("name=\"model\"", "\r\n\r\nwhisper-1\r\n", "name=\"language\"", "\r\n\r\nde\r\n")
                    .contains("Priya Raman, Anna Keller", "filename=\"speech.wav\"", "Content-Type: audio/wav")
                    .contains("RIFF")
                    .endsWith("--\r\n");
        }
    }

    @Test
    void silenceIsAnEmptyText() {
        try (TranscriptionServer server = new TranscriptionServer(Answer.text(""))) {
            assertThat(transcribe(server).text()).isEmpty();
        }
    }

    @Test
    void aWrongKeyIsNotTriedAgainAndNotShown() {
        try (TranscriptionServer server =
                new TranscriptionServer(Answer.of(401, "{\"error\":{\"message\":\"Wrong key " + KEY + "\"}}"))) {
            assertThat(failure(server)).hasMessageContaining("refuses the key (401)");
            assertThat(server.requests()).hasSize(1);
        }
    }

    @Test
    void whoeverIsAskedToWaitTriesAgain() {
        try (TranscriptionServer server = new TranscriptionServer(
                Answer.of(429, "{}").with("Retry-After", "0"), Answer.of(503, ""), Answer.text("hello"))) {
            assertThat(transcribe(server).text()).isEqualTo("hello");
            assertThat(server.requests()).hasSize(3);
        }
    }

    @Test
    void whatNeverGetsBetterIsTold() {
        Answer busy = Answer.of(429, "{\"error\":{\"message\":\"Quota of " + KEY + " is used up\"}}")
                .with("Retry-After", "0");
        try (TranscriptionServer server = new TranscriptionServer(busy, busy, busy, busy)) {
            assertThat(failure(server)).hasMessageContaining("no more recordings for now (429): Quota of [secret]");
            assertThat(server.requests()).hasSize(3);
        }
    }

    @Test
    void aModelThatIsNotThereIsToldInTheServersWords() {
        try (TranscriptionServer server = new TranscriptionServer(
                Answer.of(404, "{\"error\":{\"message\":\"No model\\u001b[31m whisper-1\"}}"))) {
            assertThat(failure(server)).hasMessageContaining("it answered 404: No model [31m whisper-1");
        }
    }

    @Test
    void garbageIsNotTakenForWords() {
        for (String body : List.of("<html>Hello</html>", "{}", "{\"text\":7}", "[]", "", "null", "{\"text\":\"cut")) {
            try (TranscriptionServer server = new TranscriptionServer(Answer.of(200, body))) {
                assertThat(failure(server)).hasMessageContaining("not like a server for transcriptions");
            }
        }
    }

    @Test
    void hugeAnswersAreNotRead() {
        String huge = "{\"text\":\"" + "a".repeat(3_000_000) + "\"}";
        try (TranscriptionServer server =
                new TranscriptionServer(Answer.of(200, huge), Answer.of(200, huge), Answer.of(200, huge))) {
            assertThat(failure(server)).hasMessageContaining("larger than 1,048,576 bytes");
        }
        try (TranscriptionServer server = new TranscriptionServer(Answer.text("a".repeat(20_000)))) {
            assertThat(failure(server)).hasMessageContaining("not like a server for transcriptions");
        }
    }

    @Test
    void aServerThatIsSlowIsGivenUp() {
        try (TranscriptionServer server = new TranscriptionServer(Answer.never())) {
            DeviceFailure failure = catchThrowableOfType(
                    DeviceFailure.class,
                    () -> endpoint(server.url(), 2, Duration.ofMillis(300)).transcribe(AUDIO, Hints.NONE));

            assertThat(failure).hasMessageContaining("did not write down the recording within");
            assertThat(server.requests()).hasSize(1);
        }
    }

    @Test
    void aServerThatIsDownIsNamed() {
        String url;
        try (TranscriptionServer server = new TranscriptionServer()) {
            url = server.url();
        }
        DeviceFailure failure = catchThrowableOfType(
                DeviceFailure.class,
                () -> endpoint(url, 2, Duration.ofSeconds(5)).transcribe(AUDIO, Hints.NONE));

        assertThat(failure).hasMessageContaining("cannot be reached");
        assertThat(failure.getMessage()).contains("127.0.0.1:");
    }

    @Test
    void healthAsksForTheModelsAndSendsNoRecording() {
        try (TranscriptionServer server =
                new TranscriptionServer(Answer.of(200, "{\"data\":[]}"), Answer.of(401, "{}"))) {
            TranscriptionEndpoint endpoint = endpoint(server.url(), 0, Duration.ofSeconds(5));

            assertThat(endpoint.health()).startsWith("whisper-1 at 127.0.0.1:");
            assertThat(server.requests().getFirst().path()).isEqualTo("/v1/models");
            assertThat(catchThrowableOfType(DeviceFailure.class, endpoint::health))
                    .hasMessageContaining("refuses the key");
        }
    }
}
