package dev.errand.sandbox;

import com.fasterxml.jackson.databind.JsonNode;

/// How an execution ended.
public sealed interface Outcome {
    /// The program ran to its end.
    ///
    /// @param result the value of a top-level `return` or of the last expression; `null` node if there is none
    /// @param closed fields of the result that the guest never read
    record Completed(JsonNode result, Closed closed) implements Outcome {}

    /// The program ended with an error that it did not catch.
    record Threw(GuestError error) implements Outcome {}

    /// The host answered [Answer.Stop], or interrupted the thread that executes (which stays interrupted).
    record Stopped() implements Outcome {}

    /// A limit was reached; the message names the limit and its value.
    record LimitReached(Limit limit, long value, String message) implements Outcome {}
}
