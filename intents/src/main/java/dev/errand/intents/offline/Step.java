package dev.errand.intents.offline;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/// One sentence of a skill with its slots filled.
///
/// @param words    what the person said of it, without politeness
/// @param absorbed whether a later step looks up what this one would only have listed
record Step(Template template, Map<String, Value> slots, double score, String words, boolean absorbed) {
    Step {
        slots = Collections.unmodifiableMap(new LinkedHashMap<>(slots));
    }

    Step with(Map<String, Value> filled) {
        return new Step(template, filled, score, words, absorbed);
    }

    Step absorb() {
        return new Step(template, slots, score, words, true);
    }

    boolean hasPronoun() {
        return slots.values().stream().anyMatch(Value.Pronoun.class::isInstance);
    }

    /// Whether a pronoun can only mean somebody; German ones may mean things too.
    static boolean meansPerson(String pronoun) {
        return Set.of("him", "his", "her", "she", "he").contains(pronoun);
    }

    static boolean meansThing(String pronoun) {
        return Set.of("it", "this", "that", "these", "those", "es").contains(pronoun);
    }
}
