package dev.errand.os.web;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;

/// A web server on this machine.
final class Site implements AutoCloseable {
    /// What somebody asked for.
    record Heard(String method, String path, Map<String, List<String>> headers, String body) {}

    private final HttpServer server;
    private final List<Heard> heard = new CopyOnWriteArrayList<>();

    Site() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.start();
    }

    String hostAndPort() {
        return "127.0.0.1:" + server.getAddress().getPort();
    }

    String at(String path) {
        return "http://" + hostAndPort() + path;
    }

    List<Heard> heard() {
        return heard;
    }

    Site says(String path, int status, Map<String, String> headers, byte[] body) {
        server.createContext(path, exchange -> answer(exchange, status, headers, body));
        return this;
    }

    Site says(String path, String type, String body) {
        return says(path, 200, Map.of("Content-Type", type), body.getBytes(StandardCharsets.UTF_8));
    }

    Site redirects(String path, int status, String to) {
        return says(path, status, Map.of("Location", to), new byte[0]);
    }

    private void answer(HttpExchange exchange, int status, Map<String, String> headers, byte[] body)
            throws IOException {
        String sent = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        heard.add(new Heard(
                exchange.getRequestMethod(),
                exchange.getRequestURI().toString(),
                Map.copyOf(exchange.getRequestHeaders()),
                sent));
        headers.forEach((name, value) -> exchange.getResponseHeaders().set(name, value));
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        try (var out = exchange.getResponseBody()) {
            out.write(body);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
