package dev.errand.runtime.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Map;

/// The structure of the `--json` document, written down once. Fields may be added to documents; none may be missing.
final class RunContract {
    /// Texts are types: `text`, `number`, `boolean`, `any`, `object`, or alternatives of literals; `?` allows null. A
    /// field name that ends with `?` may be missing.
    private static final JsonNode CONTRACT = read("""
            {
              "id": "text",
              "state": "planning|previewing|previewed|awaiting_approval|awaiting_answer|awaiting_timer|running|\
            over_budget|succeeded|failed|declined|denied|cancelled|undone",
              "intent": "text",
              "plan": {
                "language": "js|python", "code": "text?", "planner": "text", "model": "text?",
                "findings": [{"rule": "text", "line": "number", "column": "number", "message": "text", "remedy": "text",
                              "attempt": "number"}],
                "tokens": "number", "timeToFirstTokenMs": "number", "durationMs": "number"
              },
              "effects": [{
                "number": "number", "operation": "text", "arguments": "object",
                "class": "WRITE|SEND|EXECUTE|DESTROY|SPEND|FETCH", "summary": "text", "provenance": "object",
                "decision": "allowed|asked|approved|edited|denied", "reasons": ["text"],
                "status": "proposed|executed|failed|skipped|undone"
              }],
              "steps": [{
                "number": "number", "operation": "text", "arguments": "object", "result?": "any", "error?": "any",
                "effect": "number?", "startedAt": "text", "durationMs": "number"
              }],
              "said": ["text"],
              "withheld": ["text"],
              "result": "any",
              "error": [null, {
                "kind": "guest|operation|limit|budget|configuration|service|internal", "message": "text", "remedy": "text",
                "remedy": "text", "limit?": "text"
              }],
              "waitingFor": [null, {
                "kind": "approval|answer|timer|budget", "question?": "text", "choices?": ["text"], "until?": "text?",
                "limit?": "calls|tokens|usd|steps|minutes|wh", "per?": "intent|day", "spent?": "number",
                "max?": "number"
              }],
              "budget": {
                "limits": "object",
                "spent": {
                  "modelCalls": "number", "tokens": "number", "inputTokens": "number", "cachedTokens": "number",
                  "outputTokens": "number", "estimated": "boolean", "usd": "number?", "steps": "number",
                  "minutes": "number", "wh": "number"
                },
                "energy": {"wh": "number", "estimate": "boolean", "formula": "text"},
                "day": {"date": "text", "zone": "text", "limits": "object", "spent": "object"}
              },
              "undoable": "boolean"
            }
            """);

    private RunContract() {}

    static void check(JsonNode document) {
        check("", CONTRACT, document);
        document.path("steps")
                .forEach(step -> assertThat(step.has("result") ^ step.has("error"))
                        .as("a step has a result or an error: " + step)
                        .isTrue());
        String state = document.path("state").asText();
        boolean waits = state.startsWith("awaiting") || state.equals("over_budget");
        assertThat(document.path("waitingFor").isObject()).isEqualTo(waits);
    }

    private static JsonNode read(String json) {
        try {
            return new ObjectMapper().readTree(json);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void check(String place, JsonNode expected, JsonNode found) {
        if (expected.isTextual()) {
            assertThat(isOf(expected.textValue(), found))
                    .as("%s is %s: %s", place, expected.textValue(), found)
                    .isTrue();
        } else if (expected.isArray() && expected.get(0).isNull()) {
            if (!found.isNull()) {
                check(place, expected.get(1), found);
            }
        } else if (expected.isArray()) {
            assertThat(found.isArray()).as(place + " is a list").isTrue();
            found.forEach(element -> check(place + "/*", expected.get(0), element));
        } else {
            assertThat(found.isObject()).as(place + " is an object").isTrue();
            for (Map.Entry<String, JsonNode> field : expected.properties()) {
                boolean optional = field.getKey().endsWith("?");
                String name = field.getKey().replace("?", "");
                if (found.has(name)) {
                    check(place + "/" + name, field.getValue(), found.get(name));
                } else {
                    assertThat(optional).as(place + "/" + name + " is there").isTrue();
                }
            }
        }
    }

    private static boolean isOf(String type, JsonNode found) {
        if (type.endsWith("?")) {
            return found.isNull() || isOf(type.substring(0, type.length() - 1), found);
        }
        return switch (type) {
            case "any" -> true;
            case "text" -> found.isTextual();
            case "number" -> found.isNumber();
            case "boolean" -> found.isBoolean();
            case "object" -> found.isObject();
            default -> found.isTextual() && List.of(type.split("\\|")).contains(found.textValue());
        };
    }
}
