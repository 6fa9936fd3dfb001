package dev.errand.runtime.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;

/// Where a person types. Lines are read in a thread of their own, because a read cannot be interrupted: so Ctrl-C is
/// heard while a question is open. For one asking thread.
public final class Keyboard {
    private final BufferedReader in;
    private @Nullable CompletableFuture<Optional<String>> reading;

    Keyboard(BufferedReader in) {
        this.in = in;
    }

    /// The next line; empty when the input was closed, or when the thread was interrupted, which it then still is.
    Optional<String> line() {
        CompletableFuture<Optional<String>> line = next();
        try {
            Optional<String> typed = line.get();
            reading = null;
            return typed;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        } catch (ExecutionException e) {
            throw new IllegalStateException("The keyboard cannot be read", e.getCause());
        }
    }

    /// A line that is typed after an interrupt answers the next question.
    private CompletableFuture<Optional<String>> next() {
        CompletableFuture<Optional<String>> line = reading;
        if (line == null) {
            CompletableFuture<Optional<String>> next = new CompletableFuture<>();
            Thread.ofPlatform().name("keyboard").daemon().start(() -> read(next));
            line = next;
        }
        reading = line;
        return line;
    }

    /// Whether Enter has been pressed by now, for somebody who does something meanwhile. That line is gone.
    boolean isEntered() {
        boolean entered = next().isDone();
        if (entered) {
            reading = null;
        }
        return entered;
    }

    private void read(CompletableFuture<Optional<String>> line) {
        try {
            line.complete(Optional.ofNullable(in.readLine()));
        } catch (IOException e) {
            line.completeExceptionally(new UncheckedIOException(e));
        }
    }
}
