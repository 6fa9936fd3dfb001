package dev.errand.sandbox;

import java.util.List;

/// Guest code and all that it may see of the world.
///
/// @param operations names of the functions the guest finds, as `skill.operation`; it sees one frozen object a skill
public record Program(Language language, String code, List<String> operations, Environment environment) {
    public Program {
        operations = List.copyOf(operations);
    }
}
