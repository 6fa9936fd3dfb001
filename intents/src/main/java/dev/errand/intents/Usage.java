package dev.errand.intents;

import java.time.Duration;

/// What planning took.
///
/// @param modelCalls       requests made to a model; 0 for planners without one
/// @param timeToFirstToken from the request to the first piece of the first answer; zero where there is none
public record Usage(int modelCalls, long inputTokens, long outputTokens, Duration timeToFirstToken, Duration duration) {
    public long tokens() {
        return inputTokens + outputTokens;
    }
}
