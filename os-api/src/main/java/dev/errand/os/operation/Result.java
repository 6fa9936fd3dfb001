package dev.errand.os.operation;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;

/// What an operation returned.
///
/// @param value  plain data, complete
/// @param origin where the open part of the value comes from
/// @param closed content fields of the value and where each of them comes from; a guest holds them unread until it
/// opens them
public record Result(JsonNode value, Origin origin, Map<JsonPointer, Origin> closed) {
    public Result {
        closed = Map.copyOf(closed);
    }
}
