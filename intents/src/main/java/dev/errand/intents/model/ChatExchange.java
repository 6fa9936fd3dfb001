package dev.errand.intents.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.openai.client.OpenAIClient;
import com.openai.core.http.HttpResponseFor;
import com.openai.core.http.StreamResponse;
import com.openai.models.chat.completions.ChatCompletionChunk;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import com.openai.models.chat.completions.ChatCompletionStreamOptions;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.data.message.SystemMessage;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.output.FinishReason;
import java.io.IOException;
import java.util.List;

/// OpenAI's chat completions. A server that answers a streaming request with one JSON document is understood too.
final class ChatExchange implements Exchange {
    private final OpenAIClient client;
    private final String model;
    private final Troubles troubles;

    ChatExchange(OpenAIClient client, String model, Troubles troubles) {
        this.client = client;
        this.model = model;
        this.troubles = troubles;
    }

    @Override
    public void make(ChatRequest request, Dialect spoken, Received received) throws IOException {
        ChatCompletionCreateParams parameters = parameters(request, spoken);
        var completions = client.chat().completions().withRawResponse();
        if (!spoken.streaming()) {
            try (var response = completions.create(parameters)) {
                document(received.json(response, troubles), received);
            }
            return;
        }
        try (var response = completions.createStreaming(parameters)) {
            String type = Exchange.contentType(response);
            if (type.contains("json")) {
                document(received.json(response, troubles), received);
            } else if (Exchange.isPage(type)) {
                throw troubles.garbled(type, Exchange.start(response));
            } else {
                stream(response, received);
            }
        }
    }

    private static void stream(HttpResponseFor<StreamResponse<ChatCompletionChunk>> response, Received received) {
        try (StreamResponse<ChatCompletionChunk> chunks = response.parse()) {
            chunks.stream().forEach(chunk -> chunk(chunk, received));
        }
    }

    /// Fields are looked at one by one, because compatible servers leave out what OpenAI always sends.
    private static void chunk(ChatCompletionChunk chunk, Received received) {
        chunk._usage().asKnown().flatMap(Counted::of).ifPresent(received::counted);
        for (var choice : chunk._choices().asKnown().orElse(List.of())) {
            choice._delta().asKnown().ifPresent(delta -> {
                delta._content().asKnown().ifPresent(received::piece);
                delta._refusal().asKnown().ifPresent(received::refusal);
            });
            choice._finishReason().asKnown().ifPresent(reason -> received.ends(reason(reason.asString())));
        }
    }

    private void document(JsonNode json, Received received) {
        JsonNode choice = json.path("choices").path(0);
        if (choice.isMissingNode()) {
            throw troubles.garbled(
                    "application/json", json.path("error").path("message").asText(json.toString()));
        }
        Counted.of(json.path("usage")).ifPresent(received::counted);
        received.refusal(choice.path("message").path("refusal").asText(""));
        received.ends(reason(choice.path("finish_reason").asText("stop")));
        received.piece(choice.path("message").path("content").asText(""));
    }

    private ChatCompletionCreateParams parameters(ChatRequest request, Dialect spoken) {
        var parameters = ChatCompletionCreateParams.builder().model(model);
        for (ChatMessage message : request.messages()) {
            switch (message) {
                case SystemMessage system -> parameters.addSystemMessage(system.text());
                case UserMessage user -> parameters.addUserMessage(user.singleText());
                case AiMessage assistant -> parameters.addAssistantMessage(assistant.text());
                default -> throw new IllegalArgumentException("Only text is sent to models, not " + message.type());
            }
        }
        Double temperature = request.temperature();
        if (spoken.temperature() && temperature != null) {
            parameters.temperature(temperature);
        }
        if (spoken.streaming() && spoken.usage()) {
            parameters.streamOptions(
                    ChatCompletionStreamOptions.builder().includeUsage(true).build());
        }
        return parameters.build();
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
