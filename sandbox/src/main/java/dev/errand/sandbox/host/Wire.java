package dev.errand.sandbox.host;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.NumericNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.errand.sandbox.Answer;
import dev.errand.sandbox.Call;
import dev.errand.sandbox.Closed;
import dev.errand.sandbox.ClosedField;
import dev.errand.sandbox.Environment;
import dev.errand.sandbox.GuestError;
import dev.errand.sandbox.Limit;
import dev.errand.sandbox.Limits;
import dev.errand.sandbox.Outcome;
import dev.errand.sandbox.Program;
import dev.errand.sandbox.guest.Question;
import dev.errand.sandbox.syntax.Position;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

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
                            .maxNestingDepth(DEPTH + 10)
                            .build())
                    .build())
            .setNodeFactory(new Finite());

    private Wire() {}

    /// A number that a `double` cannot hold would be read as infinity, which nothing can write as JSON again;
    /// JavaScript never writes one.
    private static final class Finite extends JsonNodeFactory {
        private static final long serialVersionUID = 1;

        @Override
        public NumericNode numberNode(double value) {
            if (!Double.isFinite(value)) {
                throw new Untrustworthy("it wrote a number that is none");
            }
            return super.numberNode(value);
        }
    }

    /// What the prelude must know before a program begins.
    static String settings(Environment environment, Limits limits) {
        ObjectNode settings = NODES.objectNode();
        settings.put("now", environment.now().toEpochMilli());
        settings.putArray("seed").add((int) environment.seed()).add((int) (environment.seed() >>> 32));
        settings.put("outputCharacters", limits.outputCharacters());
        settings.put("callCharacters", limits.callCharacters());
        return write(settings);
    }

    /// What the prelude must know to make the guest's world.
    static String world(Program program) {
        ObjectNode world = NODES.objectNode();
        world.put("depth", DEPTH);
        world.put("says", program.operations().contains("user.say"));
        ArrayNode operations = world.putArray("operations");
        for (String operation : program.operations()) {
            int dot = operation.indexOf('.');
            operations
                    .addArray()
                    .add(operation.substring(0, dot))
                    .add(operation.substring(dot + 1))
                    .add(operation);
        }
        return write(world);
    }

    /// @throws Untrustworthy if the question is not one that the prelude asks
    static Call call(int number, Question question, Position at) {
        JsonNode positional = parse(question.text());
        JsonNode named = question.named().isEmpty() ? NODES.objectNode() : parse(question.named());
        if (!(positional instanceof ArrayNode list) || !(named instanceof ObjectNode members)) {
            throw new Untrustworthy("it passed arguments that are none");
        }
        Closed closed = closed(parse(question.places()));
        return new Call(number, question.subject(), list, members, closed, at.line(), at.column());
    }

    /// @throws Untrustworthy if the question is not one that the prelude asks
    static ClosedField field(Question question) {
        try {
            return new ClosedField(Integer.parseInt(question.subject()), JsonPointer.compile(question.text()));
        } catch (IllegalArgumentException _) {
            throw new Untrustworthy("it opened a field that is none");
        }
    }

    private static Closed closed(JsonNode entries) {
        if (entries.isEmpty()) {
            return Closed.NOTHING;
        }
        try {
            Map<JsonPointer, ClosedField> places = new HashMap<>();
            for (JsonNode entry : entries) {
                JsonPointer place = JsonPointer.empty();
                for (JsonNode step : entry.required(0)) {
                    place = step.isInt() ? place.appendIndex(step.intValue()) : place.appendProperty(text(step));
                }
                JsonPointer field = JsonPointer.compile(text(entry.required(2)));
                places.put(place, new ClosedField(entry.required(1).intValue(), field));
            }
            return new Closed(places);
        } catch (IllegalArgumentException _) {
            throw new Untrustworthy("it named closed fields that are none");
        }
    }

    private static String text(JsonNode node) {
        if (!node.isTextual()) {
            throw new Untrustworthy("it wrote " + node.getNodeType() + " where a text belongs");
        }
        return node.textValue();
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
    /// @param calls how many calls there were
    /// @throws Untrustworthy if it is none
    static Outcome outcome(String text, Position at, int calls, Limits limits, long heap) {
        JsonNode report = parse(text);
        try {
            if (text(report.required(0)).equals("completed")) {
                return new Outcome.Completed(report.required(1), closed(report.required(2)));
            }
            String name = text(report.required(1));
            String message = text(report.required(2));
            boolean deep = name.equals("RangeError") && message.equals(OVERFLOW_MESSAGE);
            if (deep || name.equals("RecursionError")) {
                return Limited.at(Limit.DEPTH, limits, heap);
            }
            int failed = report.required(3).intValue();
            if (failed < 0 || failed > calls) {
                throw new Untrustworthy("it blamed a call that was never made");
            }
            return new Outcome.Threw(
                    new GuestError(bounded(name, 200), bounded(message, 4_000), at.line(), at.column(), failed));
        } catch (IllegalArgumentException _) {
            throw new Untrustworthy("it reported an outcome that is none");
        }
    }

    static Outcome threw(String name, String message, Position at) {
        return new Outcome.Threw(new GuestError(name, message, at.line(), at.column(), 0));
    }

    private static String bounded(String text, int length) {
        return text.length() > length ? text.substring(0, length) : text;
    }

    private static JsonNode parse(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException _) {
            throw new Untrustworthy("it wrote what is not JSON");
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
