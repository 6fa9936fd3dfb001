package dev.errand.sandbox;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.errand.sandbox.syntax.Position;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;

/// The texts that cross between guest and host. What the prelude writes is read here, and the other way round.
final class Wire {
    /// How deep arguments and results may be nested; far below what Jackson reads and what recursion over them bears.
    static final int DEPTH = 100;

    private static final String OVERFLOW_MESSAGE = "Maximum call stack size exceeded";
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    /// Texts are bounded by the limit of output, not by Jackson's own idea of a long string.
    private static final ObjectMapper JSON = new ObjectMapper(JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxStringLength(Integer.MAX_VALUE)
                    .build())
            .build());

    private Wire() {}

    /// What the prelude must know before it makes the guest's world.
    static String settings(Program program, Limits limits) {
        Environment environment = program.environment();
        ObjectNode settings = NODES.objectNode();
        settings.put("now", environment.now().toEpochMilli());
        settings.putArray("seed").add((int) environment.seed()).add((int) (environment.seed() >>> 32));
        settings.put("outputCharacters", limits.outputCharacters());
        settings.put("depth", DEPTH);
        settings.put("says", program.operations().contains("user.say"));
        ArrayNode operations = settings.putArray("operations");
        for (String operation : program.operations()) {
            int dot = operation.indexOf('.');
            operations
                    .addArray()
                    .add(operation.substring(0, dot))
                    .add(operation.substring(dot + 1))
                    .add(operation);
        }
        return write(settings);
    }

    static Call call(int number, Guest.Question question) {
        ArrayNode positional = (ArrayNode) parse(question.text());
        Closed closed = closed(parse(question.places()), JsonPointer.empty().appendProperty("positional"));
        Position at = question.position();
        return new Call(number, question.subject(), positional, NODES.objectNode(), closed, at.line(), at.column());
    }

    static ClosedField field(Guest.Question question) {
        return new ClosedField(Integer.parseInt(question.subject()), JsonPointer.compile(question.text()));
    }

    private static Closed closed(JsonNode entries, JsonPointer start) {
        if (entries.isEmpty()) {
            return Closed.NOTHING;
        }
        Map<JsonPointer, ClosedField> places = new HashMap<>();
        for (JsonNode entry : entries) {
            JsonPointer place = start;
            for (JsonNode step : entry.get(0)) {
                place = step.isInt() ? place.appendIndex(step.intValue()) : place.appendProperty(step.textValue());
            }
            JsonPointer field = JsonPointer.compile(entry.get(2).textValue());
            places.put(place, new ClosedField(entry.get(1).intValue(), field));
        }
        return new Closed(places);
    }

    /// A value for the guest; fields that stay closed are `null` in it, so that nothing of them is there to be found.
    ///
    /// @param base where the value stands in the result of its call
    static String value(Answer.Value answer, JsonPointer base) {
        JsonNode value =
                answer.closed().isEmpty() ? answer.value() : answer.value().deepCopy();
        ArrayNode places = NODES.arrayNode();
        for (JsonPointer pointer : answer.closed()) {
            ArrayNode entry = places.addArray();
            ArrayNode path = entry.addArray();
            entry.add(base.append(pointer).toString());
            if (pointer.matches()) {
                value = NODES.nullNode();
            } else {
                blank(value, pointer, path);
            }
        }
        return write(reply("value", answer.now()).add(value).add(places));
    }

    /// Puts `null` where the pointer leads and adds the steps of the way to `path`.
    private static void blank(JsonNode holder, JsonPointer pointer, ArrayNode path) {
        boolean last = pointer.tail().matches();
        String property = pointer.getMatchingProperty();
        int index = pointer.getMatchingIndex();
        JsonNode next;
        if (holder instanceof ObjectNode object && object.has(property)) {
            path.add(property);
            next = last ? object.replace(property, NullNode.instance) : object.get(property);
        } else if (holder instanceof ArrayNode array && array.has(index)) {
            path.add(index);
            next = last ? array.set(index, NullNode.instance) : array.get(index);
        } else {
            throw new IllegalArgumentException("closed field " + pointer + " is not in the answer");
        }
        if (!last) {
            blank(next, pointer.tail(), path);
        }
    }

    static String failure(Answer.Failure failure) {
        ArrayNode error = NODES.arrayNode().add(failure.name()).add(failure.message());
        return write(reply("failure", failure.now()).add(error).add(NODES.arrayNode()));
    }

    private static ArrayNode reply(String kind, Instant now) {
        return NODES.arrayNode().add(kind).add(now.toEpochMilli());
    }

    /// The outcome that the prelude reports.
    ///
    /// @param where asked for the place of an error, only if there is one
    static Outcome outcome(String text, Supplier<Position> where, Limits limits) {
        JsonNode report = parse(text);
        if (report.get(0).textValue().equals("completed")) {
            return new Outcome.Completed(report.get(1), closed(report.get(2), JsonPointer.empty()));
        }
        String name = report.get(1).textValue();
        String message = report.get(2).textValue();
        if (name.equals("RangeError") && message.equals(OVERFLOW_MESSAGE)) {
            return Limited.depth(limits);
        }
        Position at = where.get();
        return new Outcome.Threw(new GuestError(
                name, message, at.line(), at.column(), report.get(3).intValue()));
    }

    private static JsonNode parse(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException cause) {
            throw new UncheckedIOException("the prelude wrote what is not JSON", cause);
        }
    }

    private static String write(JsonNode node) {
        try {
            return JSON.writeValueAsString(node);
        } catch (JsonProcessingException cause) {
            throw new UncheckedIOException("an answer cannot be written as JSON", cause);
        }
    }
}
