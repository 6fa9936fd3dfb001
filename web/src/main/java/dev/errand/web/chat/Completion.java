package dev.errand.web.chat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.errand.web.http.EventWriter;
import java.io.IOException;
import java.time.Instant;

/// An answer in OpenAI's form.
///
/// @param id   of the answer
/// @param at   when it was begun
record Completion(String id, Instant at) {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    ObjectNode whole(String text, JsonNode plan) {
        ObjectNode document = head("chat.completion");
        ObjectNode choice = choice(document).put("finish_reason", "stop");
        choice.putObject("message")
                .put("role", "assistant")
                .put("content", text)
                .putNull("refusal");
        return document.set("usage", usage(plan));
    }

    private ObjectNode head(String kind) {
        return JSON.objectNode()
                .put("id", id)
                .put("object", kind)
                .put("created", at.getEpochSecond())
                .put("model", Talk.MODEL);
    }

    private static ObjectNode choice(ObjectNode document) {
        return document.putArray("choices").addObject().put("index", 0).putNull("logprobs");
    }

    /// What planning took of a model; nothing where none was needed.
    private static ObjectNode usage(JsonNode plan) {
        long in = plan.path("inputTokens").asLong();
        long out = plan.path("outputTokens").asLong();
        return JSON.objectNode()
                .put("prompt_tokens", in)
                .put("completion_tokens", out)
                .put("total_tokens", in + out);
    }

    /// The first piece of a stream: somebody is there.
    void begin(EventWriter writer) throws IOException {
        ObjectNode piece = head("chat.completion.chunk");
        choice(piece)
                .putNull("finish_reason")
                .putObject("delta")
                .put("role", "assistant")
                .put("content", "");
        say(writer, piece);
    }

    /// The rest of it.
    void end(EventWriter writer, String text, JsonNode plan, boolean isUsageWanted) throws IOException {
        for (String line : text.splitWithDelimiters("\n", -1)) {
            ObjectNode piece = head("chat.completion.chunk");
            choice(piece).putNull("finish_reason").putObject("delta").put("content", line);
            say(writer, piece);
        }
        ObjectNode last = head("chat.completion.chunk");
        choice(last).put("finish_reason", "stop").putObject("delta");
        say(writer, last);
        if (isUsageWanted) {
            ObjectNode used = head("chat.completion.chunk");
            used.putArray("choices");
            say(writer, used.set("usage", usage(plan)));
        }
        writer.data("[DONE]");
        writer.flush();
    }

    private static void say(EventWriter writer, ObjectNode piece) throws IOException {
        writer.data(piece.toString());
        writer.flush();
    }
}
