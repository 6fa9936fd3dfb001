package dev.errand.intents.model;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.openai.core.http.HttpResponse;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.chat.response.StreamingChatResponseHandler;
import dev.langchain4j.model.output.FinishReason;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The answer to one request, as it comes in. Belongs to one thread.
final class Received {
    private final StreamingChatResponseHandler handler;
    private final StringBuilder content = new StringBuilder();
    private final StringBuilder refusal = new StringBuilder();
    private @Nullable FinishReason finish;
    private @Nullable Counted usage;

    Received(StreamingChatResponseHandler handler) {
        this.handler = handler;
    }

    /// The body of an answer that came as one document.
    JsonNode json(HttpResponse response, Troubles troubles) throws IOException {
        byte[] body;
        try (InputStream stream = response.body()) {
            body = stream.readAllBytes();
        }
        try {
            return new ObjectMapper().readTree(body);
        } catch (JsonProcessingException _) {
            throw troubles.garbled(Exchange.contentType(response), new String(body, StandardCharsets.UTF_8));
        }
    }

    void piece(String text) {
        if (!text.isEmpty()) {
            content.append(text);
            handler.onPartialResponse(text);
        }
    }

    /// A piece of the reason why there will be no answer.
    void refusal(String text) {
        refusal.append(text);
    }

    void counted(Counted tokens) {
        usage = tokens;
    }

    /// The server says that the answer is over, and why.
    void ends(FinishReason reason) {
        finish = reason;
    }

    /// Hands the answer over, or the trouble if its end never came.
    void finish(Troubles troubles) {
        FinishReason reason = finish;
        if (reason == null) {
            handler.onError(troubles.cutShort(content.length()));
            return;
        }
        boolean refused = content.isEmpty() && !refusal.isEmpty();
        ChatResponse.Builder response = ChatResponse.builder()
                .aiMessage(AiMessage.from(refused ? refusal.toString() : content.toString()))
                .finishReason(refused ? FinishReason.CONTENT_FILTER : reason);
        Optional.ofNullable(usage).ifPresent(response::tokenUsage);
        handler.onCompleteResponse(response.build());
    }
}
