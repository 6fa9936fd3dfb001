package dev.errand.intents.voice;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.errand.os.device.DeviceFailure;
import dev.errand.os.device.Secret;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;

/// A server that writes down recordings as OpenAI's `audio/transcriptions` does: one of OpenAI, or of one's own.
///
/// It is asked only where the person named it: the recording leaves the device. It cannot tell whether somebody said
/// a sentence that the device knows.
public final class TranscriptionEndpoint implements SpeechToText {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int MOST_BYTES = 1024 * 1024;
    private static final int MOST_CHARACTERS = 10_000;
    private static final int MOST_HINTS = 600;
    private static final int MOST_QUOTED = 200;
    private static final Duration CONNECTING = Duration.ofSeconds(10);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(20);

    /// @param language ISO 639 code of what is spoken; empty if the server is to find out
    /// @param timeout  for one answer, from the first byte sent to the last one received
    /// @param retries  after 429, 5xx, and broken connections
    public record Access(URI url, Optional<Secret> key, String model, String language, Duration timeout, int retries) {
        /// All of the address that may be shown: others may hold a password.
        String host() {
            return url.getPort() < 0 ? url.getHost() : url.getHost() + ":" + url.getPort();
        }
    }

    /// An answer that is none.
    ///
    /// @param pause how long to wait before the next try; empty if there is no point in one
    private record Trouble(DeviceFailure failure, Optional<Duration> pause) {}

    private final Access access;

    public TranscriptionEndpoint(Access access) {
        this.access = access;
    }

    @Override
    public Transcript transcribe(Audio audio, Hints hints) {
        Multipart form = new Multipart()
                .field("model", access.model())
                .field("response_format", "json")
                .field("prompt", prompt(hints));
        if (!access.language().isEmpty()) {
            form.field("language", access.language());
        }
        form.file("file", "speech.wav", "audio/wav", audio.wav());
        HttpRequest request = request("/audio/transcriptions")
                .header("Content-Type", form.contentType())
                .POST(HttpRequest.BodyPublishers.ofByteArray(form.bytes()))
                .build();
        String text = text(answer(request));
        return new Transcript(text, List.of(), "endpoint", OptionalDouble.empty(), false);
    }

    /// Asks for the models, which sends no recording and costs nothing.
    @Override
    public String health() {
        HttpResponse<byte[]> response;
        try (HttpClient client = client()) {
            response = send(client, request("/models").GET().build());
        } catch (IOException e) {
            throw unreachable(e);
        }
        if (response.statusCode() == 401 || response.statusCode() == 403) {
            throw refused(response);
        }
        return access.model() + " at " + access.host();
    }

    private static HttpClient client() {
        return HttpClient.newBuilder().connectTimeout(CONNECTING).build();
    }

