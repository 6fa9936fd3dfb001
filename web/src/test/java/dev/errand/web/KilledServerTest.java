package dev.errand.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import dev.errand.os.sample.SampleDevice;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// `errand serve` as a process of its own that is killed while it works.
@Timeout(180)
class KilledServerTest {
    private static final int ITEMS = 150;
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    @TempDir
    Path temporary;

    /// A server that runs.
    private record Server(Process process, String address, String token) implements AutoCloseable {
        JsonNode call(String path, String body, String... headers) throws IOException, InterruptedException {
            HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(address + path))
                    .timeout(Duration.ofSeconds(60))
                    .header("Authorization", "Bearer " + token)
                    .header("Content-Type", "application/json");
            if (headers.length > 0) {
                request.headers(headers);
            }
            if (!body.isEmpty()) {
                request.POST(HttpRequest.BodyPublishers.ofString(body));
            }
            HttpResponse<String> response = CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofString());
            assertThat(response.statusCode()).as(response.body()).isBetween(200, 299);
            return new ObjectMapper().readTree(response.body());
        }

        @Override
        public void close() {
            process.destroyForcibly();
            process.onExit().join();
        }
    }

    private Server serve() throws IOException {
        return serve(0);
    }

    private Server serve(int port) throws IOException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--enable-native-access=ALL-UNNAMED",
                        "--sun-misc-unsafe-memory-access=allow",
                        "-cp",
                        System.getProperty("java.class.path"),
                        "dev.errand.runtime.cli.Main",
                        "serve",
                        "--port",
                        String.valueOf(port),
                        "--home",
                        temporary.toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        BufferedReader out = process.inputReader();
        String address = out.readLine().replaceAll("^Listening on (\\S+)/$", "$1");
        String token = out.readLine().replaceAll("^Token: (\\S+)$", "$1");
        assertThat(out.readLine()).startsWith("Open " + address + "/login?ticket=");
        return new Server(process, address, token);
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    @Test
    void anOpenPageFollowsAServerThatWasKilledAndCameBack() throws IOException, InterruptedException {
        SampleDevice.create(temporary);
        int port = freePort();
        try (Chromium chromium = Chromium.start()) {
            Page page = chromium.browser.newPage();
            try (Server server = serve(port)) {
                String code = "for (let i = 0; i < %d; i++) lists.add('Long', 'item ' + i); user.say('All of it.');"
                        .formatted(ITEMS);
                String body = new ObjectMapper()
                        .createObjectNode()
                        .put("code", code)
                        .put("locale", "en")
                        .toString();
                JsonNode begun = server.call("/api/v1/runs", body, "Prefer", "wait=60");
                page.navigate(server.address + "/");
                page.getByLabel("Token").fill(server.token);
                page.getByRole(AriaRole.BUTTON).click();
                page.navigate(server.address + "/runs/" + begun.path("id").asText());
                assertThat(page.locator("#approval-card")).isVisible();
                server.call("/api/v1/runs/" + begun.path("id").asText() + "/approve", "{}");
            } // killed at once, with the run just begun to be applied
            assertThat(page.locator(".standing .state")).not().hasText("done");
            try (Server server = serve(port)) {
                assertThat(server.address).endsWith(":" + port);
                assertThat(page.locator(".answer"))
                        .hasText("All of it.", new LocatorAssertions.HasTextOptions().setTimeout(90_000));
                assertThat(page.locator(".standing .state")).hasText("done");
            }
        }
    }

    @Test
    void aRunThatWasCutShortGoesOnAndDoesNothingTwice() throws IOException, InterruptedException {
        SampleDevice.create(temporary);
        String run;
        try (Server server = serve()) {
            String code = "for (let i = 0; i < %d; i++) lists.add('Long', 'item ' + i);".formatted(ITEMS);
            String body =
                    new ObjectMapper().createObjectNode().put("code", code).toString();
            JsonNode begun = server.call("/api/v1/runs", body, "Prefer", "wait=60", "Idempotency-Key", "long");
            assertThat(begun.path("state").asText()).isEqualTo("awaiting_approval");
            run = begun.path("id").asText();
            server.call("/api/v1/runs/" + run + "/approve", "{}");
        } // killed at once, with the run just begun to be applied
        try (Server server = serve()) {
            JsonNode now = server.call("/api/v1/runs/" + run, "");
            for (int i = 0; i < 1200 && !now.path("state").asText().equals("succeeded"); i++) {
                LockSupport.parkNanos(50_000_000);
                now = server.call("/api/v1/runs/" + run, "");
            }
            assertThat(now.path("state").asText()).isEqualTo("succeeded");
            JsonNode items = server.call(
                    "/api/v1/runs", "{\"code\": \"return lists.items('Long').length\"}", "Prefer", "wait=60");
            assertThat(items.path("result").asInt()).isEqualTo(ITEMS);
        }
    }
}
