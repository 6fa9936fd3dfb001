package dev.errand.web.mcp;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// One call of a tool, and its way back to the client while it goes on. Thread-safe.
final class Exchange {
    private final Session session;
    private final Outlet outlet;
    private final JsonNode progressToken;
    private final AtomicReference<@Nullable Runnable> onCancel = new AtomicReference<>();
    private volatile boolean isCancelled;
    private volatile boolean isGone;

    Exchange(Session session, Outlet outlet, JsonNode progressToken) {
        this.session = session;
        this.outlet = outlet;
        this.progressToken = progressToken;
    }

    /// Tells how far it is, if the client wants to know.
    ///
    /// @param progress more than the last time
    void progress(long progress, String message) {
        if (!Messages.isId(progressToken) || !outlet.isOpen()) {
            return;
        }
        ObjectNode params = JsonNodeFactory.instance.objectNode().set("progressToken", progressToken);
        params.put("progress", progress).put("message", message);
        say(out -> out.send(Messages.notification("notifications/progress", params)));
    }

    /// Looks whether the client is still there, as far as that can be seen.
    void beat() {
        say(Outlet::beat);
    }

    private interface Saying {
        void to(Outlet outlet) throws IOException;
    }

    private void say(Saying saying) {
        if (isGone) {
            return;
        }
        try {
            saying.to(outlet);
        } catch (IOException e) {
            isGone = true;
        }
    }

    /// Whether the person behind the client can be asked something through it.
    boolean canElicit() {
        return session.canElicit() && outlet.isOpen() && !isOver();
    }

    /// Asks the person behind the client; empty if it could not be asked.
    Optional<Session.Question> elicit(ObjectNode params) {
        Session.Question question = session.ask("elicitation/create", params);
        say(out -> out.send(question.message()));
        if (isGone) {
            session.forget(question);
            return Optional.empty();
        }
        return Optional.of(question);
    }

    /// The answer is not needed any more.
    void withdraw(Session.Question question) {
        session.forget(question);
        ObjectNode params = JsonNodeFactory.instance.objectNode();
        params.set("requestId", question.message().path("id"));
        say(out -> out.send(Messages.notification("notifications/cancelled", params)));
    }

    /// What is to be done when the client cancels the call; at once if it has already.
    void onCancel(Runnable deed) {
        onCancel.set(deed);
        if (isCancelled) {
            Optional.ofNullable(onCancel.getAndSet(null)).ifPresent(Runnable::run);
        }
    }

    void cancel() {
        isCancelled = true;
        Optional.ofNullable(onCancel.getAndSet(null)).ifPresent(Runnable::run);
    }

    boolean isCancelled() {
        return isCancelled;
    }

    /// The client has gone.
    void leave() {
        isGone = true;
    }

    /// Whether nobody waits for the answer any more.
    boolean isOver() {
        return isGone || isCancelled;
    }
}
