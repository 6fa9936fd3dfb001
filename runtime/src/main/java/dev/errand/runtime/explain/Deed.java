package dev.errand.runtime.explain;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.errand.runtime.journal.Entry.Failed;
import org.jspecify.annotations.Nullable;

/// A step as it went: what was given, and what came of it. A proposed effect that was never executed has what the
/// preview foresaw.
///
/// @param value  absent if it failed, or came to nothing
/// @param effect the number of the effect that it is; 0 if none
record Deed(
        int step,
        String operation,
        ObjectNode arguments,
        @Nullable JsonNode value,
        @Nullable Failed failure,
        int line,
        int effect) {
    boolean isRefused() {
        return failure != null && failure.kind().equals("DENIED");
    }

    /// Whether the arguments did not fit, and are therefore noted as they were made.
    boolean isMisuse() {
        return failure != null && failure.kind().equals("ARGUMENTS");
    }

    /// Whether it failed for reasons of its own, whatever it was given.
    boolean failedByItself() {
        return failure != null
                && switch (failure.kind()) {
                    case "NOT_CONFIGURED", "UNREACHABLE", "INTERNAL" -> true;
                    default -> false;
                };
    }

    String skill() {
        return operation.substring(0, Math.max(0, operation.indexOf('.')));
    }
}
