package dev.errand.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.errand.os.sample.SampleDevice;
import dev.errand.runtime.Errand;
import dev.errand.runtime.cli.FrontDoor;
import dev.errand.runtime.home.Home;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// A sample device behind a real server on a free port of the loopback interface.
final class Served implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient CLIENT =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(10)).build();

    final Path folder;
    final Errand errand;
    final String token;
    private final FrontDoor.Opened door;

    private Served(Path folder, Errand errand, FrontDoor.Opened door) {
        this.folder = folder;
        this.errand = errand;
        this.door = door;
        this.token = door.greeting().stream()
                .filter(line -> line.startsWith("Token: "))
                .map(line -> line.substring("Token: ".length()))
                .findFirst()
                .orElseThrow();
    }

    static Served at(Path folder) {
        return at(folder, Map.of());
    }

    /// @param variables of the environment, beside the path of programs
    static Served at(Path folder, Map<String, String> variables) {
        Map<String, String> environment = new HashMap<>(variables);
        environment.put("PATH", System.getenv("PATH"));
        Home home = Home.in(folder);
        if (!Files.exists(home.journal())) {
            SampleDevice.create(home.data());
        }
        WebDoor web = new WebDoor();
        Errand errand = Errand.open(home, environment, web.listener());
        return new Served(folder, errand, web.open(errand, new FrontDoor.Setting(0, _ -> {}, (id, failure) -> {
            throw new AssertionError("Run " + id, failure);
        })));
    }

    List<String> greeting() {
        return door.greeting();
    }

    URI address(String path) {
        return URI.create(door.address()).resolve(path);
    }

    HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(address(path)).timeout(Duration.ofSeconds(60));
    }

    HttpResponse<String> send(HttpRequest request) {
        try {
            return CLIENT.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    HttpResponse<Stream<String>> stream(String path, String... headers) {
        HttpRequest.Builder request = request(path).header("Authorization", "Bearer " + token);
        if (headers.length > 0) {
            request.headers(headers);
        }
        try {
            return CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofLines());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    HttpResponse<String> get(String path) {
        return send(request(path).header("Authorization", "Bearer " + token).build());
    }

    HttpResponse<String> post(String path, String body, String... headers) {
        HttpRequest.Builder request = request(path)
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return send(request.build());
    }

    /// A run of code, as it stands when it rests.
    JsonNode run(String code) {
        return json(
                post("/api/v1/runs", JSON.createObjectNode().put("code", code).toString(), "Prefer", "wait=30"));
    }

    JsonNode decide(JsonNode run, String decision, String body) {
        return json(post("/api/v1/runs/" + run.path("id").asText() + "/" + decision, body, "Prefer", "wait=30"));
    }

    static JsonNode json(HttpResponse<String> response) {
        assertThat(response.statusCode()).as(response.body()).isBetween(200, 299);
        return parsed(response.body());
    }

    static JsonNode parsed(String text) {
        try {
            return JSON.readTree(text);
        } catch (IOException e) {
            throw new UncheckedIOException("No JSON: " + text, e);
        }
    }

    /// What is wrong, as a problem document of this status.
    static JsonNode problem(HttpResponse<String> response, int status) {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
        assertThat(response.headers().firstValue("Content-Type")).contains("application/problem+json");
        JsonNode problem = parsed(response.body());
        assertThat(problem.path("status").asInt()).isEqualTo(status);
        assertThat(problem.path("type").asText()).startsWith("urn:errand:problem:");
        assertThat(problem.path("detail").asText()).isNotBlank().doesNotContain("Exception", "\tat ");
        return problem;
    }

    /// Messages in the outbox of the device.
    long sent() {
        Path sent = folder.resolve("mail/.Sent/cur");
        try (Stream<Path> files = Files.exists(sent) ? Files.walk(sent) : Stream.empty()) {
            return files.filter(Files::isRegularFile).count();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// What is answered to these characters.
    String raw(String request) {
        try (Socket socket = new Socket("127.0.0.1", address("/").getPort())) {
            socket.setSoTimeout(20_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            socket.getOutputStream().flush();
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        door.close();
        errand.close();
    }
}
