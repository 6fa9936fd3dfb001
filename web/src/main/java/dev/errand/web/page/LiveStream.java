package dev.errand.web.page;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.errand.runtime.engine.Engine;
import dev.errand.runtime.engine.Run;
import dev.errand.runtime.journal.RunId;
import dev.errand.web.http.EventWriter;
import dev.errand.web.http.Problem;
import dev.errand.web.work.Hub;
import dev.errand.web.work.Hub.Signal;
import io.javalin.http.Context;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Semaphore;

/// Tells an open screen that its run has changed, so that it fetches itself anew; and the code, as it is written.
final class LiveStream {
    private static final int MOST = 512;
    private static final Duration BEAT = Duration.ofSeconds(15);
    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(2);

    private final Engine engine;
    private final Hub hub;
    private final Semaphore room = new Semaphore(MOST);

    LiveStream(Engine engine, Hub hub) {
        this.engine = engine;
        this.hub = hub;
    }

    void serve(Context context, RunId id) {
        if (!room.tryAcquire()) {
            throw Problem.unavailable("Too many screens are open; close some.").thrown();
        }
        try (Hub.Watcher watcher = hub.watch(id)) {
            tell(EventWriter.on(context), watcher, id);
        } catch (IOException e) {
            // the browser went away
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            room.release();
        }
    }

    private void tell(EventWriter writer, Hub.Watcher watcher, RunId id) throws IOException, InterruptedException {
        long known = -1;
        Instant beat = Instant.now().plus(BEAT);
        while (!hub.isClosed()) {
            Run run = engine.run(id);
            if (run.length() != known) {
                writer.event("changed", JsonNodeFactory.instance.objectNode());
                known = run.length();
            } else if (Instant.now().isAfter(beat)) {
                writer.event("heartbeat", JsonNodeFactory.instance.objectNode());
                beat = Instant.now().plus(BEAT);
            }
            if (run.state().isTerminal()) {
                writer.event("ended", JsonNodeFactory.instance.objectNode());
            }
            writer.flush();
            if (run.state().isTerminal()) {
                return;
            }
            Signal signal = watcher.next(BETWEEN_LOOKS);
            while (signal instanceof Signal.Written(String text)) {
                writer.text("token", text.replace("&", "&amp;").replace("<", "&lt;"));
                writer.flush();
                signal = watcher.next(BETWEEN_LOOKS);
            }
        }
    }
}
