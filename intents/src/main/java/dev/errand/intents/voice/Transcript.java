package dev.errand.intents.voice;

import java.util.List;
import java.util.OptionalDouble;

/// What a recogniser heard.
///
/// @param text         the words; empty if there were none
/// @param alternatives other readings of the same recording, best first
/// @param engine       who heard it, such as `pocketsphinx`
/// @param confidence   between 0 and 1, as far as the engine says
/// @param inGrammar    whether the engine heard one of the sentences that the device's skills give as examples. Only
///                     then may anything follow from the words that the person has not seen; an engine that cannot
///                     tell says no
/// @param changes      what was put differently after it was heard, a sentence each, for the person to see
public record Transcript(
        String text,
        List<String> alternatives,
        String engine,
        OptionalDouble confidence,
        boolean inGrammar,
        List<String> changes) {
    public Transcript {
        alternatives = List.copyOf(alternatives);
        changes = List.copyOf(changes);
    }

    /// As an engine gives it.
    public Transcript(
            String text, List<String> alternatives, String engine, OptionalDouble confidence, boolean inGrammar) {
        this(text, alternatives, engine, confidence, inGrammar, List.of());
    }
}
