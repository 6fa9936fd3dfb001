package dev.errand.sandbox.check;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Which functions of a program can come to run, by what names are mentioned where.
///
/// Goes by names alone, so two functions of one name count as one; that errs on the side of silence.
final class Reachability {
    private static final String TOP_LEVEL = "";

    private static final class Part {
        private final Set<String> mentioned = new HashSet<>();
        private boolean uses;
    }

    private final Map<String, Part> parts = new LinkedHashMap<>(Map.of(TOP_LEVEL, new Part()));
    private final Deque<String> nesting = new ArrayDeque<>(Set.of(TOP_LEVEL));

    void enter(String function) {
        parts.putIfAbsent(function, new Part());
        nesting.push(function);
    }

    void leave() {
        nesting.pop();
    }

    void mention(String name) {
        current().mentioned.add(name);
    }

    /// Notes that an operation is used here.
    void use() {
        current().uses = true;
    }

    private Part current() {
        return parts.computeIfAbsent(nesting.element(), _ -> new Part());
    }

    /// Whether anything that can come to run uses an operation.
    boolean usesOperations() {
        return reached().stream().map(parts::get).anyMatch(part -> part != null && part.uses);
    }

    /// A function that uses operations and that nothing calls.
    Optional<String> neverCalled() {
        Set<String> reached = reached();
        return parts.entrySet().stream()
                .filter(part -> part.getValue().uses && !reached.contains(part.getKey()))
                .map(Map.Entry::getKey)
                .findFirst();
    }

    private Set<String> reached() {
        Set<String> reached = new HashSet<>();
        Deque<String> open = new ArrayDeque<>(Set.of(TOP_LEVEL));
        while (!open.isEmpty()) {
            String name = open.pop();
            Part part = parts.get(name);
            if (part != null && reached.add(name)) {
                open.addAll(part.mentioned);
            }
        }
        return reached;
    }
}
