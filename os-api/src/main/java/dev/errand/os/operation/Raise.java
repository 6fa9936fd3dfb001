package dev.errand.os.operation;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import java.util.Set;

/// What a call does besides if it gives a certain parameter.
///
/// @param effect   its class for that
/// @param recovery how its step is settled then, where that is another way than without
/// @param values   the parameter's values that do it; all if there are none
public record Raise(EffectClass effect, Optional<Recovery> recovery, Set<String> values) {
    public Raise {
        values = Set.copyOf(values);
    }

    /// Whether a call whose argument is this one is raised.
    boolean appliesTo(JsonNode argument) {
        boolean isGiven = argument.isContainerNode()
                ? !argument.isEmpty()
                : !argument.asText("").isBlank();
        return isGiven && (values.isEmpty() || values.contains(argument.asText()));
    }
}
