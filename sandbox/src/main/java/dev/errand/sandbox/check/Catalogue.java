package dev.errand.sandbox.check;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The operations that a program may use, by name. Immutable.
final class Catalogue {
    private final Map<String, Signature> signatures = new LinkedHashMap<>();
    private final Map<String, List<String>> skills = new LinkedHashMap<>();

    Catalogue(Collection<Signature> operations) {
        for (Signature signature : operations) {
            String operation = signature.operation();
            signatures.put(operation, signature);
            int dot = operation.indexOf('.');
            skills.computeIfAbsent(operation.substring(0, dot), _ -> new ArrayList<>())
                    .add(operation.substring(dot + 1));
        }
    }

    @Nullable
    Signature signature(String operation) {
        return signatures.get(operation);
    }

    boolean hasSkill(String name) {
        return skills.containsKey(name);
    }

    boolean has(String operation) {
        return signatures.containsKey(operation);
    }

    /// What to say about an operation that a skill does not have.
    String insteadOf(String skill, String name) {
        List<String> names = skills.getOrDefault(skill, List.of());
        Optional<String> near = Nearest.to(name, names);
        return near.map(found -> "did you mean " + skill + "." + found + "?")
                .orElse(skill + " has: " + String.join(", ", names));
    }

    /// What to say about a name that is neither skill nor function nor variable.
    String insteadOf(String name) {
        int dot = name.indexOf('.');
        String operation = dot < 0 ? name : name.substring(dot + 1);
        List<String> same = signatures.keySet().stream()
                .filter(known -> known.endsWith("." + operation))
                .toList();
        Optional<String> near = same.size() == 1
                ? Optional.of(same.getFirst())
                : dot < 0 ? nearOperation(name) : Nearest.to(name, signatures.keySet());
        return near.map(found -> "did you mean " + found + "?")
                .orElse("the skills are: " + String.join(", ", skills.keySet()));
    }

    /// A bare `sendMail` may mean `mail.send` or a `sendMail` of some skill.
    private Optional<String> nearOperation(String name) {
        for (Map.Entry<String, List<String>> skill : skills.entrySet()) {
            for (String operation : skill.getValue()) {
                Set<String> joined = Set.of(skill.getKey() + operation, operation + skill.getKey());
                if (joined.stream().anyMatch(name::equalsIgnoreCase)) {
                    return Optional.of(skill.getKey() + "." + operation);
                }
            }
        }
        return Nearest.to(name, signatures.keySet());
    }
}
