package dev.errand.evaluation.benchmark;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.errand.runtime.journal.RunId;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;

/// A program that uses the HTTP interface, on threads that cost little. Thread-safe.
final class LoadClient implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final int MOST_TRIES = 30;

    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(PATIENCE)
            .executor(Executors.newVirtualThreadPerTaskExecutor())
            .build();
    private final URI address;
    private final String token;

    LoadClient(URI address, String token) {
        this.address = address;
        this.token = token;
    }

    /// The server has too much to do now.
    static final class Busy extends Exception {
        private static final long serialVersionUID = 1;
        private final int status;
        private final long seconds;

        private Busy(int status, long seconds) {
            super("The server answered %d: ask again in %d s.".formatted(status, seconds));
            this.status = status;
            this.seconds = seconds;
        }

        int status() {
            return status;
        }
    }

    /// Begins a run of code; returns when the server has it in its journal.
    ///
    /// @throws Busy if nothing was begun
    RunId begin(String code) throws IOException, InterruptedException, Busy {
        return begin(code, Duration.ZERO);
    }

    /// The same; returns when the run has ended or waits, or when that takes longer than this.
    RunId begin(String code, Duration patience) throws IOException, InterruptedException, Busy {
        String body = JsonNodeFactory.instance.objectNode().put("code", code).toString();
        String wait = "wait=" + patience.toSeconds();
        return new RunId(post("/api/v1/runs", body, "Prefer", wait).path("id").asText());
    }

    /// Hands something in about a run; asks again where the server is busy.
    void decide(RunId run, String what, String body) throws IOException, InterruptedException {
        for (int i = 1; ; i++) {
            try {
                post("/api/v1/runs/%s/%s".formatted(run, what), body);
                return;
            } catch (Busy e) {
                pause(e, i);
            }
        }
    }

    /// Follows a run from its beginning to its end.
    Heard follow(RunId run) throws IOException, InterruptedException {
        for (int i = 1; ; i++) {
            try (InputStream stream = stream(run)) {
                return new Heard(run, events(stream));
            } catch (Busy e) {
                pause(e, i);
            }
        }
    }

    private static void pause(Busy busy, int tries) throws IOException, InterruptedException {
        if (tries >= MOST_TRIES) {
            throw new IOException("Asked %d times. %s".formatted(tries, busy.getMessage()), busy);
        }
        Thread.sleep(Duration.ofSeconds(busy.seconds));
    }

    private InputStream stream(RunId run) throws IOException, InterruptedException, Busy {
        HttpResponse<InputStream> response =
                client.send(request("/api/v1/runs/%s/events".formatted(run)).build(), BodyHandlers.ofInputStream());
        if (response.statusCode() != 200) {
            try (InputStream body = response.body()) {
                throw unexpected(response, new String(body.readAllBytes(), StandardCharsets.UTF_8));
            }
        }
        return response.body();
    }

    private static List<Heard.Event> events(InputStream stream) throws IOException {
        List<Heard.Event> events = new ArrayList<>();
        BufferedReader lines = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8));
        long sequence = 0;
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            if (line.startsWith("id: ")) {
                sequence = Long.parseLong(line.substring("id: ".length()));
            } else if (line.startsWith("event: ") && sequence > 0) { // others are not in the journal
                events.add(new Heard.Event(sequence, line.substring("event: ".length())));
            } else if (line.isEmpty()) {
                sequence = 0;
            }
        }
        return events;
    }

    private JsonNode post(String path, String body, String... headers) throws IOException, InterruptedException, Busy {
        HttpRequest.Builder request =
                request(path).header("Content-Type", "application/json").POST(BodyPublishers.ofString(body));
        for (int i = 0; i < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1]);
        }
        HttpResponse<String> response = client.send(request.build(), BodyHandlers.ofString());
        if (response.statusCode() / 100 != 2) {
            throw unexpected(response, response.body());
        }
        return JSON.readTree(response.body());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(address.resolve(path))
                .timeout(PATIENCE)
                .header("Authorization", "Bearer " + token);
    }

    private static Busy unexpected(HttpResponse<?> response, String body) throws IOException {
        int status = response.statusCode();
        String wait = response.headers().firstValue("Retry-After").orElse("");
        if ((status == 429 || status == 503) && wait.matches("\\d{1,4}")) {
            return new Busy(status, Long.parseLong(wait));
        }
        throw new IOException(
                "%s answered %d: %s".formatted(response.uri().getPath().replaceAll("r-\\w+", "RUN"), status, body));
    }

    @Override
    public void close() {
        client.shutdownNow();
        client.close();
    }
}
