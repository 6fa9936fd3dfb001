package dev.errand.intents;

import java.time.Duration;

/// How to reach a language model that speaks the OpenAI protocol.
///
/// @param baseUrl such as `https://api.openai.com/v1`
/// @param apiKey  may be empty for local servers; never printed
/// @param timeout for one request, from start to the end of its answer
/// @param retries after 429, 5xx and broken connections
/// @param repairs how often findings go back to the model
public record ModelAccess(String baseUrl, String apiKey, String model, Duration timeout, int retries, int repairs) {
    @Override
    public String toString() {
        return "ModelAccess[%s at %s]".formatted(model, baseUrl);
    }
}
