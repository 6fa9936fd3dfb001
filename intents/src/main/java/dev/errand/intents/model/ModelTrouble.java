package dev.errand.intents.model;

import java.io.Serial;
import java.time.Duration;
import java.util.Optional;

/// A request to a model that brought no answer. What [OpenAiStreamingModel] gives to `onError`.
///
/// The message is for a person: bounded, and free of the key. There is no cause, because the exceptions of HTTP clients
/// may quote requests.
public final class ModelTrouble extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1;

    /// What went wrong, as far as it matters for what to do next.
    public enum Kind {
        /// The server does not know a part of the request; the next one goes without it, at once.
        ADAPTED,
        /// Too many requests.
        BUSY,
        /// The server failed, or the connection broke.
        BROKEN,
        /// No complete answer within the time allowed.
        TIMEOUT,
        /// Nobody listens at that address.
        UNREACHABLE,
        /// The server understood the request and will not answer it: a wrong key, an unknown model, no quota.
        REFUSED,
        /// Something answered that does not speak the protocol.
        GARBLED
    }

    private final Kind kind;
    private final int status;
    private final String said;
    private final transient Optional<Duration> retryAfter;

    ModelTrouble(Kind kind, int status, String message) {
        this(kind, status, message, Optional.empty());
    }

    ModelTrouble(Kind kind, int status, String message, Optional<Duration> retryAfter) {
        super(message, null, false, false);
        this.kind = kind;
        this.status = status;
        said = message;
        this.retryAfter = retryAfter;
    }

    public Kind kind() {
        return kind;
    }

    /// What happened, as a clause that goes on a sentence: `it answered 401: …`.
    public String said() {
        return said;
    }

    /// The HTTP status; 0 if there was no response.
    public int status() {
        return status;
    }

    /// How long the server wants to be left alone.
    public Optional<Duration> retryAfter() {
        return retryAfter;
    }

    /// Whether the server may have worked on an answer all the same, and may ask money for it.
    boolean mayHaveBeenWorkedOn() {
        return switch (kind) {
            case TIMEOUT -> true;
            case BROKEN -> status == 0;
            case ADAPTED, BUSY, UNREACHABLE, REFUSED, GARBLED -> false;
        };
    }

    boolean mayPass() {
        return switch (kind) {
            case BUSY, BROKEN, TIMEOUT -> true;
            case ADAPTED, UNREACHABLE, REFUSED, GARBLED -> false;
        };
    }
}
