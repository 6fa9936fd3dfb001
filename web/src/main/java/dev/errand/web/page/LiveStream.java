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
import java.time.Instant;

/// Tells an open screen that its run has changed, so that it fetches itself anew; and the code, as it is written.
final class LiveStream {
    private final Engine engine;
    private final Streams streams;

    LiveStream(Engine engine, Hub hub) {
        this.engine = engine;
        streams = new Streams(hub);
    }

    void serve(Context context, RunId id) {
        streams.serve(context, id, (writer, watcher) -> tell(writer, watcher, id));
    }

    private void tell(EventWriter writer, Hub.Watcher watcher, RunId id) throws IOException, InterruptedException {
        long known = -1;
        Instant beat = Instant.now().plus(Streams.BEAT);
        while (!streams.isClosed()) {
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
            Signal signal = watcher.next(Streams.BETWEEN_LOOKS);
            while (signal instanceof Signal.Written(String text)) {
                writer.text("token", text.replace("&", "&amp;").replace("<", "&lt;"));
                writer.flush();
                signal = watcher.next(Streams.BETWEEN_LOOKS);
            }
        }
    }
}
