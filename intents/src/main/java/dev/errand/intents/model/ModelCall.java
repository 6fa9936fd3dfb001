package dev.errand.intents.model;

import dev.errand.intents.Allowance;
import dev.errand.intents.Planner.Progress;
import dev.errand.intents.Tokens;
import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.model.chat.StreamingChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.chat.response.StreamingChatResponseHandler;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/// One request to a model. It runs in a virtual thread, since a blocked read of a platform thread would not notice an
/// interrupt, and the person who cancels would wait for the model. Progress is told in the thread that plans.
final class ModelCall {
    /// The client keeps the time itself; this is for models that do not.
    private static final Duration GRACE = Duration.ofSeconds(5);

    private sealed interface Event {
        record Piece(String text) implements Event {}

        record Completed(ChatResponse response) implements Event {}

        record Failed(Throwable error) implements Event {}
    }

    private final BlockingQueue<Event> events = new LinkedBlockingQueue<>();
    private final Progress progress;
    private final Meter meter;
    private final Allowance.Call allowed;
    private long received;

    ModelCall(Progress progress, Meter meter, Allowance.Call allowed) {
        this.progress = progress;
        this.meter = meter;
        this.allowed = allowed;
    }

    /// @throws ModelTrouble if no complete answer came
    /// @throws Allowance.Exhausted if the answer grew longer than it may; the request is ended then
    ChatResponse make(StreamingChatModel model, List<ChatMessage> messages, Duration timeout)
            throws InterruptedException, Allowance.Exhausted {
        ChatRequest request =
                ChatRequest.builder().messages(messages).temperature(0.0).build();
        meter.callBegins();
        long deadline = System.nanoTime() + timeout.plus(GRACE).toNanos();
        Thread asking = Thread.ofVirtual().name("model-call").start(() -> ask(model, request));
        try {
            while (true) {
                switch (events.poll(deadline - System.nanoTime(), TimeUnit.NANOSECONDS)) {
                    case null -> throw Troubles.late(timeout);
                    case Event.Completed completed -> {
                        return completed.response();
                    }
                    case Event.Failed failed -> throw trouble(failed.error());
                    case Event.Piece piece -> {
                        received += piece.text().length();
                        progress.token(piece.text());
                        allowed.received(Tokens.estimate(received));
                    }
                }
            }
        } finally {
            asking.interrupt();
        }
    }

    /// How many characters came, whether or not the answer was completed.
    long received() {
        return received;
    }

    private void ask(StreamingChatModel model, ChatRequest request) {
        try {
            model.chat(request, new Listener());
        } catch (RuntimeException e) {
            events.add(new Event.Failed(e));
        }
    }

    private static ModelTrouble trouble(Throwable error) {
        return error instanceof ModelTrouble trouble
                ? trouble
                : new ModelTrouble(
                        ModelTrouble.Kind.GARBLED,
                        0,
                        "the answer could not be read (%s)"
                                .formatted(error.getClass().getSimpleName()));
    }

    private final class Listener implements StreamingChatResponseHandler {
        @Override
        public void onPartialResponse(String text) {
            meter.piece();
            events.add(new Event.Piece(text));
        }

        @Override
        public void onCompleteResponse(ChatResponse response) {
            events.add(new Event.Completed(response));
        }

        @Override
        public void onError(Throwable error) {
            events.add(new Event.Failed(error));
        }
    }
}
