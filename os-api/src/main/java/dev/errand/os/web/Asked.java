package dev.errand.os.web;

import com.fasterxml.jackson.databind.JsonNode;
import dev.errand.os.device.DeviceFailure;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import okhttp3.Headers;
import okhttp3.MediaType;
import okhttp3.Request;
import okhttp3.RequestBody;
import org.jspecify.annotations.Nullable;

/// What a server is asked.
///
/// @param headers beside those that every request has
/// @param body    what is posted; absent where something is only got
record Asked(Headers headers, @Nullable RequestBody body) {
    /// Their values are secrets, which do not belong into workflows, or they are the connection's own.
    private static final Set<String> REFUSED = Set.of(
            "authorization",
            "proxy-authorization",
            "cookie",
            "cookie2",
            "host",
            "content-length",
            "connection",
            "transfer-encoding",
            "te",
            "trailer",
            "upgrade",
            "expect",
            "user-agent",
            "idempotency-key");
    private static final int MOST_HEADERS = 30;

    static final Asked NOTHING_SPECIAL = new Asked(Headers.of(), null);

    static Asked toGet(@Nullable JsonNode headers) {
        return new Asked(checked(headers), null);
    }

    /// @param body a text as it is; anything else as JSON
    /// @param key  the same whenever this is posted again
    static Asked toPost(JsonNode body, @Nullable JsonNode headers, String key) {
        Headers given = checked(headers);
        String type = given.get("Content-Type");
        String usual = body.isTextual() ? "text/plain; charset=utf-8" : "application/json";
        String text = body.isTextual() ? body.textValue() : body.toString();
        return new Asked(
                given.newBuilder()
                        .removeAll("Content-Type")
                        .set("Idempotency-Key", key)
                        .build(),
                RequestBody.create(
                        text.getBytes(StandardCharsets.UTF_8), MediaType.parse(type == null ? usual : type)));
    }

    private static Headers checked(@Nullable JsonNode headers) {
        Headers.Builder checked = new Headers.Builder();
        if (headers == null) {
            return checked.build();
        }
        if (!headers.isObject() || headers.size() > MOST_HEADERS) {
            throw DeviceFailure.invalid(
                    "Headers are an object of at most " + MOST_HEADERS + " names and texts.",
                    "Write {headers: {Accept: \"application/json\"}}.");
        }
        for (Map.Entry<String, JsonNode> each : headers.properties()) {
            add(each.getKey(), each.getValue(), checked);
        }
        return checked.build();
    }

    private static void add(String name, JsonNode value, Headers.Builder checked) {
        if (REFUSED.contains(name.toLowerCase(Locale.ROOT))) {
            throw DeviceFailure.invalid(
                    "The header " + name + " is not for workflows to set.",
                    "Leave it out: what a workflow holds is shown and journaled, so it can hold no secret.");
        }
        try {
            checked.add(name, value.asText());
        } catch (IllegalArgumentException _) {
            throw DeviceFailure.invalid(
                    "A header's name or value holds characters that none may hold.", "Use plain ASCII on one line.");
        }
    }

    /// All but the address and who asks.
    Request.Builder request() {
        Request.Builder request = new Request.Builder().headers(headers);
        if (headers.get("Accept") == null) {
            request.header("Accept", "text/html, application/json;q=0.9, */*;q=0.5");
        }
        return body == null ? request.get() : request.post(body);
    }

    /// What another host is asked after a redirect: nothing that was meant for the first.
    Asked elsewhere() {
        String accept = headers.get("Accept");
        return new Asked(accept == null ? Headers.of() : Headers.of("Accept", accept), null);
    }
}
