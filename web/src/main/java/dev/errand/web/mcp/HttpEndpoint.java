package dev.errand.web.mcp;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.errand.web.http.Body;
import dev.errand.web.http.EventWriter;
import dev.errand.web.http.Problem;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/// The streamable HTTP transport: a message a POST. A call is answered by a stream, so that it can tell how far it is
/// and ask; everything else by a document. Who may come in is decided before. Thread-safe.
public final class HttpEndpoint {
    public static final String PATH = "/mcp";
    private static final String SESSION = "Mcp-Session-Id";
    private static final String VERSION = "MCP-Protocol-Version";
    private static final int MOST_SESSIONS = 256;
    private static final JsonNode NOBODY = JsonNodeFactory.instance.nullNode();

    private final McpServer server;
    private final SecureRandom random = new SecureRandom();
    private final Map<String, Session> sessions = new LinkedHashMap<>(16, 0.75f, true);
    private final ReentrantLock lock = new ReentrantLock();

    public HttpEndpoint(McpServer server) {
        this.server = server;
    }

    /// Serves it.
    public void serveOn(RoutesConfig routes) {
        routes.post(PATH, this::post);
        routes.get(PATH, HttpEndpoint::listen);
        routes.delete(PATH, this::delete);
    }

    /// Ends all sessions; the runs of their calls are not touched.
    public void close() {
        lock.lock();
        try {
            sessions.values().forEach(Session::end);
            sessions.clear();
        } finally {
            lock.unlock();
        }
    }

    /// This server says nothing unasked, so there is nothing to listen to.
    private static void listen(Context context) {
        context.header("Allow", "POST, DELETE");
        answer(context, 405, Messages.error(NOBODY, Messages.INVALID_REQUEST, "Nothing is said here unasked."));
    }

    private void delete(Context context) {
        Session session = session(context);
        lock.lock();
        try {
            sessions.values().remove(session);
        } finally {
            lock.unlock();
        }
        session.end();
        context.status(204);
    }

    private void post(Context context) {
        byte[] bytes = Body.bytes(context, Body.MOST_BYTES);
        String type = Optional.ofNullable(context.req().getContentType()).orElse("");
        if (!type.toLowerCase(Locale.ROOT).matches("application/json\\s*(;.*)?")) {
            throw Problem.wrongType("application/json", type).thrown();
        }
        Optional<JsonNode> message = Messages.parse(bytes);
        if (message.isEmpty()) {
            answer(context, 400, Messages.error(NOBODY, Messages.PARSE_ERROR, "The body is no JSON document."));
        } else if (message.get().path("method").asText().equals("initialize")) {
            initialize(context, message.get());
        } else {
            take(context, message.get(), session(context));
        }
    }

    private void initialize(Context context, JsonNode message) {
        Session session = server.session();
        Optional<ObjectNode> answer = session.take(message, new Document());
        if (answer.isPresent() && answer.get().has("result")) {
            context.header(SESSION, remember(session));
        }
        answer(context, answer);
    }

    private String remember(Session session) {
        byte[] bytes = new byte[24];
        random.nextBytes(bytes);
        String id = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        lock.lock();
        try {
            sessions.put(id, session);
            if (sessions.size() > MOST_SESSIONS) { // the one that was not used for the longest time
                String oldest = sessions.keySet().iterator().next();
                Optional.ofNullable(sessions.remove(oldest)).ifPresent(Session::end);
            }
        } finally {
            lock.unlock();
        }
        return id;
    }

    private Session session(Context context) {
        String version = context.header(VERSION);
        if (version != null && !Session.VERSIONS.contains(version)) {
            throw Problem.notUnderstood("This server speaks %s.".formatted(String.join(", ", Session.VERSIONS)))
                    .thrown();
        }
        String id = context.header(SESSION);
        if (id == null) {
            throw Problem.notUnderstood("The header %s is missing; \"initialize\" gives one.".formatted(SESSION))
                    .thrown();
        }
        lock.lock();
        try {
            return Optional.ofNullable(sessions.get(id))
                    .orElseThrow(() -> Problem.notFound("The session has ended. Send \"initialize\" again.")
                            .thrown());
        } finally {
            lock.unlock();
        }
    }

    private void take(Context context, JsonNode message, Session session) {
        boolean isCall = message.path("method").asText().equals("tools/call");
        String accepted = Optional.ofNullable(context.header("Accept")).orElse("");
        if (isCall && accepted.contains("text/event-stream")) {
            stream(context, message, session);
        } else {
            answer(context, session.take(message, new Document()));
        }
    }

    /// A client that goes away hears nothing more; the run goes on, and get_run tells what came of it.
    private static void stream(Context context, JsonNode message, Session session) {
        try {
            Stream stream = new Stream(EventWriter.on(context));
            Optional<ObjectNode> answer = session.take(message, stream);
            if (answer.isPresent()) {
                stream.send(answer.get());
            }
        } catch (IOException e) {
            // the client went away
        }
    }

    private static void answer(Context context, Optional<ObjectNode> message) {
        if (message.isEmpty()) {
            context.status(202);
        } else {
            boolean isWrong = message.get().path("error").path("code").asInt() == Messages.INVALID_REQUEST;
            answer(context, isWrong ? 400 : 200, message.get());
        }
    }

    private static void answer(Context context, int status, ObjectNode message) {
        context.status(status).contentType("application/json");
        context.result(message.toString().getBytes(StandardCharsets.UTF_8));
    }

    /// An answer that is nothing but a document.
    private static final class Document implements Outlet {
        @Override
        public void send(ObjectNode message) throws IOException {
            throw new IOException("Only the answer can be said here.");
        }

        @Override
        public boolean isOpen() {
            return false;
        }
    }

    /// An answer that is a stream of messages.
    private static final class Stream implements Outlet {
        private final EventWriter writer;
        private final ReentrantLock writing = new ReentrantLock();

        private Stream(EventWriter writer) {
            this.writer = writer;
        }

        @Override
        public void send(ObjectNode message) throws IOException {
            write(() -> writer.event("message", message));
        }

        @Override
        public void beat() throws IOException {
            write(writer::comment);
        }

        private void write(Runnable what) throws IOException {
            writing.lock();
            try {
                what.run();
                writer.flush();
            } finally {
                writing.unlock();
            }
        }
    }
}
