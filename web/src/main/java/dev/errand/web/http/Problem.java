package dev.errand.web.http;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;

/// Why a request was not served, as RFC 9457 wants it said.
///
/// @param status  of HTTP
/// @param type    the problem's name, the same for all problems of its kind: `urn:errand:problem:NAME`
/// @param title   what is the matter, the same for all problems of its kind
/// @param detail  what is the matter this time and what to do about it; never a secret
/// @param headers that belong to the answer
public record Problem(int status, String type, String title, String detail, Map<String, String> headers) {
    public static final String MEDIA_TYPE = "application/problem+json";

    public Problem {
        headers = Map.copyOf(headers);
    }

    private static Problem of(int status, String type, String title, String detail) {
        return new Problem(status, type, title, detail, Map.of());
    }

    public static Problem notUnderstood(String detail) {
        return of(400, "not-understood", "The request cannot be understood", detail);
    }

    public static Problem unauthorized() {
        return new Problem(
                401,
                "unauthorized",
                "A token is needed",
                "Send the header Authorization: Bearer TOKEN. `errand serve` prints the token when it starts.",
                Map.of("WWW-Authenticate", "Bearer realm=\"errand\""));
    }

    public static Problem forbidden(String detail) {
        return of(403, "forbidden", "The request is not let in", detail);
    }

    public static Problem notFound(String detail) {
        return of(404, "not-found", "There is no such thing here", detail);
    }

    static Problem wrongMethod(String detail) {
        return of(405, "wrong-method", "This cannot be done with it", detail);
    }

    public static Problem conflict(String detail) {
        return of(409, "conflict", "As things stand this is not possible", detail);
    }

    public static Problem tooLarge(long most) {
        return of(413, "too-large", "The request is too large", "At most %,d bytes are taken here.".formatted(most));
    }

    public static Problem wrongType(String expected, String found) {
        return of(
                415,
                "wrong-type",
                "The request has the wrong type",
                "Send %s; \"%s\" was sent.".formatted(expected, found));
    }

    public static Problem invalid(String detail) {
        return of(422, "invalid", "The request asks for something that cannot be", detail);
    }

    static Problem tooMany(String detail, long seconds) {
        return new Problem(
                429, "too-many", "Too many requests", detail, Map.of("Retry-After", String.valueOf(seconds)));
    }

    static Problem internal() {
        return of(
                500,
                "internal",
                "Something went wrong inside",
                "The server's own output says more. What was journaled before is kept.");
    }

    public static Problem unavailable(String detail) {
        return new Problem(503, "unavailable", "This is not available now", detail, Map.of("Retry-After", "5"));
    }

    /// A feature that is not there, which waiting does not change.
    public static Problem notAvailable(String detail) {
        return of(503, "not-available", "This device does not do that", detail);
    }

    public ObjectNode document() {
        return JsonNodeFactory.instance
                .objectNode()
                .put("type", "urn:errand:problem:" + type)
                .put("title", title)
                .put("status", status)
                .put("detail", detail);
    }

    /// To be thrown where a request is served.
    public Thrown thrown() {
        return new Thrown(this);
    }

    /// Carries a problem to where it is written.
    public static final class Thrown extends RuntimeException {
        private static final long serialVersionUID = 1;
        private final transient Problem problem;

        private Thrown(Problem problem) {
            super(problem.detail(), null, false, false);
            this.problem = problem;
        }

        public Problem problem() {
            return problem;
        }
    }
}
