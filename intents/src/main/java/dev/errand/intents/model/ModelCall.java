package dev.errand.intents.model;

import dev.errand.intents.Planner.Progress;
import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.model.chat.StreamingChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.chat.response.StreamingChatResponseHandler;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;

/// One request to a model. It runs in a virtual thread, since a blocked read of a platform thread would not notice an
/// interrupt, and the person who cancels would wait for the model.
final class ModelCall implements StreamingChatResponseHandler {
    /// The client keeps the time itself; this is for models that do not.
    private static final Duration GRACE = Duration.ofSeconds(5);

    private final CompletableFuture<ChatResponse> done = new CompletableFuture<>();
    private final AtomicLong received = new AtomicLong();
    private final Progress progress;
    private final Meter meter;

    ModelCall(Progress progress, Meter meter) {
        this.progress = progress;
        this.meter = meter;
    }

    /// @throws ModelTrouble if no complete answer came
    ChatResponse make(StreamingChatModel model, List<ChatMessage> messages, Duration timeout)
            throws InterruptedException {
        ChatRequest request =
                ChatRequest.builder().messages(messages).temperature(0.0).build();
        meter.callBegins();
        Thread asking = Thread.ofVirtual().name("model-call").start(() -> ask(model, request));
        try {
            return done.get(timeout.plus(GRACE).toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof ModelTrouble trouble
                    ? trouble
                    : new ModelTrouble(
                            ModelTrouble.Kind.GARBLED, 0, "the answer could not be read (%s)".formatted(e.getCause()));
        } catch (TimeoutException _) {
            throw Troubles.late(timeout);
        } finally {
            done.cancel(false);
            asking.interrupt();
        }
    }

    /// How many characters came, whether or not the answer was completed.
    long received() {
        return received.get();
    }

    private void ask(StreamingChatModel model, ChatRequest request) {
        try {
            model.chat(request, this);
        } catch (RuntimeException e) {
            done.completeExceptionally(e);
        }
    }

    @Override
    public void onPartialResponse(String text) {
        received.addAndGet(text.length());
        if (!done.isDone()) {
            meter.piece();
            progress.token(text);
        }
    }

    @Override
    public void onCompleteResponse(ChatResponse response) {
        done.complete(response);
    }

    @Override
    public void onError(Throwable error) {
        done.completeExceptionally(error);
    }
}