    private HttpRequest.Builder request(String path) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(access.url().toString().replaceAll("/+$", "") + path));
        access.key().ifPresent(key -> request.header("Authorization", "Bearer " + key.reveal()));
        return request;
    }

    private HttpResponse<byte[]> answer(HttpRequest request) {
        try (HttpClient client = client()) {
            for (int tries = 0; ; tries++) {
                Trouble trouble;
                try {
                    HttpResponse<byte[]> response = send(client, request);
                    if (response.statusCode() == 200) {
                        return response;
                    }
                    trouble = trouble(response, tries);
                } catch (IOException e) {
                    trouble = new Trouble(
                            unreachable(e),
                            e instanceof ConnectException ? Optional.empty() : Optional.of(pause(tries)));
                }
                if (trouble.pause().isEmpty() || tries >= access.retries()) {
                    throw trouble.failure();
                }
                rest(trouble.pause().get());
            }
        }
    }

    /// The time limit is for the whole answer: the client's own ends with the headers.
    private HttpResponse<byte[]> send(HttpClient client, HttpRequest request) throws IOException {
        CompletableFuture<HttpResponse<byte[]>> answer = client.sendAsync(
                request, HttpResponse.BodyHandlers.limiting(HttpResponse.BodyHandlers.ofByteArray(), MOST_BYTES));
        try {
            return answer.get(access.timeout().toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw DeviceFailure.unreachable(
                    "%s did not write down the recording within %d seconds."
                            .formatted(access.host(), access.timeout().toSeconds()),
                    "Say it in fewer words, try again later, or set voice.timeout to more seconds.");
        } catch (ExecutionException e) {
            throw e.getCause() instanceof IOException io ? io : new IOException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw DeviceFailure.failed("Writing down the recording was interrupted.", "Say it again.");
        } finally {
            answer.cancel(true);
        }
    }

    private Trouble trouble(HttpResponse<byte[]> response, int tries) {
        int status = response.statusCode();
        return switch (status) {
            case 401, 403 -> new Trouble(refused(response), Optional.empty());
            case 429 ->
                new Trouble(
                        DeviceFailure.unreachable(
                                "%s takes no more recordings for now (429)%s."
                                        .formatted(access.host(), quoted(response)),
                                "Try again later, or look at the limits of your account."),
                        Optional.of(retryAfter(response).orElse(pause(tries))));
            default ->
                new Trouble(
                        DeviceFailure.unreachable(
                                "%s did not write down the recording: it answered %d%s."
                                        .formatted(access.host(), status, quoted(response)),
                                status < 500
                                        ? "Check voice.url and voice.model: the server has to speak OpenAI's protocol for"
                                                + " transcriptions."
                                        : "Try again later."),
                        status < 500 ? Optional.empty() : Optional.of(pause(tries)));
        };
    }

    private DeviceFailure refused(HttpResponse<byte[]> response) {
        return DeviceFailure.unreachable(
                "%s refuses the key (%d).".formatted(access.host(), response.statusCode()),
                "Enter the right one: errand config set voice.key --secret.");
    }

    private DeviceFailure unreachable(IOException e) {
        return e instanceof ConnectException
                ? DeviceFailure.unreachable(
                        "The server for transcriptions, %s, cannot be reached.".formatted(access.host()),
                        "Check voice.url, that the server runs, and the network.")
                : DeviceFailure.unreachable(
                        "The connection to %s broke, or its answer is larger than %,d bytes."
                                .formatted(access.host(), MOST_BYTES),
                        "Try again; check that voice.url is a server for transcriptions.");
    }

    private static Optional<Duration> retryAfter(HttpResponse<?> response) {
        return response.headers()
                .firstValue("Retry-After")
                .filter(value -> value.matches("\\d{1,4}"))
                .map(value -> Duration.ofSeconds(Long.parseLong(value)))
                .map(pause -> pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause);
    }

    /// Half a second, doubling, with a part left to chance so that not everybody comes back at once.
    private static Duration pause(int tries) {
        long longest = 500L << Math.min(tries, 5);
        return Duration.ofMillis(longest / 2 + ThreadLocalRandom.current().nextLong(longest / 2));
    }

    private static void rest(Duration pause) {
        try {
            Thread.sleep(pause);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw DeviceFailure.failed("Writing down the recording was interrupted.", "Say it again.");
        }
    }

    private String text(HttpResponse<byte[]> response) {
        try {
            JsonNode text = JSON.readTree(response.body()).path("text");
            if (text.isTextual() && text.textValue().length() <= MOST_CHARACTERS) {
                return text.textValue().strip().replaceAll("\\s+", " ");
            }
        } catch (JsonProcessingException _) {
            // Said below.
        } catch (IOException e) {
            throw unreachable(e);
        }
        throw DeviceFailure.unreachable(
                access.host() + " answers, but not like a server for transcriptions.",
                "Check voice.url: it ends before /audio/transcriptions, as in https://api.openai.com/v1.");
    }

    /// What the server says of it, in one line and without the key.
    private String quoted(HttpResponse<byte[]> response) {
        String body = new String(response.body(), StandardCharsets.UTF_8);
        String said = body;
        try {
            JsonNode error = JSON.readTree(body).path("error");
            said = error.isTextual() ? error.textValue() : error.path("message").asText(body);
        } catch (JsonProcessingException _) {
            // It stays as it is.
        }
        String plain = said.replaceAll("[\\s\\p{Cntrl}]+", " ").strip();
        String safe = access.key().map(key -> key.strip(plain, "")).orElse(plain);
        return safe.isEmpty() ? "" : ": " + safe.substring(0, Math.min(safe.length(), MOST_QUOTED));
    }

    /// Names first: they are what models get wrong.
    private static String prompt(Hints hints) {
        String names = hints.names().stream().distinct().collect(Collectors.joining(", "));
        return names.substring(0, Math.min(names.length(), MOST_HINTS));
    }

    @Override
    public void close() {}
}
