package dev.errand.intents;

import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.Optional;

/// How to reach a language model that speaks the OpenAI protocol.
///
/// @param baseUrl such as `https://api.openai.com/v1`
/// @param apiKey  may be empty for local servers; never printed
/// @param timeout for one request, from start to the end of its answer
/// @param retries after 429, 5xx and broken connections
/// @param repairs how often findings go back to the model
/// @param fallback whom a planner asks where this one gives no answer at all
public record ModelAccess(
        String baseUrl,
        String apiKey,
        String model,
        Duration timeout,
        int retries,
        int repairs,
        Protocol protocol,
        Optional<ModelAccess> fallback) {
    /// Which of OpenAI's two ways of asking a server speaks.
    public enum Protocol {
        /// Chat completions, which nearly all compatible servers have.
        CHAT,
        /// Responses; asked not to be stored.
        RESPONSES
    }

    /// One that speaks chat completions, and that nobody stands in for.
    public ModelAccess(String baseUrl, String apiKey, String model, Duration timeout, int retries, int repairs) {
        this(baseUrl, apiKey, model, timeout, retries, repairs, Protocol.CHAT, Optional.empty());
    }

    public ModelAccess speaking(Protocol other) {
        return new ModelAccess(baseUrl, apiKey, model, timeout, retries, repairs, other, fallback);
    }

    public ModelAccess orElse(ModelAccess other) {
        return new ModelAccess(baseUrl, apiKey, model, timeout, retries, repairs, protocol, Optional.of(other));
    }

    /// Host and port of the base URL: all of it that may be shown, since a URL may carry a password or a token.
    public String host() {
        try {
            URI uri = new URI(baseUrl.strip());
            if (uri.getHost() != null) {
                return uri.getPort() < 0 ? uri.getHost() : uri.getHost() + ":" + uri.getPort();
            }
        } catch (URISyntaxException _) {
            // Said below; a broken URL may hold a secret as well.
        }
        return "an address that is not a URL";
    }

    @Override
    public String toString() {
        return "ModelAccess[%s at %s]".formatted(model, host());
    }
}
