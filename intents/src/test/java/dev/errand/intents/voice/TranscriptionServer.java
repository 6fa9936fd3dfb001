package dev.errand.intents.voice;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/// A server for transcriptions on the loopback interface, which answers one request after the other as it is told,
/// and keeps what it was asked.
public final class TranscriptionServer implements AutoCloseable {
    /// An answer; a status of 0 never comes.
    public record Answer(int status, Map<String, String> headers, byte[] body) {
        public static Answer text(String text) {
            return of(200, "{\"text\":\"" + text + "\"}");
        }

        public static Answer of(int status, String body) {
            return new Answer(status, Map.of(), body.getBytes(StandardCharsets.UTF_8));
        }

        public static Answer never() {
            return of(0, "");
        }

        Answer with(String name, String value) {
            return new Answer(status, Map.of(name, value), body);
        }
    }

    /// @param body bytes as Latin-1, so that all of them can be looked at
    public record Request(String path, String authorization, String type, String body) {}

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Deque<Answer> answers;
    private final List<Request> requests = new CopyOnWriteArrayList<>();

    public TranscriptionServer(Answer... answers) {
        this.answers = new ArrayDeque<>(List.of(answers));
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", this::handle);
        server.setExecutor(threads);
        server.start();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            requests.add(new Request(
                    exchange.getRequestURI().getPath(),
                    String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")),
                    String.valueOf(exchange.getRequestHeaders().getFirst("Content-Type")),
                    new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.ISO_8859_1)));
            Answer answer = next();
            if (answer.status() == 0) {
                closed.await();
                return;
            }
            answer.headers().forEach(exchange.getResponseHeaders()::add);
            exchange.sendResponseHeaders(answer.status(), answer.body().length == 0 ? -1 : answer.body().length);
            exchange.getResponseBody().write(answer.body());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized Answer next() {
        return answers.isEmpty() ? Answer.of(500, "nothing is left to answer") : answers.poll();
    }

    public String url() {
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
}
