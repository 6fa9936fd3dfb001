package dev.errand.web.page;

import com.fasterxml.jackson.databind.JsonNode;

/// A call that was made.
///
/// @param millis how long it took
/// @param line   of the code; 0 if unknown
public record StepView(
        int number,
        String operation,
        String tone,
        String outcome,
        String arguments,
        String result,
        long millis,
        int line) {
    /// @param step as in the run's document
    static StepView of(JsonNode step, Texts t) {
        boolean failed = step.path("error").isObject();
        return new StepView(
                step.path("number").asInt(),
                step.path("operation").asText(),
                failed ? "bad" : "good",
                t.get(failed ? "step.failed" : "step.done"),
                shown(step.path("arguments")),
                failed ? Visible.text(step.at("/error/message").asText()) : shown(step.path("result")),
                step.path("durationMs").asLong(),
                step.path("line").asInt());
    }

    /// The same, not done but looked ahead at.
    StepView withheld(Texts t) {
        return new StepView(number, operation, "wait", t.get("card.withheld"), arguments, result, millis, line);
    }

    private static String shown(JsonNode value) {
        return value.isMissingNode() || value.isNull() ? "" : Visible.text(value.toPrettyString());
    }
}
