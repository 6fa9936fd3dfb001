package dev.errand.intents.model;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.openai.models.chat.completions.ChatCompletionChunk;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.chat.response.StreamingChatResponseHandler;
import dev.langchain4j.model.output.FinishReason;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
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

    /// Fields are looked at one by one, because compatible servers leave out what OpenAI always sends.
    void chunk(ChatCompletionChunk chunk) {
        chunk._usage().asKnown().flatMap(Counted::of).ifPresent(counted -> usage = counted);
        for (var choice : chunk._choices().asKnown().orElse(List.of())) {
            choice._delta().asKnown().ifPresent(delta -> {
                delta._content().asKnown().ifPresent(this::piece);
                delta._refusal().asKnown().ifPresent(refusal::append);
            });
            choice._finishReason().asKnown().ifPresent(reason -> finish = reason(reason.asString()));
        }
    }

    /// An answer that came as one document.
    void document(byte[] body, String type, Troubles troubles) throws IOException {
        String text = new String(body, StandardCharsets.UTF_8);
        JsonNode json;
        try {
            json = new ObjectMapper().readTree(body);
        } catch (JsonProcessingException _) {
            throw troubles.garbled(type, text);
        }
        JsonNode choice = json.path("choices").path(0);
        if (choice.isMissingNode()) {
            throw troubles.garbled(type, json.path("error").path("message").asText(text));
        }
        Counted.of(json.path("usage")).ifPresent(counted -> usage = counted);
        refusal.append(choice.path("message").path("refusal").asText(""));
        finish = reason(choice.path("finish_reason").asText("stop"));
        piece(choice.path("message").path("content").asText(""));
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

    private void piece(String text) {
        if (!text.isEmpty()) {
            content.append(text);
            handler.onPartialResponse(text);
        }
    }

    private static FinishReason reason(String word) {
        return switch (word) {
            case "stop" -> FinishReason.STOP;
            case "length" -> FinishReason.LENGTH;
            case "content_filter" -> FinishReason.CONTENT_FILTER;
            case "tool_calls", "function_call" -> FinishReason.TOOL_EXECUTION;
            default -> FinishReason.OTHER;
        };
    }
}
