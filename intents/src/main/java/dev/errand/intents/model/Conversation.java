package dev.errand.intents.model;

import dev.errand.intents.Allowance;
import dev.errand.intents.ModelAccess;
import dev.errand.intents.PlanRequest;
import dev.errand.intents.Planner.Progress;
import dev.errand.intents.Tokens;
import dev.errand.intents.Usage;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.data.message.SystemMessage;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.model.chat.StreamingChatModel;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.output.FinishReason;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;

/// What is said to a model and what it answers, for one plan. Makes requests again that failed in a way that may
/// pass.
final class Conversation implements Answers {
    private static final int LONGEST_ECHO = 20_000;

    private final Function<ModelAccess, StreamingChatModel> clients;
    private final Surroundings surroundings;
    private final Consumer<RecordedExchange> recorder;
    private final PlanRequest request;
    private final Progress progress;
    private final Meter meter = new Meter();
    private final List<ChatMessage> messages = new ArrayList<>();
    private ModelAccess access;

    /// @param prompt  what the model is told first
    /// @param clients makes the client for an access, or gives the one it made before
    Conversation(
            ModelAccess access,
            Function<ModelAccess, StreamingChatModel> clients,
            Prompt prompt,
            Surroundings surroundings,
            Consumer<RecordedExchange> recorder,
            PlanRequest request,
            Progress progress) {
        this.access = access;
        this.clients = clients;
        this.surroundings = surroundings;
        this.recorder = recorder;
        this.request = request;
        this.progress = progress;
        messages.add(SystemMessage.from(prompt.lasting()));
        messages.add(UserMessage.from(prompt.changing()));
    }

    @Override
    public String model() {
        return access.model();
    }

    @Override
    public Usage usage() {
        return meter.usage();
    }

    @Override
    public Reply next(int attempt, String problems) {
        if (attempt > 1) {
            messages.add(UserMessage.from(problems));
        }
        for (int retry = 0; ; ) {
            try {
                return answered(attempt);
            } catch (ModelTrouble trouble) {
                boolean adapted = trouble.kind() == ModelTrouble.Kind.ADAPTED;
                if (!adapted && (!trouble.mayPass() || retry >= access.retries())) {
                    if (access.fallback().isEmpty()) {
                        return Explanation.of(trouble, access, retry);
                    }
                    askInstead(trouble, access.fallback().get());
                    retry = 0;
                } else if (adapted) {
                    progress.note(trouble.said());
                } else if (!waited(trouble, ++retry)) {
                    return interrupted();
                }
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
                return interrupted();
            } catch (Allowance.Exhausted _) {
                return new Reply.OverBudget();
            }
        }
    }

    /// From here on another model is asked, with all that was said so far.
    private void askInstead(ModelTrouble trouble, ModelAccess other) {
        progress.note("%s at %s: %s. Asking %s at %s instead."
                .formatted(access.model(), access.host(), trouble.said(), other.model(), other.host()));
        access = other;
    }

    private Reply answered(int attempt) throws InterruptedException, Allowance.Exhausted {
        StreamingChatModel asked = clients.apply(access);
        Allowance.Call allowed = request.allowance().begin(access.model(), Tokens.estimate(charactersSent()));
        ModelCall call = new ModelCall(progress, meter, allowed);
        Tokens used = Tokens.NONE;
        ChatResponse response;
        try {
            response = call.make(asked, messages, access.timeout());
            used = Counted.of(response.tokenUsage()).orElseGet(() -> estimate(call));
        } catch (ModelTrouble trouble) {
            used = call.received() > 0 || trouble.mayHaveBeenWorkedOn() ? estimate(call) : Tokens.NONE;
            throw trouble;
        } catch (InterruptedException | Allowance.Exhausted cut) {
            used = estimate(call);
            throw cut;
        } finally {
            meter.callEnded(used);
            allowed.ended(used);
        }
        // What a server sends back is journaled as the plan's code; a key has no place there.
        Secret secret = new Secret(access.apiKey());
        String text = secret.withoutKey(response.aiMessage().text());
        if (response.finishReason() == FinishReason.CONTENT_FILTER) {
            return new Reply.Refused(text.isBlank() ? "its filter for content stepped in." : secret.quote(text, 300));
        }
        record(attempt, text, used);
        messages.add(AiMessage.from(echo(text)));
        return new Reply.Answered(text, response.finishReason() == FinishReason.LENGTH);
    }

    private Tokens estimate(ModelCall call) {
        return new Tokens(Tokens.estimate(charactersSent()), 0, Tokens.estimate(call.received()), true);
    }

    private boolean waited(ModelTrouble trouble, int retry) {
        Duration pause = Patience.before(
                retry, trouble.retryAfter(), surroundings.chance().getAsDouble());
        progress.note("%s at %s: %s. Asking again in %.1f s (%d of %d)."
                .formatted(
                        access.model(),
                        access.host(),
                        trouble.said(),
                        pause.toMillis() / 1000.0,
                        retry,
                        access.retries()));
        try {
            surroundings.sleeper().sleep(pause);
            return true;
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private void record(int attempt, String text, Tokens used) {
        Usage usage = meter.usage();
        try {
            recorder.accept(new RecordedExchange(
                    request.intent().text(),
                    request.language().id(),
                    access.model(),
                    request.denials().size() + request.failures().size(),
                    attempt,
                    text,
                    used.input(),
                    used.output(),
                    usage.timeToFirstToken().toMillis(),
                    meter.sinceCallBegan().toMillis(),
                    surroundings.clock().instant()));
        } catch (UncheckedIOException e) {
            progress.note("The exchange was not recorded: " + e.getMessage());
        }
    }

    private long charactersSent() {
        long characters = 0;
        for (ChatMessage message : messages) {
            characters += switch (message) {
                case SystemMessage system -> system.text().length();
                case UserMessage user -> user.singleText().length();
                case AiMessage assistant -> assistant.text().length();
                default -> 0;
            };
        }
        return characters;
    }

    /// What the model gets to see of its own answer; servers refuse messages without content.
    private static String echo(String text) {
        String said = Extraction.withoutReasoning(text).strip();
        if (said.isEmpty()) {
            return "(nothing)";
        }
        return said.length() <= LONGEST_ECHO ? said : said.substring(0, LONGEST_ECHO);
    }

    private static Reply interrupted() {
        return new Reply.Stopped(false, "Planning was interrupted.", "Say it again to start anew.");
    }
}
