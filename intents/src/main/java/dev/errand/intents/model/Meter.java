package dev.errand.intents.model;

import dev.errand.intents.Tokens;
import dev.errand.intents.Usage;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// Counts what one planning takes. Where a server does not say how many tokens it used, they are estimated from the
/// characters; that also goes for answers that broke off. Safe for the thread that plans and the one that hears pieces.
final class Meter {
    private final long began = System.nanoTime();
    private int calls;
    private long inputTokens;
    private long cachedTokens;
    private long outputTokens;
    private boolean estimated;
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

    synchronized void callEnded(Tokens used) {
        inputTokens += used.input();
        cachedTokens += used.cached();
        outputTokens += used.output();
        estimated |= used.estimated();
    }

    synchronized Duration sinceCallBegan() {
        return Duration.ofNanos(System.nanoTime() - callBegan);
    }

    synchronized Usage usage() {
        return new Usage(
                calls,
                inputTokens,
                cachedTokens,
                outputTokens,
                estimated,
                timeToFirstToken == null ? Duration.ZERO : timeToFirstToken,
                Duration.ofNanos(System.nanoTime() - began));
    }
}
