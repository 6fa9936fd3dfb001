package dev.errand.runtime.engine;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.errand.os.operation.EffectClass;
import dev.errand.os.operation.Origin;
import dev.errand.os.operation.Result;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// Names what was read in words for a person: `notes.read “Bank”` rather than `notes.read`.
final class Sources {
    private static final int LONGEST = 60;

    private Sources() {}

    /// A result whose labels name the operation alone names what it was asked for as well.
    static Result named(Step step, ObjectNode arguments, Result result) {
        EffectClass effect = step.operation().effect();
        Optional<String> about = effect == EffectClass.READ || effect == EffectClass.FETCH
                ? arguments
                        .valueStream()
                        .filter(JsonNode::isTextual)
                        .map(JsonNode::textValue)
                        .findFirst()
                : Optional.empty();
        return about.filter(words -> !words.isBlank())
                .map(words -> named(step.name(), step.name() + " “" + shortened(words) + "”", result))
                .orElse(result);
    }

    private static Result named(String plain, String named, Result result) {
        Map<JsonPointer, Origin> closed = new HashMap<>();
        result.closed().forEach((place, origin) -> closed.put(place, named(plain, named, origin)));
        return new Result(result.value(), named(plain, named, result.origin()), closed);
    }

    private static Origin named(String plain, String named, Origin origin) {
        return origin.source().equals(plain) ? new Origin(origin.provenance(), named, origin.readers()) : origin;
    }

    private static String shortened(String words) {
        String line = words.strip().replaceAll("\\s+", " ");
        return line.length() <= LONGEST ? line : line.substring(0, LONGEST) + "…";
    }
}
