package dev.errand.intents.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.openai.models.completions.CompletionUsage;
import com.openai.models.responses.ResponseUsage;
import dev.errand.intents.Tokens;
import dev.langchain4j.model.output.TokenUsage;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Tokens as a server counted them, with those of the input that it had cached. A count with a part missing is none.
final class Counted extends TokenUsage {
    private final long cached;

    private Counted(long input, long cached, long output) {
        super(Math.toIntExact(input), Math.toIntExact(output));
        this.cached = cached;
    }

    static Optional<Counted> of(CompletionUsage usage) {
        Optional<Long> input = usage._promptTokens().asKnown();
        Optional<Long> output = usage._completionTokens().asKnown();
        long cached = usage._promptTokensDetails()
                .asKnown()
                .flatMap(details -> details._cachedTokens().asKnown())
                .orElse(0L);
        return input.isPresent() && output.isPresent() ? of(input.get(), cached, output.get()) : Optional.empty();
    }

    static Optional<Counted> of(ResponseUsage usage) {
        Optional<Long> input = usage._inputTokens().asKnown();
        Optional<Long> output = usage._outputTokens().asKnown();
        long cached = usage._inputTokensDetails()
                .asKnown()
                .flatMap(details -> details._cachedTokens().asKnown())
                .orElse(0L);
        return input.isPresent() && output.isPresent() ? of(input.get(), cached, output.get()) : Optional.empty();
    }

    /// Of a document in the protocol of responses.
    static Optional<Counted> ofResponse(JsonNode usage) {
        JsonNode input = usage.path("input_tokens");
        JsonNode output = usage.path("output_tokens");
        long cached = usage.path("input_tokens_details").path("cached_tokens").asLong(0);
        return input.isIntegralNumber() && output.isIntegralNumber()
                ? of(input.asLong(), cached, output.asLong())
                : Optional.empty();
    }

    /// Of a document in the protocol of chat completions.
    static Optional<Counted> of(JsonNode usage) {
        JsonNode input = usage.path("prompt_tokens");
        JsonNode output = usage.path("completion_tokens");
        long cached = usage.path("prompt_tokens_details").path("cached_tokens").asLong(0);
        return input.isIntegralNumber() && output.isIntegralNumber()
                ? of(input.asLong(), cached, output.asLong())
                : Optional.empty();
    }

    /// Numbers that cannot be are no count.
    private static Optional<Counted> of(long input, long cached, long output) {
        boolean possible = input >= 0 && output >= 0 && input <= Integer.MAX_VALUE && output <= Integer.MAX_VALUE;
        return possible ? Optional.of(new Counted(input, Math.clamp(cached, 0, input), output)) : Optional.empty();
    }

    /// What the response says; empty if it has no full count.
    static Optional<Tokens> of(@Nullable TokenUsage usage) {
        if (usage == null) {
            return Optional.empty();
        }
        Integer input = usage.inputTokenCount();
        Integer output = usage.outputTokenCount();
        long cached = usage instanceof Counted counted ? counted.cached : 0;
        return input == null || output == null
                ? Optional.empty()
                : Optional.of(new Tokens(input, cached, output, false));
    }
}
