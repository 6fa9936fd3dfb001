package dev.errand.web.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.errand.runtime.engine.Engine;
import dev.errand.runtime.journal.RunId;
import dev.errand.web.http.Problem;
import io.javalin.http.Context;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A request to the interface for programs.
final class Call {
    private static final Pattern WAIT = Pattern.compile("(?:^|[,;\\s])wait=(\\d{1,4})(?:$|[,;\\s])");
    private static final long LONGEST_WAIT = 60;
    private static final int MOST_LISTED = 1000;

    private final Context context;
    private final byte[] bytes;
    private final ObjectNode body;
    private final Optional<String> key;

    /// @param bytes that it brought along
    /// @param body  the same as a JSON object, where the route takes one
    /// @param key   its `Idempotency-Key`
    Call(Context context, byte[] bytes, ObjectNode body, Optional<String> key) {
        this.context = context;
        this.bytes = bytes;
        this.body = body;
        this.key = key;
    }

    Context context() {
        return context;
    }

    byte[] bytes() {
        return bytes;
    }

    ObjectNode body() {
        return body;
    }

    Optional<String> key() {
        return key;
    }

    /// The run that the address names.
    RunId run(Engine engine) {
        String id = context.pathParam("id");
        try {
            RunId run = new RunId(id);
            if (engine.knows(run)) {
                return run;
            }
        } catch (IllegalArgumentException e) {
            // no run has such a name
        }
        throw Problem.notFound("There is no run \"%s\". GET /api/v1/runs lists them."
                        .formatted(id.length() <= 40 ? id : id.substring(0, 40) + "…"))
                .thrown();
    }

    /// How long the client would rather wait for the run to come to rest than ask again, as RFC 7240 lets it say.
    Duration patience() {
        Matcher wait =
                WAIT.matcher(Optional.ofNullable(context.header("Prefer")).orElse(""));
        return wait.find() ? Duration.ofSeconds(Math.min(LONGEST_WAIT, Long.parseLong(wait.group(1)))) : Duration.ZERO;
    }

    /// How many are to be listed.
    int limit() {
        String limit = context.queryParam("limit");
        if (limit == null) {
            return 100;
        }
        if (!limit.matches("\\d{1,4}") || Integer.parseInt(limit) < 1 || Integer.parseInt(limit) > MOST_LISTED) {
            throw Problem.invalid("\"limit\" is a number from 1 to %d.".formatted(MOST_LISTED))
                    .thrown();
        }
        return Integer.parseInt(limit);
    }

    /// The run after which the list goes on.
    Optional<RunId> before(Engine engine) {
        String before = context.queryParam("before");
        if (before == null) {
            return Optional.empty();
        }
        RunId run = new RunId(before);
        if (!engine.knows(run)) {
            throw Problem.invalid("\"before\" names no run of this device.").thrown();
        }
        return Optional.of(run);
    }
}
