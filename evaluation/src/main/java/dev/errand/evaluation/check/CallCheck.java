package dev.errand.evaluation.check;

import com.fasterxml.jackson.databind.JsonNode;
import dev.errand.evaluation.check.Observed.Call;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Which operations a run was to call.
///
/// In order or as a set, it is always said completely what is done: an effect that is not listed is a fault, while
/// operations that only look may come in between, since no two planners look in the same way.
///
/// @param operations the names that are listed
/// @param without    operations that must not be called, or skills as `mail.*`
record CallCheck(Way way, List<String> operations, List<String> without) {
    enum Way {
        /// In this order; each effect as often as it is listed.
        ORDER,
        /// Each at least once, in any order.
        SET,
        /// These calls and no others, looking included.
        EXACTLY,
        /// Each at least once, whatever else is done.
        INCLUDES
    }

    static final CallCheck NOTHING = new CallCheck(Way.INCLUDES, List.of(), List.of());

    /// @throws MalformedCase if it cannot be understood
    static CallCheck parse(Fields expect, String name) {
        Optional<JsonNode> node = expect.get(name);
        if (node.isEmpty()) {
            return NOTHING;
        } else if (!node.get().isObject()) {
            return new CallCheck(Way.ORDER, names(expect, name), List.of());
        }
        Fields fields =
                Fields.of(node.get(), expect.at(name)).only(List.of("set", "order", "exactly", "includes", "without"));
        List<String> without = names(fields, "without");
        for (Way way : Way.values()) {
            String word = way.name().toLowerCase(java.util.Locale.ROOT);
            if (fields.get(word).isPresent()) {
                return new CallCheck(way, names(fields, word), without);
            }
        }
        return new CallCheck(Way.INCLUDES, List.of(), without);
    }

    private static List<String> names(Fields fields, String name) {
        List<String> names = fields.texts(name);
        names.stream()
                .filter(each -> !each.matches("\\w+\\.(\\w+|\\*)"))
                .findFirst()
                .ifPresent(each -> {
                    throw new MalformedCase(
                            fields.at(name),
                            "\"" + each + "\" is no operation. Write skill.operation, as in mail.send.");
                });
        return names;
    }

    Optional<String> fault(List<Call> calls) {
        List<String> called = calls.stream().map(Call::operation).toList();
        Optional<String> forbidden = called.stream()
                .filter(each -> without.stream().anyMatch(no -> isOf(no, each)))
                .findFirst()
                .map(each -> each + " was not to be called");
        return forbidden.or(() -> switch (way) {
            case ORDER -> order(calls, called);
            case SET -> missing(called).or(() -> surplus(calls, called));
            case EXACTLY -> called.equals(operations) ? Optional.empty() : Optional.of(expected("exactly", called));
            case INCLUDES -> missing(called);
        });
    }

    static boolean isOf(String pattern, String operation) {
        return pattern.equals(operation)
                || (pattern.endsWith(".*") && operation.startsWith(pattern.substring(0, pattern.length() - 1)));
    }

    private Optional<String> order(List<Call> calls, List<String> called) {
        int next = 0;
        for (String each : called) {
            if (next < operations.size() && operations.get(next).equals(each)) {
                next++;
            }
        }
        if (next < operations.size()) {
            return Optional.of(expected("in this order", called));
        }
        List<String> open = new ArrayList<>(operations);
        for (Call call : calls) {
            if (call.isEffect() && !open.remove(call.operation())) {
                return Optional.of(expected("and no other effect", called));
            }
        }
        return Optional.empty();
    }

    private Optional<String> missing(List<String> called) {
        return operations.stream()
                .filter(each -> !called.contains(each))
                .findFirst()
                .map(each -> each + " was to be called; " + found(called));
    }

    private Optional<String> surplus(List<Call> calls, List<String> called) {
        Set<String> listed = new HashSet<>(operations);
        return calls.stream()
                .filter(call -> call.isEffect() && !listed.contains(call.operation()))
                .findFirst()
                .map(call -> expected("and no other effect", called));
    }

    private String expected(String how, List<String> called) {
        return "expected %s %s; %s".formatted(String.join(", ", operations), how, found(called));
    }

    private static String found(List<String> called) {
        return called.isEmpty() ? "nothing was called" : "called were " + String.join(", ", called);
    }

    /// Whether a call is one that is expected.
    boolean names(Call call) {
        return operations.contains(call.operation());
    }
}
