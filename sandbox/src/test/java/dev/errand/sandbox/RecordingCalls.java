package dev.errand.sandbox;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;

/// A host that remembers what it was asked and answers by rule; an operation without a rule answers `null`.
public final class RecordingCalls implements Calls {
    private static final ObjectMapper JSON = new ObjectMapper();

    public final List<Call> calls = new ArrayList<>();
    public final List<ClosedField> opened = new ArrayList<>();
    private final Map<String, Function<Call, Answer>> rules = new LinkedHashMap<>();
    private Function<ClosedField, Answer> openRule = field -> value("\"opened " + field.field() + "\"");
    private Instant now = Instant.parse("2026-03-01T09:00:00Z");

    public RecordingCalls on(String operation, Function<Call, Answer> rule) {
        rules.put(operation, rule);
        return this;
    }

    public RecordingCalls on(String operation, String json, String... closed) {
        return on(operation, _ -> value(json, closed));
    }

    public RecordingCalls onOpen(Function<ClosedField, Answer> rule) {
        openRule = rule;
        return this;
    }

    public RecordingCalls at(Instant time) {
        now = time;
        return this;
    }

    public Answer value(String json, String... closed) {
        return new Answer.Value(
                json(json), Stream.of(closed).map(JsonPointer::compile).toList(), now);
    }

    public Answer failure(String name, String message) {
        return new Answer.Failure(name, message, now);
    }

    @Override
    public Answer call(Call call) {
        calls.add(call);
        return rules.getOrDefault(call.operation(), _ -> value("null")).apply(call);
    }

    @Override
    public Answer open(ClosedField field) {
        opened.add(field);
        return openRule.apply(field);
    }

    /// The calls as lines of text, `mail.send["a"]`.
    public List<String> said() {
        return calls.stream().map(call -> call.operation() + call.positional()).toList();
    }

    public static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException wrong) {
            throw new IllegalArgumentException(text, wrong);
        }
    }
}
