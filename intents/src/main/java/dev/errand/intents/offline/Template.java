package dev.errand.intents.offline;

import dev.errand.os.operation.Operation;
import dev.errand.os.operation.Sentence;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A sentence of a skill, compiled: an automaton without loops whose edges lead from lower to higher states.
///
/// @param operation whose sentence it is; null for a workflow of its own, whose code the sentence has
/// @param edges     by state; the last state is the end
/// @param needed    words without which no utterance matches
record Template(
        String skill, @Nullable Operation operation, Sentence sentence, List<List<Edge>> edges, Set<String> needed) {
    Template {
        edges = edges.stream().map(List::copyOf).toList();
        needed = Set.copyOf(needed);
    }

    sealed interface Edge {
        int to();
    }

    record WordEdge(String key, int to) implements Edge {}

    record SlotEdge(String slot, SlotType type, int to) implements Edge {}

    record EmptyEdge(int to) implements Edge {}

    int states() {
        return edges.size();
    }

    /// What may stand in a slot of this sentence; null if it has no such slot.
    @Nullable
    SlotType type(String slot) {
        for (List<Edge> each : edges) {
            for (Edge edge : each) {
                if (edge instanceof SlotEdge filled && filled.slot().equals(slot)) {
                    return filled.type();
                }
            }
        }
        return null;
    }

    /// The names of its slots.
    Set<String> slots() {
        Set<String> slots = new LinkedHashSet<>();
        edges.stream().flatMap(List::stream).forEach(edge -> {
            if (edge instanceof SlotEdge slot) {
                slots.add(slot.slot());
            }
        });
        return slots;
    }

    boolean isGerman() {
        return sentence.language().equals("de");
    }

    /// What it does, as an identity: two sentences of one operation mean the same.
    String meaning() {
        return operation == null ? skill + ": " + sentence.code() : operation.qualifiedName();
    }
}
