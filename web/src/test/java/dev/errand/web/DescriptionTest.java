package dev.errand.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A client that knows nothing but `/openapi.json`.
class DescriptionTest {
    @TempDir
    Path temporary;

    /// An operation of the description.
    private record Described(String method, String path, JsonNode operation) {}

    private static Map<String, Described> operations(JsonNode description) {
        Map<String, Described> operations = new TreeMap<>();
        description
                .path("paths")
                .properties()
                .forEach(path -> path.getValue()
                        .properties()
                        .forEach(each -> operations.put(
                                each.getValue().path("operationId").asText(),
                                new Described(each.getKey(), path.getKey(), each.getValue()))));
        return operations;
    }

    /// The shape that a reference names.
    private static JsonNode schema(JsonNode description, JsonNode reference) {
        String name = reference.path("$ref").asText();
        return name.isEmpty() ? reference : description.at(name.substring(1));
    }

    private static JsonNode call(Served served, Described described, String id, ObjectNode body) {
        String path = described.path().replace("{id}", id);
        HttpResponse<String> response = described.method().equals("get")
                ? served.get(path)
                : served.post(path, body.toString(), "Prefer", "wait=30");
        assertThat(described.operation().path("responses").has(String.valueOf(response.statusCode())))
                .as(path + " answered " + response.statusCode() + " " + response.body())
                .isTrue();
        return Served.parsed(response.body());
    }

    /// Whether a document has the shape that was promised.
    private static void fits(JsonNode description, Described described, String status, JsonNode document) {
        JsonNode schema = schema(
                description,
                described.operation().path("responses").path(status).at("/content/application~1json/schema"));
        schema.path("required")
                .forEach(name -> assertThat(document.has(name.asText()))
                        .as(name + " of " + document)
                        .isTrue());
    }

    @Test
    void aWholeRunIsDrivenFromTheDescriptionAlone() {
        try (Served served = Served.at(temporary)) {
            JsonNode description = Served.json(served.get("/openapi.json"));
            Map<String, Described> operations = operations(description);
            ObjectNode wish = JsonNodeFactory.instance
                    .objectNode()
                    .put(
                            "code",
                            "lists.add('Shopping', user.ask('What?')); mail.send({to: 'jane@example.com', subject: 'a',"
                                    + " body: 'b'});");
            JsonNode run = call(served, operations.get("startRun"), "", wish);
            fits(description, operations.get("startRun"), "201", run);
            String id = run.path("id").asText();
            List<String> kinds = new ArrayList<>();
            for (int i = 0; i < 10 && run.path("waitingFor").isObject(); i++) {
                String kind = run.at("/waitingFor/kind").asText();
                kinds.add(kind);
                ObjectNode body = JsonNodeFactory.instance.objectNode();
                Described next = operations.get(kind.equals("answer") ? "answerRun" : "approveRun");
                schema(description, next.operation().at("/requestBody/content/application~1json/schema"))
                        .path("required")
                        .forEach(name -> body.put(name.asText(), "Milk"));
                run = call(served, next, id, body);
                fits(description, next, "200", run);
            }
            assertThat(kinds).containsExactly("answer", "approval");
            assertThat(run.path("state").asText()).isEqualTo("succeeded");
            assertThat(call(served, operations.get("showRun"), id, wish)
                            .path("id")
                            .asText())
                    .isEqualTo(id);
            assertThat(call(served, operations.get("undoRun"), id, JsonNodeFactory.instance.objectNode())
                            .at("/effects/0/status")
                            .asText())
                    .isEqualTo("undone");
            for (String each : List.of("listRuns", "inbox", "rules", "schedules", "skills", "health")) {
                fits(description, operations.get(each), "200", call(served, operations.get(each), "", wish));
            }
        }
    }

    @Test
    void everyReferenceLeadsSomewhere() {
        try (Served served = Served.at(temporary)) {
            JsonNode description = Served.json(served.get("/openapi.json"));
            assertThat(description.path("openapi").asText()).startsWith("3.1");
            assertThat(description.findValuesAsText("$ref"))
                    .isNotEmpty()
                    .allSatisfy(reference -> assertThat(
                                    description.at(reference.substring(1)).isMissingNode())
                            .as(reference)
                            .isFalse());
            assertThat(operations(description)).hasSize(17);
        }
    }
}
