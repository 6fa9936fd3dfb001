package dev.errand.intents.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.openai.client.OpenAIClient;
import com.openai.core.http.HttpResponseFor;
import com.openai.core.http.StreamResponse;
import com.openai.models.responses.EasyInputMessage;
import com.openai.models.responses.Response;
import com.openai.models.responses.ResponseCreateParams;
import com.openai.models.responses.ResponseInputItem;
import com.openai.models.responses.ResponseStreamEvent;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.data.message.SystemMessage;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.output.FinishReason;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// OpenAI's responses. All that was said goes with each request, and the server is asked to store none of it: who has
/// the conversation is the person's device, not the provider's account.
final class ResponsesExchange implements Exchange {
    private final OpenAIClient client;
    private final String model;
    private final Troubles troubles;

    ResponsesExchange(OpenAIClient client, String model, Troubles troubles) {
        this.client = client;
        this.model = model;
        this.troubles = troubles;
    }

    @Override
    public void make(ChatRequest request, Dialect spoken, Received received) throws IOException {
        ResponseCreateParams parameters = parameters(request, spoken);
        var responses = client.responses().withRawResponse();
        if (!spoken.streaming()) {
            try (var response = responses.create(parameters)) {
                document(received.json(response, troubles), received);
            }
            return;
        }
        try (var response = responses.createStreaming(parameters)) {
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

    private void stream(HttpResponseFor<StreamResponse<ResponseStreamEvent>> response, Received received) {
        try (StreamResponse<ResponseStreamEvent> events = response.parse()) {
            events.stream().forEach(event -> event(event, received));
        }
    }

    private void event(ResponseStreamEvent event, Received received) {
        event.outputTextDelta().flatMap(delta -> delta._delta().asKnown()).ifPresent(received::piece);
        event.refusalDelta().flatMap(delta -> delta._delta().asKnown()).ifPresent(received::refusal);
        event.completed()
                .flatMap(completed -> completed._response().asKnown())
                .ifPresent(response -> ended(response, received));
        event.incomplete()
                .flatMap(incomplete -> incomplete._response().asKnown())
                .ifPresent(response -> ended(response, received));
        event.failed().flatMap(failed -> failed._response().asKnown()).ifPresent(response -> {
            ended(response, received);
            throw failed(response);
        });
        event.error().ifPresent(error -> {
            throw troubles.failed(
                    error._code().asKnown().orElse(""),
                    error._message().asKnown().orElse("no reason given"));
        });
    }

    private ModelTrouble failed(Response response) {
        return response._error()
                .asKnown()
                .map(error -> troubles.failed(
                        error._code().asKnown().map(Object::toString).orElse(""),
                        error._message().asKnown().orElse("no reason given")))
                .orElseGet(() -> troubles.failed("", "no reason given"));
    }

    private static void ended(Response response, Received received) {
        response._usage().asKnown().flatMap(Counted::of).ifPresent(received::counted);
        String reason = response._incompleteDetails()
                .asKnown()
                .flatMap(details -> details._reason().asKnown())
                .map(Object::toString)
                .orElse("");
        received.ends(reason(reason));
    }

    private void document(JsonNode json, Received received) {
        JsonNode output = json.path("output");
        if (!output.isArray()) {
            throw troubles.garbled(
                    "application/json", json.path("error").path("message").asText(json.toString()));
        }
        if (json.path("status").asText("").equals("failed")) {
            throw troubles.failed(
                    json.at("/error/code").asText(""), json.at("/error/message").asText("no reason given"));
        }
        Counted.ofResponse(json.path("usage")).ifPresent(received::counted);
        received.ends(reason(json.at("/incomplete_details/reason").asText("")));
        for (JsonNode item : output) {
            for (JsonNode part : item.path("content")) {
                received.refusal(part.path("refusal").asText(""));
                received.piece(
                        item.path("type").asText().equals("message")
                                ? part.path("text").asText("")
                                : "");
            }
        }
    }

    private ResponseCreateParams parameters(ChatRequest request, Dialect spoken) {
        List<ResponseInputItem> said = new ArrayList<>();
        var parameters = ResponseCreateParams.builder().model(model).store(false);
        for (ChatMessage message : request.messages()) {
            switch (message) {
                case SystemMessage system -> parameters.instructions(system.text());
                case UserMessage user -> said.add(item(EasyInputMessage.Role.USER, user.singleText()));
                case AiMessage assistant -> said.add(item(EasyInputMessage.Role.ASSISTANT, assistant.text()));
                default -> throw new IllegalArgumentException("Only text is sent to models, not " + message.type());
            }
        }
        Double temperature = request.temperature();
        if (spoken.temperature() && temperature != null) {
            parameters.temperature(temperature);
        }
        return parameters.inputOfResponse(said).build();
    }

    private static ResponseInputItem item(EasyInputMessage.Role role, String text) {
        return ResponseInputItem.ofEasyInputMessage(
                EasyInputMessage.builder().role(role).content(text).build());
    }

    /// Why an answer is incomplete; nothing is said where it is complete.
    private static FinishReason reason(String word) {
        return switch (word) {
            case "" -> FinishReason.STOP;
            case "max_output_tokens" -> FinishReason.LENGTH;
            case "content_filter" -> FinishReason.CONTENT_FILTER;
            default -> FinishReason.OTHER;
        };
    }
}
