package dev.errand.intents.model;

import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.core.LogLevel;
import com.openai.core.Timeout;
import com.openai.core.http.HttpResponse;
import com.openai.core.http.HttpResponseFor;
import com.openai.core.http.StreamResponse;
import com.openai.models.chat.completions.ChatCompletionChunk;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import com.openai.models.chat.completions.ChatCompletionStreamOptions;
import dev.errand.intents.ModelAccess;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.data.message.SystemMessage;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.model.chat.StreamingChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.response.StreamingChatResponseHandler;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Locale;

/// A model behind any server that speaks OpenAI's chat completions, as LangChain4j sees models: OpenAI, Ollama,
/// llama.cpp, vLLM, gateways.
///
/// Makes one request a call, in the calling thread, and streams where the server can; a server that answers a streaming
/// request with one JSON document is understood too. Never tries again by itself: what goes wrong is a [ModelTrouble]
/// for `onError`, and of kind ADAPTED where the server refused an optional part of the request that later requests then
/// do without. Interrupting a virtual thread ends its request at once; other threads notice with the next piece.
///
/// Without a key the request carries no `Authorization`. Logging of the SDK is off. Thread-safe. Making one loads the
/// SDK, which takes a second or two in a cold JVM: make it when a model is to be asked, not before.
public final class OpenAiStreamingModel implements StreamingChatModel {
    private static final Duration CONNECT = Duration.ofSeconds(10);

    private final String modelName;
    private final OpenAIClient client;
    private final Troubles troubles;
    private volatile Dialect dialect = Dialect.FULL;

    /// @throws ModelTrouble if the base URL is none, or the key holds what no key may hold
    public OpenAiStreamingModel(ModelAccess access) {
        this(access, InstantSource.system());
    }

    OpenAiStreamingModel(ModelAccess access, InstantSource clock) {
        modelName = access.model();
        troubles = new Troubles(access, clock);
        client = client(access);
    }

    private static OpenAIClient client(ModelAccess access) {
        boolean keyless = access.apiKey().isBlank();
        if (!keyless && !access.apiKey().strip().matches("[!-~]+")) {
            throw Troubles.badKey();
        }
        if (!access.baseUrl().strip().matches("(?i)https?://[^/\\s].*")) {
            throw Troubles.badAddress();
        }
        try {
            var builder = OpenAIOkHttpClient.builder()
                    .baseUrl(access.baseUrl().strip().replaceAll("/+$", ""))
                    // The SDK insists on a key; the header made of this one is taken out again below.
                    .apiKey(keyless ? "none" : access.apiKey().strip())
                    .maxRetries(0)
                    .logLevel(LogLevel.OFF)
                    .disableTelemetry(true)
                    .timeout(timeout(access.timeout()));
            return (keyless ? builder.removeHeaders("Authorization") : builder).build();
        } catch (IllegalArgumentException | NullPointerException _) {
            // The SDK takes URLs apart while it is built; its messages may quote them.
            throw Troubles.badAddress();
        }
    }

    private static Timeout timeout(Duration whole) {
        return Timeout.builder()
                .connect(whole.compareTo(CONNECT) < 0 ? whole : CONNECT)
                .read(whole)
                .write(whole)
                .request(whole)
                .build();
    }

    @Override
    public void doChat(ChatRequest request, StreamingChatResponseHandler handler) {
        Dialect spoken = dialect;
        Received received = new Received(handler);
        try {
            send(request, spoken, received);
        } catch (RuntimeException | IOException e) {
            handler.onError(learnedFrom(troubles.of(e), spoken));
            return;
        }
        received.finish(troubles);
    }

    private void send(ChatRequest request, Dialect spoken, Received received) throws IOException {
        ChatCompletionCreateParams parameters = parameters(request, spoken);
        var completions = client.chat().completions().withRawResponse();
        if (!spoken.streaming()) {
            try (var response = completions.create(parameters)) {
                document(response, received);
            }
            return;
        }
        try (var response = completions.createStreaming(parameters)) {
            String type = contentType(response);
            if (type.contains("json")) {
                document(response, received);
            } else if (type.contains("html") || type.contains("xml")) {
                throw troubles.garbled(type, start(response));
            } else {
                stream(response, received);
            }
        }
    }

    private void document(HttpResponse response, Received received) throws IOException {
        try (InputStream body = response.body()) {
            received.document(body.readAllBytes(), contentType(response), troubles);
        }
    }

    private static void stream(HttpResponseFor<StreamResponse<ChatCompletionChunk>> response, Received received) {
        try (StreamResponse<ChatCompletionChunk> chunks = response.parse()) {
            chunks.stream().forEach(received::chunk);
        }
    }

    private static String start(HttpResponse response) throws IOException {
        try (InputStream body = response.body()) {
            return new String(body.readNBytes(400), StandardCharsets.UTF_8);
        }
    }

    private static String contentType(HttpResponse response) {
        return String.join(" ", response.headers().values("content-type")).toLowerCase(Locale.ROOT);
    }

    private ChatCompletionCreateParams parameters(ChatRequest request, Dialect spoken) {
        var parameters = ChatCompletionCreateParams.builder().model(modelName);
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

    private ModelTrouble learnedFrom(ModelTrouble trouble, Dialect spoken) {
        if (trouble.kind() != ModelTrouble.Kind.REFUSED || (trouble.status() != 400 && trouble.status() != 422)) {
            return trouble;
        }
        return spoken.without(trouble.said())
                .map(poorer -> {
                    dialect = poorer;
                    return new ModelTrouble(
                            ModelTrouble.Kind.ADAPTED,
                            trouble.status(),
                            "The model takes no requests with " + poorer.lacks(spoken) + "; asking again without.");
                })
                .orElse(trouble);
    }
}
