package dev.errand.intents.model;

import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.core.LogLevel;
import com.openai.core.Timeout;
import dev.errand.intents.ModelAccess;
import dev.langchain4j.model.chat.StreamingChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.response.StreamingChatResponseHandler;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;

/// A model behind any server that speaks OpenAI's chat completions or responses, as LangChain4j sees models: OpenAI,
/// Ollama, llama.cpp, vLLM, gateways.
///
/// Makes one request a call, in the calling thread, and streams where the server can; a server that answers a
/// streaming request with one JSON document is understood too. Never tries again by itself: what goes wrong is a
/// [ModelTrouble] for `onError`, and of kind ADAPTED where the server refused an optional part of the request that
/// later requests then do without. Interrupting a virtual thread ends its request at once; other threads notice with
/// the next piece.
///
/// Without a key the request carries no `Authorization`. Logging of the SDK is off. Thread-safe. Making one loads the
/// SDK, which takes a second or two in a cold JVM: make it when a model is to be asked, not before.
public final class OpenAiStreamingModel implements StreamingChatModel {
    private static final Duration CONNECT = Duration.ofSeconds(10);

    private final Exchange exchange;
    private final Troubles troubles;
    private volatile Dialect dialect = Dialect.FULL;

    /// @throws ModelTrouble if the base URL is none, or the key holds what no key may hold
    public OpenAiStreamingModel(ModelAccess access) {
        this(access, InstantSource.system());
    }

    OpenAiStreamingModel(ModelAccess access, InstantSource clock) {
        troubles = new Troubles(access, clock);
        OpenAIClient client = client(access);
        exchange = switch (access.protocol()) {
            case CHAT -> new ChatExchange(client, access.model(), troubles);
            case RESPONSES -> new ResponsesExchange(client, access.model(), troubles);
        };
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
            exchange.make(request, spoken, received);
        } catch (RuntimeException | IOException e) {
            handler.onError(learnedFrom(troubles.of(e), spoken));
            return;
        }
        received.finish(troubles);
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
