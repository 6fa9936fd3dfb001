package dev.errand.runtime.explain;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Whether steps that tell of the same thing tell the same of it.
final class Agreement {
    private static final List<String> KEYS = List.of("id", "path");

    /// How well something fits a search belongs to the search.
    private static final Set<String> PASSING = Set.of("score", "modified");

    private Agreement() {}

    /// A member that another step told otherwise, with nothing done in between.
    static Optional<Suspicion> broken(Trace trace, Slice.Found found) {
        Deed deed = found.deed();
        Optional<Suspicion> another = another(deed);
        if (another.isPresent()) {
            return another;
        }
        for (ObjectNode own : things(deed.value())) {
            for (Deed other : trace.deeds()) {
                if (other.step() == deed.step() || isChanged(trace, deed, other)) {
                    continue;
                }
                for (ObjectNode theirs : things(other.value())) {
                    Optional<String> member = isSame(own, theirs) ? disagreement(own, theirs, found) : Optional.empty();
                    if (member.isPresent()) {
                        return Optional.of(new Suspicion(
                                Suspicion.STRONG,
                                "returned %s as `%s`, and step %d says otherwise"
                                        .formatted(Words.brief(own.get(member.get())), member.get(), other.step())));
                    }
                }
            }
        }
        return Optional.empty();
    }

    /// It was asked for one thing, and told of another.
    private static Optional<Suspicion> another(Deed deed) {
        JsonNode value = deed.value();
        if (value == null || deed.effect() > 0) {
            return Optional.empty();
        }
        return KEYS.stream()
                .filter(value::hasNonNull)
                .filter(key -> deed.arguments().path(key).isTextual())
                .filter(key -> !deed.arguments().get(key).equals(value.get(key)))
                .map(key -> new Suspicion(
                        Suspicion.STRONG,
                        "was asked for %s and returned %s"
                                .formatted(Words.brief(deed.arguments().get(key)), Words.brief(value.get(key)))))
                .findFirst();
    }

    private static boolean isChanged(Trace trace, Deed one, Deed other) {
        int from = Math.min(one.step(), other.step());
        int to = Math.max(one.step(), other.step());
        return trace.deeds().stream()
                .anyMatch(d -> d.effect() > 0
                        && d.step() >= from
                        && d.step() <= to
                        && d.skill().equals(one.skill()));
    }

    /// The objects that a value is or lists.
    static List<ObjectNode> things(@Nullable JsonNode value) {
        List<ObjectNode> things = new ArrayList<>();
        if (value instanceof ObjectNode object) {
            things.add(object);
        } else if (value != null && value.isArray()) {
            value.forEach(element -> things.addAll(things(element)));
        }
        return things;
    }

    private static boolean isSame(ObjectNode one, ObjectNode other) {
        return KEYS.stream()
                .anyMatch(key -> one.path(key).isTextual() && one.get(key).equals(other.get(key)));
    }

    private static Optional<String> disagreement(ObjectNode own, ObjectNode theirs, Slice.Found found) {
        return own.properties().stream()
                .filter(member -> found.members().contains(member.getKey()) && !PASSING.contains(member.getKey()))
                .filter(member -> theirs.has(member.getKey()))
                .filter(member -> !agree(member.getValue(), theirs.get(member.getKey())))
                .map(Map.Entry::getKey)
                .findFirst();
    }

    /// A long text may be cut in one of them.
    private static boolean agree(JsonNode one, JsonNode other) {
        return one.equals(other)
                || (one.isTextual()
                        && other.asText().length() > 1000
                        && other.asText().startsWith(one.asText()));
    }
}
