package dev.errand.intents.model;

import dev.errand.intents.Usage;
import dev.langchain4j.model.output.TokenUsage;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// Counts what one planning takes. Where a server does not say how many tokens it used, a token is taken for four
/// characters; that also goes for answers that broke off. Safe for the thread that plans and the one that hears pieces.
final class Meter {
    private static final int CHARACTERS_A_TOKEN = 4;

    private final long began = System.nanoTime();
    private int calls;
    private long inputTokens;
    private long outputTokens;
    private long callBegan;
    private @Nullable Duration timeToFirstToken;

    synchronized void callBegins() {
        calls++;
        callBegan = System.nanoTime();
    }

    synchronized void piece() {
        if (timeToFirstToken == null) {
            timeToFirstToken = Duration.ofNanos(System.nanoTime() - callBegan);
        }
    }

    synchronized TokenUsage callEnded(@Nullable TokenUsage counted, long charactersSent, long charactersReceived) {
        TokenUsage used = counted != null && counted.inputTokenCount() != null && counted.outputTokenCount() != null
                ? counted
                : new TokenUsage(tokens(charactersSent), tokens(charactersReceived));
        inputTokens += used.inputTokenCount();
        outputTokens += used.outputTokenCount();
        return used;
    }

    synchronized Duration sinceCallBegan() {
        return Duration.ofNanos(System.nanoTime() - callBegan);
    }

    synchronized Usage usage() {
        return new Usage(
                calls,
                inputTokens,
                outputTokens,
                timeToFirstToken == null ? Duration.ZERO : timeToFirstToken,
                Duration.ofNanos(System.nanoTime() - began));
    }

    private static int tokens(long characters) {
        return Math.toIntExact((characters + CHARACTERS_A_TOKEN - 1) / CHARACTERS_A_TOKEN);
    }
}
