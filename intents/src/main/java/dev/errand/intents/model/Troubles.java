package dev.errand.intents.model;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.openai.errors.OpenAIInvalidDataException;
import com.openai.errors.OpenAIServiceException;
import com.openai.errors.SseException;
import dev.errand.intents.ModelAccess;
import dev.errand.intents.model.ModelTrouble.Kind;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/// Tells what the SDK's exceptions mean. All of its texts are bounded and free of the key.
final class Troubles {
    private static final int QUOTED = 300;

    private final ModelAccess access;
    private final InstantSource clock;
    private final Secret secret;

    Troubles(ModelAccess access, InstantSource clock) {
        this.access = access;
        this.clock = clock;
        secret = new Secret(access.apiKey());
    }

    ModelTrouble of(Throwable thrown) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            ModelTrouble known = known(cause);
            if (known != null) {
                return known;
            }
        }
        return new ModelTrouble(
                Kind.GARBLED,
                0,
                "the answer could not be read (%s)".formatted(thrown.getClass().getSimpleName()));
    }

    ModelTrouble garbled(String type, String body) {
        String kind = type.isBlank() ? "something without a type" : secret.quote(type, 60);
        return new ModelTrouble(
                Kind.GARBLED,
                200,
                "it answered %s that is not a model's answer: %s".formatted(kind, secret.quote(body, QUOTED)));
    }

    /// The server began to answer and then says that it cannot.
    ///
    /// @param code in the protocol's words; may be empty
    ModelTrouble failed(String code, String message) {
        String said = "it broke off with: " + secret.quote(message, QUOTED);
        return new ModelTrouble(code.equals("rate_limit_exceeded") ? Kind.BUSY : Kind.BROKEN, 0, said);
    }

    ModelTrouble cutShort(int characters) {
        return new ModelTrouble(
                Kind.BROKEN,
                0,
                characters == 0
                        ? "it ended the connection without an answer"
                        : "the answer broke off after %,d characters".formatted(characters));
    }

    static ModelTrouble late(Duration allowed) {
        String time = allowed.toMillis() < 1000 ? allowed.toMillis() + " ms" : allowed.toSeconds() + " s";
        return new ModelTrouble(Kind.TIMEOUT, 0, "no complete answer within " + time);
    }

    static ModelTrouble badAddress() {
        return new ModelTrouble(
                Kind.UNREACHABLE, 0, "the base URL is none; it must begin with http:// or https:// and a host");
    }

    /// Refused before anything is sent, as the server would have refused it.
    static ModelTrouble badKey() {
        return new ModelTrouble(
                Kind.REFUSED, 401, "the API key holds spaces or characters that no key holds; it was not sent");
    }

    private @Nullable ModelTrouble known(Throwable cause) {
        return switch (cause) {
            case ModelTrouble trouble -> trouble;
            case SseException broken -> new ModelTrouble(Kind.BROKEN, 0, "it broke off with: " + said(broken));
            case OpenAIServiceException answered -> answered(answered);
            case UnknownHostException _ -> unreachable("no such host is known");
            case NoRouteToHostException _ -> unreachable("there is no way to that host");
            case ConnectException _ -> unreachable("nobody accepts connections there");
            case SSLException e ->
                unreachable("no secure connection came about: " + secret.quote(String.valueOf(e.getMessage()), QUOTED));
            case InterruptedIOException _ -> late(access.timeout());
            case JsonProcessingException _ -> new ModelTrouble(Kind.BROKEN, 0, "a part of the answer is not JSON");
            case OpenAIInvalidDataException _ ->
                cause.getCause() instanceof IOException
                        ? null
                        : new ModelTrouble(Kind.BROKEN, 0, "a part of the answer could not be read");
            case IOException e ->
                new ModelTrouble(
                        Kind.BROKEN,
                        0,
                        "the connection broke: " + secret.quote(String.valueOf(e.getMessage()), QUOTED));
            default -> null;
        };
    }

    private ModelTrouble answered(OpenAIServiceException answered) {
        int status = answered.statusCode();
        String said = said(answered);
        String message = "it answered %d%s".formatted(status, said.isEmpty() ? "" : ": " + said);
        boolean exhausted = said.contains("insufficient_quota")
                || answered.code().map("insufficient_quota"::equals).orElse(false);
        Kind kind = switch (status) {
            case 429 -> exhausted ? Kind.REFUSED : Kind.BUSY;
            case 408, 409, 425 -> Kind.BROKEN;
            default -> status >= 500 ? Kind.BROKEN : Kind.REFUSED;
        };
        return new ModelTrouble(kind, status, message, retryAfter(answered));
    }

    private Optional<Duration> retryAfter(OpenAIServiceException answered) {
        return answered.headers().values("retry-after").stream()
                .findFirst()
                .flatMap(value -> Patience.retryAfter(value, clock.instant()));
    }

    /// The server's own words: `error.message` where it keeps to the protocol, else what there is.
    private String said(OpenAIServiceException answered) {
        JsonNode body = body(answered);
        JsonNode message = body.path("message");
        if (!message.isTextual()) {
            message = body.path("error").path("message");
        }
        if (!message.isTextual()) {
            message = body.path("error");
        }
        String text = message.isTextual() ? message.textValue() : body.isMissingNode() ? "" : body.toString();
        return secret.quote(text, QUOTED);
    }

    private static JsonNode body(OpenAIServiceException answered) {
        try {
            JsonNode body = answered.body().convert(JsonNode.class);
            return body == null ? MissingNode.getInstance() : body;
        } catch (RuntimeException _) {
            return MissingNode.getInstance();
        }
    }

    private static ModelTrouble unreachable(String message) {
        return new ModelTrouble(Kind.UNREACHABLE, 0, message);
    }
}
