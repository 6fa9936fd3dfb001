package dev.errand.os.mcp;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.errand.os.operation.Body;
import dev.errand.os.operation.Origin;
import dev.errand.os.operation.Result;
import dev.errand.os.operation.StepContext;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// A call of a tool. Nobody knows beforehand what it will answer, and nobody can take it back.
///
/// @param originals the server's names of the parameters
record ToolBody(Server server, Tool tool, Map<String, String> originals, Origin origin) implements Body {
    private static final ObjectMapper JSON = new ObjectMapper();

    @Override
    public Result perform(ObjectNode arguments, StepContext context) {
        Map<String, Object> named = new LinkedHashMap<>();
        arguments
                .properties()
                .forEach(each -> named.put(
                        originals.getOrDefault(each.getKey(), each.getKey()),
                        JSON.convertValue(each.getValue(), Object.class)));
        return Answer.of(server.call(tool, named, context.stepId()), origin);
    }

    @Override
    public Optional<Result> preview(ObjectNode arguments, StepContext context) {
        return Optional.empty();
    }

    @Override
    public boolean undoable() {
        return false;
    }

    @Override
    public void undo(ObjectNode arguments, Result result, StepContext context) {
        throw new IllegalStateException("What a tool has done cannot be taken back");
    }
}
