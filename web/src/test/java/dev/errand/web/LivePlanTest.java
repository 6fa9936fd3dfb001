package dev.errand.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions.ContainsTextOptions;
import com.microsoft.playwright.assertions.LocatorAssertions.HasTextOptions;
import com.microsoft.playwright.options.AriaRole;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// A plan that a model writes slowly, on an open screen.
@Timeout(180)
class LivePlanTest {
    @TempDir
    Path temporary;

    private final CountDownLatch seen = new CountDownLatch(1);

    private void answer(HttpExchange exchange) throws IOException {
        exchange.getRequestBody().readAllBytes();
        if (!exchange.getRequestURI().getPath().endsWith("/chat/completions")) {
            exchange.sendResponseHeaders(404, -1);
            exchange.close();
            return;
        }
        exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
        exchange.sendResponseHeaders(200, 0);
        try (OutputStream out = exchange.getResponseBody()) {
            write(out, piece("```js\nconst half = 'The <b>half</b>';\n", null));
            seen.await(60, TimeUnit.SECONDS);
            write(out, piece("user.say(half + ' and the rest.');\n```", null));
            write(out, piece("", "stop"));
            out.write("data: [DONE]\n\n".getBytes(StandardCharsets.UTF_8));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static ObjectNode piece(String content, @org.jspecify.annotations.Nullable String finish) {
        ObjectNode piece = new ObjectMapper().createObjectNode();
        piece.put("id", "1")
                .put("object", "chat.completion.chunk")
                .put("created", 1)
                .put("model", "slow");
        ObjectNode choice = piece.putArray("choices").addObject().put("index", 0);
        choice.putObject("delta").put("role", "assistant").put("content", content);
        choice.put("finish_reason", finish);
        return piece;
    }

    private static void write(OutputStream out, ObjectNode piece) throws IOException {
        out.write(("data: " + piece + "\n\n").getBytes(StandardCharsets.UTF_8));
        out.flush();
    }

    @Test
    void theCodeAppearsAsItIsWritten() throws IOException {
        HttpServer model = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        model.createContext("/", this::answer);
        model.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        model.start();
        Files.writeString(temporary.resolve("config.toml"), "[budget.day]\ntokens = 100000\n");
        String address = "http://127.0.0.1:" + model.getAddress().getPort() + "/v1";
        try (Chromium chromium = Chromium.start();
                Served served = Served.at(
                        temporary,
                        Map.of("OPENAI_BASE_URL", address, "OPENAI_API_KEY", "none", "OPENAI_MODEL", "slow"))) {
            Page page = chromium.browser.newPage();
            page.navigate(served.address("/").toString());
            page.getByLabel("Token").fill(served.token);
            page.getByRole(AriaRole.BUTTON).click();
            page.locator("#intent").fill("Compose a limerick about the bicycle of my neighbour");
            page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Plan it"))
                    .click();
            assertThat(page.locator(".writing"))
                    .containsText("const half = 'The <b>half</b>';", new ContainsTextOptions().setTimeout(60_000));
            seen.countDown();
            assertThat(page.locator(".answer"))
                    .hasText("The <b>half</b> and the rest.", new HasTextOptions().setTimeout(30_000));
            assertThat(page.locator(".standing .state")).hasText("done");
            page.navigate(served.address("/").toString());
            assertThat(page.locator(".limit")).containsText(Pattern.compile("[1-9][\\d,]* tokens of 100,000 tokens"));
            assertThat(page.locator("#limit-tokens")).hasAttribute("value", Pattern.compile("[1-9].*"));
            BrowserTest.isAccessible(page);
        } finally {
            seen.countDown();
            model.stop(0);
        }
    }
}
