package dev.errand.web.http;

import dev.errand.runtime.journal.RunId;
import dev.errand.web.work.Hub;
import io.javalin.http.Context;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Semaphore;

/// Streams of one kind that stay open while a run goes on. Thread-safe.
public final class Streams {
    /// So long at the most nothing is said.
    public static final Duration BEAT = Duration.ofSeconds(15);

    /// Another process may work on the run, of which nobody here is told.
    public static final Duration BETWEEN_LOOKS = Duration.ofSeconds(2);

    private static final int MOST = 512;

    private final Hub hub;
    private final Semaphore room = new Semaphore(MOST);

    public Streams(Hub hub) {
        this.hub = hub;
    }

    /// Tells one client until it returns, or until the client has gone.
    @FunctionalInterface
    public interface Telling {
        void tell(EventWriter writer, Hub.Watcher watcher) throws IOException, InterruptedException;
    }

    /// Returns when the stream has ended.
    public void serve(Context context, RunId run, Telling telling) {
        requireRoom();
        serve(context, hub.watch(run), telling);
    }

    /// The same about all that waits for the person.
    public void serve(Context context, Telling telling) {
        requireRoom();
        serve(context, hub.watchAll(), telling);
    }

    private void requireRoom() {
        if (!room.tryAcquire()) {
            throw Problem.unavailable("More than %d streams are open; close some.".formatted(MOST))
                    .thrown();
        }
    }

    private void serve(Context context, Hub.Watcher watching, Telling telling) {
        try (Hub.Watcher watcher = watching) {
            telling.tell(EventWriter.on(context), watcher);
        } catch (IOException e) {
            // the client went away
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            room.release();
        }
    }

    /// Whether no stream is to go on.
    public boolean isClosed() {
        return hub.isClosed();
    }
}
