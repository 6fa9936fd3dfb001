package dev.errand.os.operation;

import java.util.Map;

/// Words that people use for something, with slots in braces, such as `send [my] {attachments} to [my] {to}`.
/// Optional words stand in brackets, alternatives in parentheses: `(play|start)`.
///
/// @param language ISO 639 code of the sentence
/// @param code     a workflow in guest JavaScript that uses the slots as variables; empty where the sentence belongs to
///                 one operation and its slots are that operation's parameters
/// @param slots    slot name → what it is (`path`, `address`, `whole`, `duration`, `text`, …) where the parameter's
/// shape does not say
public record Sentence(String language, String pattern, String code, Map<String, String> slots) {
    public Sentence {
        slots = Map.copyOf(slots);
    }
}
