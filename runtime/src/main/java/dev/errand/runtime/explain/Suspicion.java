package dev.errand.runtime.explain;

import com.fasterxml.jackson.databind.JsonNode;
import dev.errand.runtime.journal.Entry.Failed;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What is odd about a step, in words that follow "it".
///
/// @param weight from 0 for nothing to [#STRONG]
record Suspicion(int weight, String words) {
    static final int STRONG = 3;

    private static final Suspicion NONE = new Suspicion(0, "");
    private static final Set<String> OF_LISTS =
            Set.of("map", "filter", "forEach", "find", "reduce", "some", "every", "join", "[]");
    private static final Set<String> OF_TEXTS = Set.of("split", "trim", "toLowerCase", "toUpperCase", "startsWith");
    private static final int OUTLIER = 10;

    /// Whether nothing came of a step that leaves no trace in values made of it: nothing, an empty text or list, or an
    /// error that the code caught.
    static boolean isPlain(Deed deed) {
        return deed.failure() != null || isEmpty(deed.value());
    }

    static Suspicion of(Trace trace, Slice.Found found) {
        Deed deed = found.deed();
        if (deed.failure() != null) {
            return failed(deed, deed.failure(), found);
        }
        JsonNode value = deed.value();
        if (value == null) {
            return NONE;
        } else if (isEmpty(value)) {
            // An effect that returns nothing is as it should be.
            return deed.effect() > 0 ? NONE : new Suspicion(STRONG, "returned " + Words.emptiness(value));
        }
        return Stream.of(
                        lacking(value, found.members()),
                        wrongType(value, found.members()),
                        unlikeOthers(trace, deed, value),
                        memberUnlikeOthers(trace, found),
                        Agreement.broken(trace, found),
                        Relations.broken(trace, deed),
                        foreseen(trace, deed, value),
                        weak(value, found.members()))
                .flatMap(Optional::stream)
                .reduce(NONE, (best, each) -> each.weight() > best.weight() ? each : best);
    }

    private static Suspicion failed(Deed deed, Failed failure, Slice.Found found) {
        if (deed.isRefused()) {
            return new Suspicion(STRONG, "was refused by you");
        }
        String ending = found.distance() == 0 ? "" : ", and the code went on";
        return new Suspicion(STRONG, "failed: " + failure.message() + ending);
    }

    private static boolean isEmpty(@Nullable JsonNode value) {
        return value == null
                || value.isNull()
                || (value.isContainerNode() && value.isEmpty())
                || (value.isTextual() && value.textValue().isBlank());
    }

    /// Something that the code reads is not there.
    private static Optional<Suspicion> lacking(JsonNode value, Set<String> members) {
        for (String member : members.stream().sorted().toList()) {
            List<JsonNode> all = value.findValues(member);
            if (!all.isEmpty() && all.stream().anyMatch(Suspicion::isEmpty)) {
                JsonNode empty =
                        all.stream().filter(Suspicion::isEmpty).findFirst().orElseThrow();
                // Mails without attachments are common, elements without what the code reads are not.
                int weight = empty.isArray() && all.size() > 1 ? 1 : STRONG;
                return Optional.of(
                        new Suspicion(weight, "returned %s as `%s`".formatted(Words.emptiness(empty), member)));
            }
        }
        return Optional.empty();
    }

    /// The code treats it as something that it is not.
    private static Optional<Suspicion> wrongType(JsonNode value, Set<String> members) {
        boolean asList = members.stream()
                .anyMatch(m -> OF_LISTS.contains(m) || (!m.isEmpty() && Character.isDigit(m.charAt(0))));
        boolean asText = members.stream().anyMatch(OF_TEXTS::contains);
        boolean plainMember = members.stream()
                .anyMatch(m -> !m.isEmpty()
                        && !OF_LISTS.contains(m)
                        && !OF_TEXTS.contains(m)
                        && !m.equals("length")
                        && !Character.isDigit(m.charAt(0)));
        boolean wrong = value.isValueNode() && !value.isTextual() && (asList || asText || plainMember);
        return wrong
                ? Optional.of(new Suspicion(
                        STRONG,
                        "returned " + Words.brief(value) + ", which the code treats as "
                                + (asList ? "a list" : asText ? "text" : "something with members")))
                : Optional.empty();
    }

    private static Optional<Suspicion> unlikeOthers(Trace trace, Deed deed, JsonNode value) {
        List<JsonNode> others = new ArrayList<>();
        for (Deed other : trace.neighbours(deed)) {
            if (other.value() != null) {
                others.add(other.value());
            }
        }
        if (others.isEmpty()) {
            return Optional.empty();
        }
        if (others.stream().noneMatch(o -> o.getNodeType() == value.getNodeType())) {
            return Optional.of(new Suspicion(
                    STRONG, "returned " + Words.brief(value) + ", unlike the other calls of " + deed.operation()));
        }
        boolean isOutlier = value.isNumber()
                && others.size() > 1
                && others.stream()
                        .filter(JsonNode::isNumber)
                        .allMatch(o -> isFar(o.doubleValue(), value.doubleValue()));
        return isOutlier
                ? Optional.of(
                        new Suspicion(2, "returned " + value.asText() + ", far from what the other calls returned"))
                : Optional.empty();
    }

    /// A member that the code reads is of another type than wherever else it is.
    private static Optional<Suspicion> memberUnlikeOthers(Trace trace, Slice.Found found) {
        JsonNode value = found.deed().value();
        for (String member : found.members().stream().sorted().toList()) {
            List<JsonNode> own = value == null ? List.of() : value.findValues(member);
            List<JsonNode> others = trace.valuesOfOthers(found.deed()).stream()
                    .flatMap(other -> other.findValues(member).stream())
                    .filter(other -> !other.isNull())
                    .toList();
            Optional<JsonNode> odd = own.stream()
                    .filter(one ->
                            !others.isEmpty() && others.stream().noneMatch(o -> o.getNodeType() == one.getNodeType()))
                    .findFirst();
            if (odd.isPresent()) {
                return Optional.of(new Suspicion(
                        STRONG, "returned %s as `%s`, unlike other steps".formatted(Words.brief(odd.get()), member)));
            }
        }
        return Optional.empty();
    }

    private static boolean isFar(double one, double other) {
        double small = Math.min(Math.abs(one), Math.abs(other));
        double large = Math.max(Math.abs(one), Math.abs(other));
        return Math.signum(one) != Math.signum(other) || large > OUTLIER * Math.max(1, small);
    }

    private static Optional<Suspicion> foreseen(Trace trace, Deed deed, JsonNode value) {
        return trace.foreseen(deed)
                .filter(before -> !before.equals(value))
                .map(_ -> new Suspicion(2, "returned something else than in the preview"));
    }

    private static Optional<Suspicion> weak(JsonNode value, Set<String> members) {
        if (value.isArray() && value.size() > 1 && members.contains("0")) {
            return Optional.of(
                    new Suspicion(1, "returned %d, of which the code took the first".formatted(value.size())));
        } else if (value.isNumber() && value.doubleValue() <= 0) {
            return Optional.of(new Suspicion(1, "returned " + value.asText()));
        }
        return Optional.empty();
    }
}
