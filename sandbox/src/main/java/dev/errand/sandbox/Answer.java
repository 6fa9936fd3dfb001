package dev.errand.sandbox;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.List;

/// What the host says to a call or to the opening of a closed field.
public sealed interface Answer {
    /// The call succeeded.
    ///
    /// @param closed fields of `value` that stay closed until the guest reads them; what `value` holds there is not
    ///               sent to the guest
    /// @param now    the guest's time from here on
    record Value(JsonNode value, List<JsonPointer> closed, Instant now) implements Answer {
        public Value {
            closed = List.copyOf(closed);
        }
    }

    /// The call failed; the guest catches a plain `Error` (in Python an `Exception`) with this name and message.
    record Failure(String name, String message, Instant now) implements Answer {}

    /// The execution ends here. Guest code can neither catch this nor run a `finally` block after it.
    record Stop() implements Answer {}
}
