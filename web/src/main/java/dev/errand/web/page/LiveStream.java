package dev.errand.web.page;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.errand.runtime.engine.Engine;
import dev.errand.runtime.engine.Run;
import dev.errand.runtime.journal.RunId;
import dev.errand.web.http.EventWriter;
import dev.errand.web.http.Streams;
import dev.errand.web.work.Hub;
import dev.errand.web.work.Hub.Signal;
import io.javalin.http.Context;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;

/// Tells an open screen that its run has changed, so that it fetches itself anew; and the code, as it is written.
final class LiveStream {
    /// So often at the most the code is sent anew.
    private static final Duration PACE = Duration.ofMillis(150);

    private final Engine engine;
    private final Hub hub;
    private final Streams streams;
    private final Sessions sessions;

    LiveStream(Engine engine, Hub hub, Sessions sessions) {
        this.engine = engine;
        this.hub = hub;
        this.sessions = sessions;
        streams = new Streams(hub);
    }

    void serve(Context context, RunId id) {
        long known = context.queryParamAsClass("known", Long.class).getOrDefault(-1L);
        String session = sessions.of(context).orElseThrow();
        streams.serve(context, id, (writer, watcher) -> tell(writer, watcher, id, known, session));
    }

    /// @param shown how long the run was when the screen was drawn: what a person does there is not disturbed for
    /// nothing
    private void tell(EventWriter writer, Hub.Watcher watcher, RunId id, long shown, String session)
            throws IOException, InterruptedException {
        long known = shown;
        String sent = "";
        Instant beat = Instant.now().plus(Streams.BEAT);
        while (!streams.isClosed() && sessions.isOpen(session)) {
            Run run = engine.run(id);
            if (run.length() != known) {
                writer.event("changed", JsonNodeFactory.instance.objectNode());
                known = run.length();
            } else if (Instant.now().isAfter(beat)) {
                writer.event("heartbeat", JsonNodeFactory.instance.objectNode());
                beat = Instant.now().plus(Streams.BEAT);
            }
            if (run.state().isTerminal()) {
                writer.event("ended", JsonNodeFactory.instance.objectNode());
            }
            writer.flush();
            if (run.state().isTerminal()) {
                return;
            }
            String written = hub.written(id);
            if (!written.equals(sent)) {
                sendWritten(writer, written);
                sent = written;
            }
            if (watcher.next(Streams.BETWEEN_LOOKS) instanceof Signal.Written) {
                Thread.sleep(PACE);
            }
        }
    }

    /// All of it each time: who comes late, or back, sees its beginning, too.
    private static void sendWritten(EventWriter writer, String text) throws IOException {
        writer.text("token", Visible.text(text).replace("&", "&amp;").replace("<", "&lt;"));
        writer.flush();
    }
}
