package dev.errand.web.api;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.errand.runtime.engine.Engine;
import dev.errand.runtime.engine.Run;
import dev.errand.runtime.journal.RunId;
import dev.errand.web.http.EventWriter;
import dev.errand.web.http.Problem;
import dev.errand.web.http.Streams;
import dev.errand.web.work.Hub;
import dev.errand.web.work.Hub.Signal;
import io.javalin.http.Context;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// What happens in a run, as it happens, from any point of its journal on. It ends with the run; a client that comes
/// back for what is after the end is told that there is nothing (204), so that it does not come again.
final class EventStream {
    private final Engine engine;
    private final Streams streams;
    private final SharedEvents events;

    EventStream(Engine engine, Hub hub) {
        this.engine = engine;
        streams = new Streams(hub);
        events = new SharedEvents(engine);
    }

    void serve(Call call) {
        Context context = call.context();
        RunId id = call.run(engine);
        long after = known(context);
        Run run = engine.run(id);
        if (after >= run.length() && run.state().isTerminal()) {
            context.status(204);
            return;
        }
        streams.serve(context, id, (writer, watcher) -> {
            try (SharedEvents.Reader reader = events.reader(id)) {
                tell(writer, watcher, reader, id, after);
            }
        });
    }

    private static long known(Context context) {
        String id = Optional.ofNullable(context.header("Last-Event-ID")).orElse("0");
        if (!id.matches("\\d{1,15}")) {
            throw Problem.notUnderstood("Last-Event-ID is the number of an event.")
                    .thrown();
        }
        return Long.parseLong(id);
    }

    private void tell(EventWriter writer, Hub.Watcher watcher, SharedEvents.Reader reader, RunId id, long from)
            throws IOException, InterruptedException {
        long after = from;
        Instant beat = Instant.now().plus(Streams.BEAT);
        while (!streams.isClosed()) {
            SharedEvents.News news = reader.after(after);
            send(writer, news.events());
            after = Math.max(after, news.length());
            if (news.isLast()) {
                return;
            }
            Signal signal = watcher.next(Streams.BETWEEN_LOOKS);
            while (signal instanceof Signal.Written(String text)) {
                writer.event("plan-token", token(id, text));
                writer.flush();
                signal = watcher.next(Streams.BETWEEN_LOOKS);
            }
            if (Instant.now().isAfter(beat)) {
                writer.event("heartbeat", JsonNodeFactory.instance.objectNode());
                writer.flush();
                beat = Instant.now().plus(Streams.BEAT);
            }
        }
    }

    private static void send(EventWriter writer, List<ObjectNode> events) throws IOException {
        for (ObjectNode event : events) {
            writer.event(event.path("sequence").asLong(), event.path("event").asText(), event);
        }
        writer.flush();
    }

    private static ObjectNode token(RunId id, String text) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("event", "plan-token")
                .put("run", id.value())
                .put("text", text);
    }
}
