package dev.errand.os.operation;

import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

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
    private final Set<String> switchedOff;
    private final Map<String, Operation> operations = new LinkedHashMap<>();

    public Catalogue(Collection<SkillEntry> skills) {
        this(skills, Set.of());
    }

    private Catalogue(Collection<SkillEntry> skills, Set<String> switchedOff) {
        this.skills = List.copyOf(skills);
        this.switchedOff = Set.copyOf(switchedOff);
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

    /// The same without skills that the person switched off. Names that no skill has are no matter.
    public Catalogue without(Set<String> names) {
        Map<Boolean, List<SkillEntry>> parts =
                skills.stream().collect(Collectors.partitioningBy(skill -> names.contains(skill.name())));
        Set<String> off = new HashSet<>(switchedOff);
        parts.getOrDefault(true, List.of()).forEach(skill -> off.add(skill.name()));
        return new Catalogue(parts.getOrDefault(false, List.of()), off);
    }

    /// Skills that are there and that the person switched off: nothing of them can be called.
    public Set<String> switchedOff() {
        return switchedOff;
    }

    public Collection<Operation> operations() {
        return List.copyOf(operations.values());
    }

    public Optional<Operation> operation(String qualifiedName) {
        return Optional.ofNullable(operations.get(qualifiedName));
    }
}
