package dev.errand.runtime.policy;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.errand.os.operation.Mark;
import dev.errand.os.operation.Operation;
import dev.errand.os.operation.Origin;
import dev.errand.os.operation.Parameter;
import dev.errand.os.operation.Provenance;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Where the arguments of one execution's calls come from.
///
/// A value that equals a literal of the plan, an answer of the person or a value that an operation returned has that
/// origin, of several the least trusted. Every other value was computed and may hold anything the code has seen: it
/// takes the least trusted origin of all that was returned or opened. Equality shows where characters come from, not
/// who chose them: once content from outside is open, every destination, target and command counts as chosen by it.
///
/// For one thread at a time.
public final class Origins {
    private static final Origin PLAN = new Origin(Provenance.CODE, "the plan");

    private final Map<String, Origin> texts = new HashMap<>();
    private final Map<Double, Origin> numbers = new HashMap<>();
    private Origin label = PLAN;

    public Origins(Collection<String> literalTexts, Collection<Double> literalNumbers) {
        literalTexts.forEach(text -> texts.put(text, PLAN));
        literalNumbers.forEach(number -> numbers.put(number, PLAN));
    }

    /// The person answered.
    public void answered(String text) {
        texts.merge(text, new Origin(Provenance.USER, "your answer"), Origin::join);
    }

    /// Somebody who is not the person gave the intent.
    public void toldFromOutside(String text) {
        texts.merge(text, new Origin(Provenance.OUTSIDE, "whoever gave the intent"), Origin::join);
    }

    /// An operation returned something; what is closed in it is not looked at.
    public void returned(JsonNode value, Origin origin, Set<JsonPointer> closed) {
        remember(value, JsonPointer.empty(), origin, closed);
        label = label.join(origin);
    }

    /// The code read a closed field.
    public void opened(JsonNode value, Origin origin) {
        remember(value, JsonPointer.empty(), origin, Set.of());
        label = label.join(origin);
    }

    private void remember(JsonNode value, JsonPointer at, Origin origin, Set<JsonPointer> closed) {
        if (closed.contains(at)) {
            return;
        }
        if (value.isTextual()) {
            texts.merge(value.textValue(), origin, Origin::join);
        } else if (value.isNumber()) {
            numbers.merge(value.doubleValue(), origin, Origin::join);
        } else if (value.isArray()) {
            for (int i = 0; i < value.size(); i++) {
                remember(value.get(i), at.appendIndex(i), origin, closed);
            }
        } else {
            value.properties()
                    .forEach(member -> remember(member.getValue(), at.appendProperty(member.getKey()), origin, closed));
        }
    }

    /// The origin of each argument, by parameter name. Nothing that was edited by the person is looked up: it is
    /// theirs.
    public Map<String, Origin> of(Operation operation, ObjectNode arguments, Set<String> edited) {
        Map<String, Origin> origins = new LinkedHashMap<>();
        for (Parameter parameter : operation.parameters()) {
            JsonNode value = arguments.get(parameter.name());
            if (value != null) {
                origins.put(
                        parameter.name(),
                        edited.contains(parameter.name())
                                ? new Origin(Provenance.USER, "your change")
                                : chosen(parameter.mark(), origin(value)));
            }
        }
        return origins;
    }

    private Origin chosen(Mark mark, Origin origin) {
        boolean decides = mark == Mark.DESTINATION || mark == Mark.TARGET || mark == Mark.COMMAND;
        return decides && label.provenance() == Provenance.OUTSIDE && origin.provenance() != Provenance.OUTSIDE
                ? new Origin(Provenance.OUTSIDE, origin.source() + ", chosen after reading " + label.source())
                : origin;
    }

    private Origin origin(JsonNode value) {
        if (value.isTextual()) {
            return known(texts.get(value.textValue()));
        } else if (value.isNumber()) {
            return known(numbers.get(value.doubleValue()));
        } else if (value.isContainerNode()) {
            Optional<Origin> least = Optional.empty();
            for (JsonNode child : value) {
                Origin origin = origin(child);
                least = Optional.of(least.map(l -> l.join(origin)).orElse(origin));
            }
            return least.orElse(label);
        }
        return label;
    }

    private Origin known(@Nullable Origin origin) {
        if (origin != null) {
            return origin;
        }
        return label.provenance() == Provenance.CODE
                ? label
                : new Origin(label.provenance(), "computed after reading " + label.source());
    }
}
