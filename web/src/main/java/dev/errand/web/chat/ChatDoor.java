package dev.errand.web.chat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.errand.runtime.Errand;
import dev.errand.runtime.journal.RunId;
import dev.errand.web.chat.Conversing.Heard;
import dev.errand.web.http.Body;
import dev.errand.web.http.EventWriter;
import dev.errand.web.http.Locales;
import dev.errand.web.http.Problem;
import dev.errand.web.work.Desk;
import dev.errand.web.work.Hub;
import dev.errand.web.work.RunWords;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// `POST /v1/chat/completions` and `GET /v1/models`, as OpenAI's clients know them. Who may come in is decided
/// before.
public final class ChatDoor {
    private static final Duration LONGEST = Duration.ofMinutes(10);
    private static final Duration LOOK = Duration.ofSeconds(1);
    private static final Duration BEAT = Duration.ofSeconds(15);

    private final Hub hub;
    private final RunWords words;
    private final Conversations conversations;
    private final Conversing conversing;

    public ChatDoor(Errand errand, Desk desk, Hub hub, RunWords words) {
        this.hub = hub;
        this.words = words;
        this.conversations = new Conversations(errand.home().state().resolve("chats"));
        this.conversing = new Conversing(errand, desk, conversations);
    }

    /// Whether an address belongs to chat clients: what is wrong there is told as they understand it.
    public static boolean isFor(String path) {
        return path.startsWith("/v1/");
    }

    /// Serves it.
    public void serveOn(RoutesConfig routes) {
        routes.post("/v1/chat/completions", this::complete);
        routes.get("/v1/models", context -> answer(context, models()));
        routes.get("/v1/models/{id}", context -> {
            if (!context.pathParam("id").equals(Talk.MODEL)) {
                throw Problem.notFound("There is one model here: \"%s\".".formatted(Talk.MODEL))
                        .thrown();
            }
            answer(context, model());
        });
    }

    /// Tells what is wrong in OpenAI's form.
    public static void explain(Context context, Problem problem) {
        problem.headers().forEach(context::header);
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        document.putObject("error")
                .put("message", problem.detail())
                .put("type", problem.status() < 500 ? "invalid_request_error" : "server_error")
                .putNull("param")
                .put("code", problem.type().replace('-', '_'));
        context.status(problem.status());
        answer(context, document);
    }

    private static void answer(Context context, JsonNode document) {
        context.contentType("application/json");
        context.result(document.toString().getBytes(StandardCharsets.UTF_8));
    }

    private static ObjectNode models() {
        ObjectNode list = JsonNodeFactory.instance.objectNode().put("object", "list");
        list.putArray("data").add(model());
        return list;
    }

    private static ObjectNode model() {
        return JsonNodeFactory.instance
                .objectNode()
                .put("id", Talk.MODEL)
                .put("object", "model")
                .put("created", 0)
                .put("owned_by", "errand");
    }

    private void complete(Context context) {
        Talk talk = Talk.of(Body.object(context, Body.bytes(context, Body.MOST_BYTES)));
        // OpenAI's own clients count how often they have sent a request; the same intent is not to be begun twice.
        boolean isRetry = !Optional.ofNullable(context.header("X-Stainless-Retry-Count"))
                .orElse("0")
                .equals("0");
        Heard heard = conversing.hear(talk, Locales.of(context.header("Accept-Language")), isRetry);
        Completion completion = new Completion("chatcmpl-" + UUID.randomUUID(), Instant.now());
        if (talk.isStreamed()) {
            stream(context, talk, heard, completion);
        } else {
            await(heard, () -> {});
            Told told = tell(talk, heard);
            answer(context, completion.whole(told.text(), told.plan()));
        }
    }

    /// A client that goes away hears nothing more; the run goes on.
    private void stream(Context context, Talk talk, Heard heard, Completion completion) {
        try {
            EventWriter writer = EventWriter.once(context);
            completion.begin(writer);
            await(heard, () -> {
                writer.comment();
                writer.flush();
            });
            Told told = tell(talk, heard);
            completion.end(writer, told.text(), told.plan(), talk.isUsageWanted());
        } catch (IOException e) {
            // the client went away
        }
    }

    private interface Beat<E extends Exception> {
        void beat() throws E;
    }

    private <E extends Exception> void await(Heard heard, Beat<E> beat) throws E {
        if (!(heard instanceof Heard.Going(Desk.Handed handed))) {
            return;
        }
        Instant deadline = Instant.now().plus(LONGEST);
        Instant next = Instant.now().plus(BEAT);
        while (Instant.now().isBefore(deadline) && !hub.isClosed()) {
            try {
                handed.rested().get(LOOK.toMillis(), TimeUnit.MILLISECONDS);
                return;
            } catch (TimeoutException e) {
                if (Instant.now().isAfter(next)) {
                    beat.beat();
                    next = Instant.now().plus(BEAT);
                }
            } catch (ExecutionException e) {
                throw new IllegalStateException("It never ends with a failure.", e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    /// What is answered.
    ///
    /// @param plan of the run's document
    private record Told(String text, JsonNode plan) {}

    private Told tell(Talk talk, Heard heard) {
        RunId run = switch (heard) {
            case Heard.Going(Desk.Handed handed) -> handed.run();
            case Heard.Nothing(RunId same, String _) -> same;
        };
        ObjectNode document = conversing.document(run);
        String standing = words.of(document);
        String text = plain(
                switch (heard) {
                    case Heard.Going _ -> standing;
                    case Heard.Nothing(RunId _, String why) -> why + "\n" + standing;
                });
        conversations.remember(talk.after(text), run);
        return new Told(text, document.path("plan"));
    }

    /// Chat clients draw Markdown. Words of others must not make them fetch a picture, and so tell somebody what the
    /// address says.
    private static String plain(String text) {
        return text.replace("![", "! [").replaceAll("<(?=[a-zA-Z/!?])", "‹");
    }
}
