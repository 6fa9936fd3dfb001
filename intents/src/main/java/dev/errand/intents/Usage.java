package dev.errand.intents;

import java.time.Duration;

/// What planning took.
///
/// @param modelCalls       requests made to a model; 0 for planners without one
/// @param cachedTokens     those of the input tokens that the server still had worked out
/// @param estimated        whether some of the tokens are estimates
/// @param timeToFirstToken from the request to the first piece of the first answer; zero where there is none
public record Usage(
        int modelCalls,
        long inputTokens,
        long cachedTokens,
        long outputTokens,
        boolean estimated,
        Duration timeToFirstToken,
        Duration duration) {
    /// Tokens that were counted, none of them cached.
    public Usage(int modelCalls, long inputTokens, long outputTokens, Duration timeToFirstToken, Duration duration) {
        this(modelCalls, inputTokens, 0, outputTokens, false, timeToFirstToken, duration);
    }

    public long tokens() {
        return inputTokens + outputTokens;
    }
}
