package dev.errand.runtime.engine;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// Things recorded by call, to be met again in the order of equal calls: the second call of `files.find("lease")` meets
/// what the second such call left. Position in the program plays no part.
final class Repeats<T> {
    private final Map<String, Deque<T>> left = new HashMap<>();

    void add(String operation, ObjectNode arguments, T thing) {
        left.computeIfAbsent(key(operation, arguments), _ -> new ArrayDeque<>()).add(thing);
    }

    /// What the next equal call left, if anything; it is gone then.
    Optional<T> take(String operation, ObjectNode arguments) {
        Deque<T> things = left.get(key(operation, arguments));
        return things == null ? Optional.empty() : Optional.ofNullable(things.poll());
    }

    private static String key(String operation, ObjectNode arguments) {
        return operation + arguments;
    }
}
