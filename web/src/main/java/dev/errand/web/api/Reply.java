package dev.errand.web.api;

import com.fasterxml.jackson.databind.JsonNode;
import dev.errand.web.http.Problem;
import io.javalin.http.Context;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/// An answer that is kept for whoever asks the same again.
///
/// @param type its media type
record Reply(int status, String type, Map<String, String> headers, String body) {
    Reply {
        headers = Map.copyOf(headers);
    }

    static Reply ok(JsonNode document) {
        return new Reply(200, "application/json", Map.of(), document.toString());
    }

    static Reply created(String location, JsonNode document) {
        return new Reply(201, "application/json", Map.of("Location", location), document.toString());
    }

    static Reply text(String type, String body) {
        return new Reply(200, type, Map.of(), body);
    }

    static Reply of(Problem problem) {
        return new Reply(
                problem.status(),
                Problem.MEDIA_TYPE,
                problem.headers(),
                problem.document().toString());
    }

    void write(Context context) {
        headers.forEach(context::header);
        context.status(status);
        context.contentType(type);
        context.result(body.getBytes(StandardCharsets.UTF_8));
    }
}
