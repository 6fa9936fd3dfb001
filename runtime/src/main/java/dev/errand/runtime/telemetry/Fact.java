package dev.errand.runtime.telemetry;

import com.fasterxml.jackson.databind.JsonNode;
import dev.errand.runtime.journal.Entry;
import dev.errand.runtime.journal.RunState;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Something that can be measured, as one journal entry tells it.
sealed interface Fact {
    /// Planning is over.
    ///
    /// @param model   empty where none was asked
    /// @param outcome `ready`, `declined` or `failed`
    record Planned(Instant from, Instant to, String model, Entry.Spent spent, String outcome) implements Fact {
        boolean byModel() {
            return spent.modelCalls() > 0;
        }

        /// By type; older journals tell nothing but the total.
        Map<String, Long> tokens() {
            boolean told = spent.inputTokens() > 0 || spent.outputTokens() > 0;
            return told
                    ? Map.of("input", spent.inputTokens(), "output", spent.outputTokens())
                    : Map.of("total", spent.tokens());
        }
    }

    /// @param outcome `ok`, `failed` or `denied`
    /// @param error   the kind of failure; empty where there is none
    record StepDone(
            int lane,
            int step,
            String operation,
            Instant from,
            Instant to,
            String outcome,
            String error,
            JsonNode arguments,
            @Nullable JsonNode result)
            implements Fact {}

    /// @param decision `approved`, `edited`, `partly`, `denied` or `expired`
    /// @param source   `person`, `yes`, `rule` or `time`
    record Decided(Instant asked, Instant decided, String decision, String source, int effects) implements Fact {}

    /// @param prompts how often a person was asked in the whole run; -1 where nobody knows any more
    /// @param error   the kind of error; empty where there is none
    record Ended(RunState state, int prompts, String error) implements Fact {}
}
