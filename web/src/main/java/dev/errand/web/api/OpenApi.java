package dev.errand.web.api;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.errand.web.http.Problem;
import java.util.List;
import java.util.Locale;

/// The interface as an OpenAPI 3.1 document, made of the routes that are served. Shapes of documents stand in
/// `schemas.json`.
final class OpenApi {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final List<Route> routes;

    OpenApi(List<Route> routes) {
        this.routes = routes;
    }

    ObjectNode document() {
        ObjectNode document = JSON.objectNode().put("openapi", "3.1.1");
        document.putObject("info")
                .put("title", "Errand")
                .put("version", "1")
                .put("summary", "Say what you want; see what it will do; approve; done.")
                .put(
                        "description",
                        "Begin a run with POST /api/v1/runs. Where its `waitingFor` is an approval, look at its `effects`"
                                + " and approve or deny; where it is an answer, answer. Follow it by its events, or ask"
                                + " again; `Prefer: wait=10` lets a POST wait until the run rests.");
        document.putArray("servers").addObject().put("url", "/");
        document.putArray("security").addObject().putArray("token");
        ObjectNode paths = document.putObject("paths");
        routes.forEach(route -> paths.withObjectProperty(route.path())
                .set(route.method().name().toLowerCase(Locale.ROOT), operation(route)));
        ObjectNode components = document.putObject("components");
        components
                .putObject("securitySchemes")
                .putObject("token")
                .put("type", "http")
                .put("scheme", "bearer")
                .put("description", "`errand serve` prints it when it starts.");
        components.set("schemas", Schemas.all());
        return document;
    }

    private static ObjectNode operation(Route route) {
        ObjectNode operation = JSON.objectNode().put("operationId", route.id()).put("summary", route.summary());
        if (route.path().equals("/health")) {
            operation.putArray("security");
        }
        ArrayNode parameters = operation.putArray("parameters");
        if (route.path().contains("{id}")) {
            parameter(parameters, new Route.Parameter("path", "id", "RunId", "The run."));
        }
        route.parameters().forEach(each -> parameter(parameters, each));
        if (route.method().name().equals("POST")) {
            parameter(
                    parameters,
                    new Route.Parameter(
                            "header",
                            "Idempotency-Key",
                            "Key",
                            "The same key with the same body gets the same answer, and nothing happens twice."));
            body(route, operation);
        }
        ObjectNode responses = operation.putObject("responses");
        route.answers().forEach((status, answer) -> responses.set(String.valueOf(status), response(answer)));
        responses.set(
                "default",
                response(new Route.Answer("What is wrong, as RFC 9457 says it", Problem.MEDIA_TYPE, "Problem")));
        return operation;
    }

    private static void parameter(ArrayNode parameters, Route.Parameter parameter) {
        parameters
                .addObject()
                .put("name", parameter.name())
                .put("in", parameter.in())
                .put("required", parameter.in().equals("path"))
                .put("description", parameter.description())
                .set("schema", reference(parameter.schema()));
    }

    private static void body(Route route, ObjectNode operation) {
        ObjectNode content = JSON.objectNode();
        route.body().ifPresent(schema -> content.putObject("application/json").set("schema", reference(schema)));
        if (route.served() instanceof Route.Served.Upload) {
            content.putObject("audio/*").putObject("schema").put("description", "The recording's bytes");
        }
        operation
                .putObject("requestBody")
                .put("required", route.id().equals("startRun") || route.body().isEmpty())
                .set("content", content);
    }

    private static ObjectNode response(Route.Answer answer) {
        ObjectNode response = JSON.objectNode().put("description", answer.description());
        if (!answer.type().isEmpty()) {
            response.putObject("content").putObject(answer.type()).set("schema", reference(answer.schema()));
        }
        return response;
    }

    private static ObjectNode reference(String schema) {
        return JSON.objectNode().put("$ref", "#/components/schemas/" + schema);
    }
}
