package dev.errand.runtime.explain;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What holds between two members of every thing of its kind in a run, such as that a path contains the name: where
/// one thing alone breaks it, that is odd.
final class Relations {
    /// Of so many other things it must hold.
    private static final int ENOUGH = 2;

    private static final int TELLING = 3;

    private Relations() {}

    static Optional<Suspicion> broken(Trace trace, Deed deed) {
        List<ObjectNode> others = trace.deeds().stream()
                .filter(other -> other.step() != deed.step())
                .flatMap(other -> Agreement.things(other.value()).stream())
                .toList();
        for (ObjectNode own : Agreement.things(deed.value())) {
            for (Map.Entry<String, JsonNode> whole : own.properties()) {
                for (Map.Entry<String, JsonNode> part : own.properties()) {
                    if (isBroken(own, whole.getKey(), part.getKey(), others)) {
                        return Optional.of(new Suspicion(
                                Suspicion.STRONG,
                                "returned %s as `%s`, which does not go with `%s`"
                                        .formatted(Words.brief(whole.getValue()), whole.getKey(), part.getKey())));
                    }
                }
            }
        }
        return Optional.empty();
    }

    private static boolean isBroken(ObjectNode own, String whole, String part, List<ObjectNode> others) {
        if (whole.equals(part) || !areTexts(own, whole, part) || holds(own, whole, part)) {
            return false;
        }
        List<ObjectNode> alike =
                others.stream().filter(other -> areTexts(other, whole, part)).toList();
        return alike.size() >= ENOUGH
                && alike.stream()
                        .allMatch(
                                other -> other.get(part).textValue().length() >= TELLING && holds(other, whole, part));
    }

    private static boolean areTexts(ObjectNode thing, String whole, String part) {
        return thing.path(whole).isTextual() && thing.path(part).isTextual();
    }

    private static boolean holds(ObjectNode thing, String whole, String part) {
        return thing.get(whole).textValue().contains(thing.get(part).textValue());
    }
}
