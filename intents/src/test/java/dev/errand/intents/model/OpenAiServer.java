package dev.errand.intents.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/// A server that speaks OpenAI's chat completions and responses on the loopback interface and answers as it is told.
/// Every request is kept, so that a test can look at what was sent.
///
/// ```java
/// try (OpenAiServer server = new OpenAiServer(OpenAiServer.status(503, "busy"), OpenAiServer.text("…"))) { … }
/// ```
public final class OpenAiServer implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();

    static {
        // Without it every small piece of a stream waits for the acknowledgement of the one before.
        System.setProperty("sun.net.httpserver.nodelay", "true");
    }

    /// What to do with one request.
    public sealed interface Response {
        /// An answer as server-sent events.
        ///
        /// @param pause  between two pieces
        /// @param usage  whether tokens are counted, if the request asks for it: 100 in, 20 out
        /// @param finish the reason to end; empty for a stream that just ends
        record Streamed(List<String> pieces, Duration pause, boolean usage, String finish) implements Response {
            public Streamed {
                pieces = List.copyOf(pieces);
            }

            public Streamed every(Duration time) {
                return new Streamed(pieces, time, usage, finish);
            }

            public Streamed withoutUsage() {
                return new Streamed(pieces, pause, false, finish);
            }

            public Streamed finishing(String reason) {
                return new Streamed(pieces, pause, usage, reason);
            }
        }

        /// An answer as one JSON document, whatever was asked for.
        record Document(String text) implements Response {}

        /// Any response.
        record Raw(int status, Map<String, String> headers, String body) implements Response {}

        /// Sends the beginning of an answer, then breaks the connection.
        record Broken(String start) implements Response {}

        /// Breaks the connection without a response.
        record Dropped() implements Response {}

        /// Never answers.
        record Silent() implements Response {}
    }

    /// A request that came in.
    ///
    /// @param authorization the header's value, if there was one
    public record Request(String path, Optional<String> authorization, JsonNode body) {
        /// The text of a message, counted from 0; negative numbers count from the end.
        public String message(int index) {
            List<JsonNode> messages = new ArrayList<>();
            if (body.has("instructions")) {
                messages.add(JSON.createObjectNode().set("content", body.get("instructions")));
            }
            body.path("messages").forEach(messages::add);
            body.path("input").forEach(messages::add);
            return messages.get(index < 0 ? messages.size() + index : index)
                    .path("content")
                    .asText();
        }

        boolean isForResponses() {
            return path.endsWith("/responses");
        }

        public boolean streaming() {
            return body.path("stream").asBoolean();
        }
    }

    /// Streams an answer in pieces of a few characters.
    public static Response.Streamed text(String answer) {
        List<String> pieces = new ArrayList<>();
        for (int from = 0; from < answer.length(); from += 5) {
            pieces.add(answer.substring(from, Math.min(answer.length(), from + 5)));
        }
        return new Response.Streamed(pieces, Duration.ZERO, true, "stop");
    }

    /// Streams code in a fenced block.
    public static Response.Streamed code(String javaScript) {
        return text("```js\n" + javaScript.strip() + "\n```");
    }

    /// An error in the protocol's own form.
    public static Response.Raw status(int status, String message) {
        ObjectNode body = JSON.createObjectNode();
        body.putObject("error").put("message", message).put("type", "error");
        return new Response.Raw(status, Map.of("Content-Type", "application/json"), body.toString());
    }

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final List<Request> requests = new CopyOnWriteArrayList<>();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Function<Request, Response> script;

    /// Answers one request after the other; what comes after the last response is an error 500.
    public OpenAiServer(Response... responses) {
        this(inOrder(List.of(responses)));
    }

    /// Answers each request by what it says.
    public OpenAiServer(Function<Request, Response> script) {
        this.script = script;
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", this::handle);
        server.setExecutor(threads);
        server.start();
    }

    private static Function<Request, Response> inOrder(List<Response> responses) {
        Iterator<Response> rest = responses.iterator();
        return request -> {
            synchronized (rest) {
                return rest.hasNext() ? rest.next() : status(500, "The script of this server is over.");
            }
        };
    }

    /// What to put into `OPENAI_BASE_URL`.
    public String baseUrl() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/v1";
    }

    public List<Request> requests() {
        return List.copyOf(requests);
    }

    @Override
    public void close() {
        closed.countDown();
        server.stop(0);
        threads.shutdownNow();
    }

    private void handle(HttpExchange exchange) throws IOException {
        Request request = new Request(
                exchange.getRequestURI().getPath(),
                Optional.ofNullable(exchange.getRequestHeaders().getFirst("Authorization")),
                JSON.readTree(exchange.getRequestBody()));
        requests.add(request);
        try (exchange) {
            switch (script.apply(request)) {
                case Response.Streamed streamed when request.isForResponses() -> responses(exchange, request, streamed);
                case Response.Streamed streamed when request.streaming() -> stream(exchange, request, streamed);
                case Response.Streamed streamed -> document(exchange, String.join("", streamed.pieces()));
                case Response.Document document -> document(exchange, document.text());
                case Response.Raw raw -> raw(exchange, raw);
                case Response.Broken broken -> breakOff(exchange, broken.start());
                case Response.Dropped _ -> {}
                case Response.Silent _ -> closed.await(1, TimeUnit.MINUTES);
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private static void stream(HttpExchange exchange, Request request, Response.Streamed streamed)
            throws IOException, InterruptedException {
        exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
        exchange.sendResponseHeaders(200, 0);
        OutputStream out = exchange.getResponseBody();
        for (String piece : streamed.pieces()) {
            event(out, chunk(piece, ""));
            Thread.sleep(streamed.pause());
        }
        if (streamed.finish().isEmpty()) {
            return;
        }
        event(out, chunk("", streamed.finish()));
        boolean wanted =
                request.body().path("stream_options").path("include_usage").asBoolean();
        if (streamed.usage() && wanted) {
            ObjectNode usage = envelope("chat.completion.chunk");
            usage.putArray("choices");
            event(out, counted(usage));
        }
        out.write("data: [DONE]\n\n".getBytes(StandardCharsets.UTF_8));
    }

    private static void responses(HttpExchange exchange, Request request, Response.Streamed streamed)
            throws IOException, InterruptedException {
        boolean cut = streamed.finish().equals("length");
        ObjectNode whole = JSON.createObjectNode()
                .put("id", "answer-1")
                .put("object", "response")
                .put("created_at", 1_770_000_000)
                .put("model", "scripted")
                .put("status", cut ? "incomplete" : "completed");
        if (cut) {
            whole.putObject("incomplete_details").put("reason", "max_output_tokens");
        }
        ObjectNode message = whole.putArray("output").addObject();
        message.put("type", "message").put("id", "m").put("role", "assistant").put("status", "completed");
        ObjectNode part = message.putArray("content").addObject();
        part.put("type", "output_text").put("text", String.join("", streamed.pieces()));
        part.putArray("annotations");
        whole.putObject("usage")
                .put("input_tokens", 100)
                .put("output_tokens", 20)
                .put("total_tokens", 120);
        if (!request.streaming()) {
            raw(exchange, new Response.Raw(200, Map.of("Content-Type", "application/json"), whole.toString()));
            return;
        }
        exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
        exchange.sendResponseHeaders(200, 0);
        OutputStream out = exchange.getResponseBody();
        for (String piece : streamed.pieces()) {
            ObjectNode delta = JSON.createObjectNode().put("type", "response.output_text.delta");
            delta.put("item_id", "m")
                    .put("output_index", 0)
                    .put("content_index", 0)
                    .put("delta", piece);
            event(out, delta.put("sequence_number", 1));
            Thread.sleep(streamed.pause());
        }
        if (!streamed.finish().isEmpty()) {
            ObjectNode end = JSON.createObjectNode().put("type", cut ? "response.incomplete" : "response.completed");
            end.set("response", whole);
            event(out, end.put("sequence_number", 2));
        }
    }

    private static void document(HttpExchange exchange, String text) throws IOException {
        ObjectNode body = envelope("chat.completion");
        ObjectNode choice = body.putArray("choices").addObject().put("index", 0).put("finish_reason", "stop");
        choice.putObject("message").put("role", "assistant").put("content", text);
        raw(
                exchange,
                new Response.Raw(
                        200,
                        Map.of("Content-Type", "application/json"),
                        counted(body).toString()));
    }

    private static void raw(HttpExchange exchange, Response.Raw raw) throws IOException {
        raw.headers().forEach(exchange.getResponseHeaders()::set);
        byte[] bytes = raw.body().getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(raw.status(), bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    private static void breakOff(HttpExchange exchange, String start) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
        // More is promised than comes: closing the exchange then breaks the connection.
        exchange.sendResponseHeaders(200, 1_000_000);
        event(exchange.getResponseBody(), chunk(start, ""));
    }

    private static void event(OutputStream out, JsonNode data) throws IOException {
        out.write(("data: " + data + "\n\n").getBytes(StandardCharsets.UTF_8));
        out.flush();
    }

    private static ObjectNode chunk(String content, String finish) {
        ObjectNode chunk = envelope("chat.completion.chunk");
        ObjectNode choice = chunk.putArray("choices").addObject().put("index", 0);
        choice.putObject("delta").put("content", content);
        choice.put("finish_reason", finish.isEmpty() ? null : finish);
        return chunk;
    }

    private static ObjectNode envelope(String kind) {
        return JSON.createObjectNode()
                .put("id", "answer-1")
                .put("object", kind)
                .put("created", 1_770_000_000)
                .put("model", "scripted");
    }

    private static ObjectNode counted(ObjectNode body) {
        body.putObject("usage")
                .put("prompt_tokens", 100)
                .put("completion_tokens", 20)
                .put("total_tokens", 120);
        return body;
    }
}
