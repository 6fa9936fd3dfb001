package dev.errand.intents.model;

import dev.errand.intents.Allowance;
import dev.errand.intents.MeteredModel;
import dev.errand.intents.ModelAccess;
import dev.errand.intents.Planner;
import dev.errand.intents.Tokens;
import dev.errand.os.device.DeviceFailure;
import dev.errand.os.device.Model;
import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.data.message.SystemMessage;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.model.chat.StreamingChatModel;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.output.FinishReason;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The planner's language model as a [Model] for code: told no declarations and no intent, one question at a time.
///
/// Requests are made again as [ModelPlanner] does. Thread-safe; the client is loaded with the first question and
/// kept.
public final class QuarantinedModel implements MeteredModel {
    private final ModelAccess access;
    private final Surroundings surroundings;
    private final Secret secret;
    private @Nullable StreamingChatModel client;

    public QuarantinedModel(ModelAccess access) {
        this(access, Surroundings.real());
    }

    QuarantinedModel(ModelAccess access, Surroundings surroundings) {
        this.access = access;
        this.surroundings = surroundings;
        secret = new Secret(access.apiKey());
    }

    private synchronized StreamingChatModel client() {
        StreamingChatModel known = client;
        if (known == null) {
            known = new OpenAiStreamingModel(access, surroundings.clock());
            client = known;
        }
        return known;
    }

    @Override
    public Completion complete(Prompt prompt) {
        return complete(prompt, Allowance.unlimited());
    }

    @Override
    public Model within(Allowance allowance) {
        return prompt -> complete(prompt, allowance);
    }

    private Completion complete(Prompt prompt, Allowance allowance) {
        List<ChatMessage> messages = List.of(SystemMessage.from(prompt.instruction()), UserMessage.from(prompt.data()));
        for (int retry = 0; ; ) {
            try {
                return completed(messages, prompt, allowance);
            } catch (ModelTrouble trouble) {
                boolean adapted = trouble.kind() == ModelTrouble.Kind.ADAPTED;
                if (!adapted && (!trouble.mayPass() || retry >= access.retries())) {
                    throw failure(trouble);
                }
                if (!adapted) {
                    pause(trouble, ++retry);
                }
            } catch (InterruptedException _) {
                throw interrupted();
            } catch (Allowance.Exhausted e) {
                throw new OutOfAllowance(e);
            }
        }
    }

    private Completion completed(List<ChatMessage> messages, Prompt prompt, Allowance allowance)
            throws InterruptedException, Allowance.Exhausted {
        long sent = Tokens.estimate(
                (long) prompt.instruction().length() + prompt.data().length());
        StreamingChatModel asked = client();
        Allowance.Call allowed = allowance.begin(access.model(), sent);
        ModelCall call = new ModelCall(Planner.Progress.silent(), new Meter(), allowed);
        Tokens used = Tokens.NONE;
        ChatResponse response;
        try {
            response = call.make(asked, messages, access.timeout());
            used = Counted.of(response.tokenUsage()).orElseGet(() -> estimate(sent, call));
        } catch (ModelTrouble trouble) {
            used = call.received() > 0 || trouble.mayHaveBeenWorkedOn() ? estimate(sent, call) : Tokens.NONE;
            throw trouble;
        } catch (InterruptedException | Allowance.Exhausted cut) {
            used = estimate(sent, call);
            throw cut;
        } finally {
            allowed.ended(used);
        }
        return completion(response, used);
    }

    private static Tokens estimate(long sent, ModelCall call) {
        return new Tokens(sent, 0, Tokens.estimate(call.received()), true);
    }

    private Completion completion(ChatResponse response, Tokens used) {
        String text = secret.withoutKey(
                Extraction.withoutReasoning(response.aiMessage().text()));
        if (response.finishReason() == FinishReason.CONTENT_FILTER) {
            throw DeviceFailure.failed(
                    "The language model %s will not answer that.".formatted(access.model()),
                    "Ask it otherwise, or name another model.");
        } else if (response.finishReason() == FinishReason.LENGTH) {
            throw DeviceFailure.failed(
                    "The answer of the language model %s is longer than it may be.".formatted(access.model()),
                    "Ask for less.");
        }
        return new Completion(text, access.model(), used.input(), used.output());
    }

    private void pause(ModelTrouble trouble, int retry) {
        Duration pause = Patience.before(
                retry, trouble.retryAfter(), surroundings.chance().getAsDouble());
        try {
            surroundings.sleeper().sleep(pause);
        } catch (InterruptedException _) {
            throw interrupted();
        }
    }

    private DeviceFailure failure(ModelTrouble trouble) {
        return DeviceFailure.unreachable(
                "The language model %s at %s gave no answer: %s."
                        .formatted(access.model(), access.host(), trouble.said().replaceFirst("\\.$", "")),
                "Check OPENAI_BASE_URL, OPENAI_API_KEY and OPENAI_MODEL, or try again later.");
    }

    private static DeviceFailure interrupted() {
        Thread.currentThread().interrupt();
        return DeviceFailure.failed("Asking the language model was interrupted.", "Say it again.");
    }

    @Override
    public String toString() {
        return "QuarantinedModel[%s at %s]".formatted(access.model(), access.host());
    }
}
