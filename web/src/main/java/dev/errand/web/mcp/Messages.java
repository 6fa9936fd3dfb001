package dev.errand.web.mcp;

import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.Optional;

/// JSON-RPC 2.0, as far as the Model Context Protocol uses it.
final class Messages {
    static final int PARSE_ERROR = -32700;
    static final int INVALID_REQUEST = -32600;
    static final int METHOD_NOT_FOUND = -32601;
    static final int INVALID_PARAMS = -32602;
    static final int INTERNAL_ERROR = -32603;

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    static {
        MAPPER.getFactory()
                .setStreamReadConstraints(
                        StreamReadConstraints.builder().maxNestingDepth(100).build());
    }

    private Messages() {}

    /// What these bytes say; empty if they are no JSON.
    static Optional<JsonNode> parse(byte[] bytes) {
        try {
            return Optional.of(MAPPER.readTree(bytes)).filter(node -> !node.isMissingNode());
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    static boolean isRequest(JsonNode message) {
        return message.path("method").isTextual() && message.has("id");
    }

    static boolean isNotification(JsonNode message) {
        return message.path("method").isTextual() && !message.has("id");
    }

    static boolean isResponse(JsonNode message) {
        return !message.has("method") && message.has("id") && (message.has("result") || message.has("error"));
    }

    static boolean isId(JsonNode id) {
        return id.isTextual() || id.isIntegralNumber();
    }

    static ObjectNode result(JsonNode id, JsonNode result) {
        return answer(id).set("result", result);
    }

    /// @param id null where it is not known which request is meant
    static ObjectNode error(JsonNode id, int code, String message) {
        ObjectNode answer = answer(isId(id) ? id : JSON.nullNode());
        answer.putObject("error").put("code", code).put("message", message);
        return answer;
    }

    private static ObjectNode answer(JsonNode id) {
        return JSON.objectNode().put("jsonrpc", "2.0").set("id", id);
    }

    static ObjectNode request(String id, String method, JsonNode params) {
        return notification(method, params).put("id", id);
    }

    static ObjectNode notification(String method, JsonNode params) {
        return JSON.objectNode().put("jsonrpc", "2.0").put("method", method).set("params", params);
    }
}
