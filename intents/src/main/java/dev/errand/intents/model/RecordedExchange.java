package dev.errand.intents.model;

import java.time.Instant;

/// One question to a model and its full answer, as it stands in a recording, one JSON object a line.
///
/// Only `intent` and `answer` must be there when a recording is read, so that one can be written by hand.
///
/// @param language           `js` or `python`
/// @param denials            how many plans the person had refused, or had failed in their preview, before this one
/// @param attempt            1 for the first answer, 2 for its first repair, …
/// @param answer             the text as the model wrote it, before anything is taken out of it
/// @param timeToFirstTokenMs in milliseconds, like `durationMs`
public record RecordedExchange(
        String intent,
        String language,
        String model,
        int denials,
        int attempt,
        String answer,
        long inputTokens,
        long outputTokens,
        long timeToFirstTokenMs,
        long durationMs,
        Instant at) {}
