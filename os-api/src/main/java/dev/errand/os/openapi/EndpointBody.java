package dev.errand.os.openapi;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.errand.os.device.DeviceFailure;
import dev.errand.os.imported.ForeignWords;
import dev.errand.os.operation.Body;
import dev.errand.os.operation.Origin;
import dev.errand.os.operation.Result;
import dev.errand.os.operation.Shape;
import dev.errand.os.operation.StepContext;
import dev.errand.os.web.WebService;
import dev.errand.os.web.WebService.Place;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;

/// A call of a service. Nobody knows beforehand what it will answer, and nobody can take it back.
record EndpointBody(Access access, Endpoint endpoint, Origin origin) implements Body {
    /// What a call returns: data where the service answers in JSON, else text. Both are closed until code reads them.
    static final Shape SHAPE = new Shape.Structure(
            "ServiceAnswer",
            List.of(
                    new Shape.Field("status", new Shape.Whole(), false, false, ""),
                    new Shape.Field("data", new Shape.Any(), true, true, ""),
                    new Shape.Field("text", new Shape.Text(), true, true, "")));

    private static final int LONGEST_COMPLAINT = 300;
    private static final ObjectMapper JSON = new ObjectMapper();

    @Override
    public Result perform(ObjectNode arguments, StepContext context) {
        Place base = access.base(context.settings());
        Map<String, String> headers = new HashMap<>(Map.of("Accept", "application/json, text/*;q=0.5"));
        HttpUrl.Builder address = address(base, arguments, headers);
        Access.Prepared prepared = access.prepare(address, base.named(), endpoint.secured(), context.settings());
        headers.putAll(prepared.headers());
        if (endpoint.effect().isEffect()) {
            headers.put("Idempotency-Key", context.stepId());
        }
        WebService.Reply reply =
                WebService.ask(endpoint.method(), prepared.place(), headers, body(arguments), context.settings());
        String text =
                prepared.secret().map(secret -> secret.strip(reply.text(), "")).orElse(reply.text());
        if (reply.status() >= 400 || reply.status() < 200) {
            throw DeviceFailure.failed(
                    "%s answered with status %d: %s"
                            .formatted(access.name(), reply.status(), ForeignWords.line(text, LONGEST_COMPLAINT)),
                    reply.status() == 401 || reply.status() == 403
                            ? "Check openapi." + access.name() + ".token."
                            : "Check what it was called with, or try again later.");
        }
        return answer(reply.status(), text);
    }

    private HttpUrl.Builder address(Place base, ObjectNode arguments, Map<String, String> headers) {
        String path = endpoint.path();
        Map<String, List<String>> query = new java.util.LinkedHashMap<>();
        for (Endpoint.Placed each : endpoint.parameters()) {
            List<String> values = values(arguments.get(each.name()));
            String original = each.foreign().original();
            switch (each.position()) {
                case PATH -> path = path.replace("{" + original + "}", segment(original, String.join(",", values)));
                case QUERY -> query.put(original, values);
                case HEADER -> values.forEach(value -> headers.put(original, plain(original, value)));
                case MEMBER, BODY -> {}
            }
        }
        HttpUrl.Builder address = base.address().newBuilder();
        for (String segment : path.replaceFirst("^/", "").split("/", -1)) {
            address.addEncodedPathSegment(segment);
        }
        query.forEach((name, values) -> values.forEach(value -> address.addQueryParameter(name, value)));
        return address;
    }

    /// An argument fills its place in the path and no more: it cannot lead elsewhere.
    private static String segment(String name, String value) {
        if (value.isBlank() || value.equals(".") || value.equals("..")) {
            throw DeviceFailure.invalid(
                    "\"" + name + "\" cannot be \"" + value + "\".", "Give what the service calls it.");
        }
        return URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private static String plain(String name, String value) {
        if (!value.matches("[ -~]*")) {
            throw DeviceFailure.invalid(
                    "\"" + name + "\" goes into a header, which holds plain ASCII on one line.", "Give such a text.");
        }
        return value;
    }

    private static List<String> values(@Nullable JsonNode value) {
        List<String> values = new ArrayList<>();
        if (value != null && value.isArray()) {
            value.forEach(each -> values.add(each.asText()));
        } else if (value != null) {
            values.add(value.isValueNode() ? value.asText() : value.toString());
        }
        return values;
    }

    private @Nullable String body(ObjectNode arguments) {
        ObjectNode members = JSON.createObjectNode();
        boolean sends = false;
        for (Endpoint.Placed each : endpoint.parameters()) {
            Optional<JsonNode> value = Optional.ofNullable(arguments.get(each.name()));
            switch (each.position()) {
                case MEMBER -> {
                    sends = true;
                    value.ifPresent(given -> members.set(each.foreign().original(), given));
                }
                case BODY -> {
                    return value.map(JsonNode::toString).orElse(null);
                }
                case PATH, QUERY, HEADER -> {}
            }
        }
        return sends ? members.toString() : null;
    }

    private Result answer(int status, String text) {
        ObjectNode value = JSON.createObjectNode().put("status", status);
        Optional<JsonNode> data = json(text);
        data.ifPresentOrElse(found -> value.set("data", found), () -> value.put("text", text));
        return new Result(value, origin, Map.of(JsonPointer.compile(data.isPresent() ? "/data" : "/text"), origin));
    }

    private static Optional<JsonNode> json(String text) {
        try {
            return Optional.ofNullable(JSON.readTree(text)).filter(node -> !node.isMissingNode());
        } catch (JsonProcessingException _) {
            return Optional.empty();
        }
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
        throw new IllegalStateException("What a service has done cannot be taken back");
    }
}
