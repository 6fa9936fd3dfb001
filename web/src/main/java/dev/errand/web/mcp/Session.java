package dev.errand.web.mcp;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/// One client: what it can do, what it has asked for, and what it has been asked. Thread-safe.
final class Session {
    static final List<String> VERSIONS = List.of("2025-11-25", "2025-06-18", "2025-03-26", "2024-11-05");
    private static final int MOST_CALLS = 32;
    private static final String INSTRUCTIONS = """
            Errand carries out intents on the person's own device. Give one, in the person's words, to run_intent; \
            plan_intent only shows what would be done. What the person has to approve waits for them: nothing you \
            say or do approves it. Tell them where they can, and look again with get_run.""";
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final Tools tools;
    private final AtomicLong asked = new AtomicLong();
    private final Map<String, CompletableFuture<JsonNode>> questions = new ConcurrentHashMap<>();
    private final Map<JsonNode, Exchange> calls = new ConcurrentHashMap<>();
    private volatile boolean isInitialized;
    private volatile boolean canElicit;

    Session(Tools tools) {
        this.tools = tools;
    }

    /// Takes a message and does what it asks for. Returns what is answered; empty where nothing is.
    Optional<ObjectNode> take(JsonNode message, Outlet outlet) {
        if (!message.isObject() || !message.path("jsonrpc").asText().equals("2.0")) {
            return Optional.of(wrong(message, "This is no message of JSON-RPC 2.0; batches are not taken."));
        } else if (Messages.isRequest(message)) {
            return answer(message, outlet);
        } else if (Messages.isNotification(message)) {
            hear(message);
            return Optional.empty();
        } else if (Messages.isResponse(message)) {
            CompletableFuture<JsonNode> question =
                    questions.remove(message.path("id").asText());
            if (question != null) {
                question.complete(message);
            }
            return Optional.empty();
        }
        return Optional.of(wrong(message, "This is neither a request, nor a notification, nor an answer."));
    }

    private static ObjectNode wrong(JsonNode message, String what) {
        return Messages.error(message.path("id"), Messages.INVALID_REQUEST, what);
    }

    private Optional<ObjectNode> answer(JsonNode message, Outlet outlet) {
        JsonNode id = message.path("id");
        String method = message.path("method").asText();
        JsonNode params = message.path("params");
        if (!Messages.isId(id)) {
            return Optional.of(wrong(message, "A request's id is text or a whole number."));
        } else if (!isInitialized && !List.of("initialize", "ping").contains(method)) {
            return Optional.of(wrong(message, "Send \"initialize\" first."));
        }
        return switch (method) {
            case "initialize" -> Optional.of(Messages.result(id, initialize(params)));
            case "ping" -> Optional.of(Messages.result(id, JSON.objectNode()));
            case "tools/list" -> Optional.of(Messages.result(id, tools.list()));
            case "tools/call" -> call(id, params, outlet);
            default ->
                Optional.of(Messages.error(
                        id, Messages.METHOD_NOT_FOUND, "There is no \"%s\" here; there are tools.".formatted(method)));
        };
    }

    private ObjectNode initialize(JsonNode params) {
        JsonNode elicitation = params.path("capabilities").path("elicitation");
        canElicit = elicitation.isObject() && (elicitation.isEmpty() || elicitation.has("form"));
        isInitialized = true;
        String version = params.path("protocolVersion").asText();
        ObjectNode result =
                JSON.objectNode().put("protocolVersion", VERSIONS.contains(version) ? version : VERSIONS.getFirst());
        result.putObject("capabilities").putObject("tools");
        result.putObject("serverInfo")
                .put("name", "errand")
                .put("title", "Errand")
                .put("version", "0.1.0");
        return result.put("instructions", INSTRUCTIONS);
    }

    private Optional<ObjectNode> call(JsonNode id, JsonNode params, Outlet outlet) {
        Optional<Tool> tool = tools.named(params.path("name").asText());
        JsonNode arguments = params.path("arguments");
        if (tool.isEmpty()) {
            return Optional.of(Messages.error(
                    id,
                    Messages.INVALID_PARAMS,
                    "There is no tool \"%s\"; there are %s."
                            .formatted(shortened(params.path("name").asText()), String.join(", ", tools.names()))));
        } else if (!arguments.isObject() && !arguments.isMissingNode()) {
            return Optional.of(Messages.error(id, Messages.INVALID_PARAMS, "\"arguments\" must be an object."));
        }
        Exchange exchange = new Exchange(this, outlet, params.path("_meta").path("progressToken"));
        if (calls.size() >= MOST_CALLS || calls.putIfAbsent(id, exchange) != null) {
            return Optional.of(Messages.error(
                    id,
                    Messages.INVALID_REQUEST,
                    "A call with this id, or %d others, are not answered yet.".formatted(MOST_CALLS)));
        }
        try {
            ObjectNode given = arguments instanceof ObjectNode object ? object : JSON.objectNode();
            ObjectNode result = tools.call(tool.get(), given, exchange);
            return exchange.isCancelled() ? Optional.empty() : Optional.of(Messages.result(id, result));
        } finally {
            calls.remove(id);
        }
    }

    private void hear(JsonNode message) {
        if (message.path("method").asText().equals("notifications/cancelled")) {
            Exchange exchange = calls.get(message.path("params").path("requestId"));
            if (exchange != null) {
                exchange.cancel();
            }
        }
    }

    /// Asks the client something; the answer is completed when it comes.
    Question ask(String method, JsonNode params) {
        String id = "errand-" + asked.incrementAndGet();
        CompletableFuture<JsonNode> answer = new CompletableFuture<>();
        questions.put(id, answer);
        return new Question(Messages.request(id, method, params), answer);
    }

    /// No answer is waited for any more.
    void forget(Question question) {
        questions.remove(question.message().path("id").asText());
    }

    /// Something that the client is asked.
    record Question(ObjectNode message, CompletableFuture<JsonNode> answer) {}

    boolean canElicit() {
        return canElicit;
    }

    /// The client has gone: nothing more is said to it, and nothing awaited from it. Runs go on.
    void end() {
        calls.values().forEach(Exchange::leave);
        questions.values().forEach(question -> question.complete(JSON.objectNode()));
    }

    private static String shortened(String text) {
        return text.length() <= 60 ? text : text.substring(0, 60) + "…";
    }
}
