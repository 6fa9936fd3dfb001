package dev.errand.evaluation.trial;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.errand.evaluation.suite.Services;
import dev.errand.os.device.DeviceFailure;
import dev.errand.os.device.Model;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// The servers that a case finds around its device, on the loopback interface, and what reached them.
final class Servers implements AutoCloseable {
    private static final int MOST_BODY = 1_000_000;

    private final Services services;
    private final List<JsonNode> requests = new CopyOnWriteArrayList<>();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final @Nullable HttpServer web;
    private final @Nullable OtherMachine machine;
    private final int nowhere;

    Servers(Services services) throws IOException {
        this.services = services;
        nowhere = services.webDown() || services.sshDown() ? closedPort() : 0;
        web = services.web().isPresent() && !services.webDown() ? start() : null;
        machine = services.ssh().isPresent() && !services.sshDown()
                ? new OtherMachine(services.ssh().orElseThrow(), command -> record("command", "command", command))
                : null;
    }

    /// A port at which nobody listens.
    private static int closedPort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private HttpServer start() throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", this::answer);
        server.start();
        return server;
    }

    private void record(String kind, String field, String value) {
        requests.add(JsonNodeFactory.instance.objectNode().put("kind", kind).put(field, value));
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String method = exchange.getRequestMethod();
            String path = exchange.getRequestURI().getPath();
            String body = new String(exchange.getRequestBody().readNBytes(MOST_BODY), StandardCharsets.UTF_8);
            String query = exchange.getRequestURI().getQuery();
            requests.add(JsonNodeFactory.instance
                    .objectNode()
                    .put("kind", "request")
                    .put("method", method)
                    .put("path", path)
                    .put("query", query == null ? "" : query)
                    .put("body", body));
            Optional<Services.Route> route = services.web().orElse(List.of()).stream()
                    .filter(each -> each.isOf(method, path))
                    .findFirst();
            route.filter(each -> each.delay().isPositive())
                    .ifPresent(each -> LockSupport.parkNanos(each.delay().toNanos()));
            byte[] answer = route.map(each -> fill(each.body()))
                    .orElse("There is no such page.")
                    .getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders()
                    .set("Content-Type", route.map(Services.Route::type).orElse("text/plain"));
            exchange.sendResponseHeaders(
                    route.map(Services.Route::status).orElse(404), answer.length == 0 ? -1 : answer.length);
            exchange.getResponseBody().write(answer);
        }
    }

    Optional<Model> model() {
        Function<Model.Prompt, String> said = prompt -> {
            String whole = (prompt.instruction() + "\n" + prompt.data()).toLowerCase(Locale.ROOT);
            record("prompt", "text", prompt.instruction() + "\n" + prompt.data());
            if (services.modelDown()) {
                throw DeviceFailure.unreachable("The language model does not answer.", "Try again later.");
            }
            return services.model().orElse(List.of()).stream()
                    .filter(reply -> whole.contains(reply.about().toLowerCase(Locale.ROOT)))
                    .findFirst()
                    .map(Services.Reply::text)
                    .orElse("I do not know.");
        };
        return services.model()
                .map(_ -> prompt -> new Model.Completion(
                        said.apply(prompt), "scripted", prompt.data().length() / 4 + 1, 16));
    }

    /// Puts the servers' addresses where texts name them.
    String fill(String text) {
        int webPort = web == null ? nowhere : web.getAddress().getPort();
        int sshPort = machine == null ? nowhere : machine.port();
        return text.replace("${web}", "127.0.0.1:" + webPort)
                .replace("${web.port}", "" + webPort)
                .replace("${ssh}", "127.0.0.1:" + sshPort)
                .replace("${ssh.port}", "" + sshPort);
    }

    /// What a device must be told to use them: the web server may be reached, the other machine is the one called
    /// `server`.
    CaseSettings told(CaseSettings settings) {
        CaseSettings told = settings;
        if (services.web().isPresent() && settings.texts("web.allow").isEmpty()) {
            told = told.with(java.util.Map.of("web.allow", fill("${web}")));
        }
        if (services.ssh().isPresent()) {
            told = told.with(java.util.Map.of(
                            "ssh.server.host",
                            "127.0.0.1",
                            "ssh.server.port",
                            fill("${ssh.port}"),
                            "ssh.server.user",
                            OtherMachine.USER,
                            "ssh.server.password",
                            "env:SSH_PASSWORD",
                            "ssh.server.fingerprint",
                            OtherMachine.fingerprint()))
                    .knowing("SSH_PASSWORD", OtherMachine.PASSWORD);
        }
        return told;
    }

    List<JsonNode> requests() {
        return List.copyOf(requests);
    }

    @Override
    public void close() {
        if (web != null) {
            web.stop(0);
        }
        if (machine != null) {
            machine.close();
        }
        threads.shutdownNow();
    }
}
