package dev.errand.os.operation;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// All that a device can do. Immutable.
public final class Catalogue {
    /// How much a planner is told of a skill before it asks.
    public enum Told {
        /// All of its declarations.
        IN_FULL,
        /// That it is there, and the names of its operations: somebody outside describes it, and at any length.
        ON_REQUEST
    }

    /// A named group of operations.
    ///
    /// @param recipes sentences for workflows that need more than one operation
    public record SkillEntry(
            String name, String summary, List<Operation> operations, List<Sentence> recipes, Told told) {
        public SkillEntry {
            operations = List.copyOf(operations);
            recipes = List.copyOf(recipes);
        }

        /// One that planners are told all of.
        public SkillEntry(String name, String summary, List<Operation> operations, List<Sentence> recipes) {
            this(name, summary, operations, recipes, Told.IN_FULL);
        }
    }

    private final List<SkillEntry> skills;
    private final Map<String, Operation> operations = new LinkedHashMap<>();

    public Catalogue(Collection<SkillEntry> skills) {
        this.skills = List.copyOf(skills);
        for (SkillEntry skill : skills) {
            for (Operation operation : skill.operations()) {
                if (operations.put(operation.qualifiedName(), operation) != null) {
                    throw new IllegalArgumentException(
                            "Two skills offer " + operation.qualifiedName() + "; rename or remove one of them.");
                }
            }
        }
    }

    public List<SkillEntry> skills() {
        return skills;
    }

    public Collection<Operation> operations() {
        return List.copyOf(operations.values());
    }

    public Optional<Operation> operation(String qualifiedName) {
        return Optional.ofNullable(operations.get(qualifiedName));
    }
}
