package dev.errand.evaluation.benchmark;

import dev.errand.runtime.journal.RunId;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Future;

/// Streams that are open all along, ten to a run: of runs that sleep and go on again and again, and of runs that wait
/// for an answer.
final class Audience implements AutoCloseable {
    private static final int OF_ONE_RUN = 10;
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final String WAITS = "return user.ask('How long?')";

    private final LoadClient client;
    private final OpenLoop.Crowd crowd = new OpenLoop.Crowd();
    private final List<RunId> going = new ArrayList<>();
    private final List<RunId> waiting = new ArrayList<>();
    private final List<Future<Tried>> streams = new ArrayList<>();

    private Audience(LoadClient client) {
        this.client = client;
    }

    /// @param seconds that these runs have to outlast, with something to spare
    static Audience gather(LoadClient client, int streams, int seconds) throws IOException, InterruptedException {
        Audience audience = new Audience(client);
        String goesOn = "for (let i = 0; i < 150; i++) { user.say('Look ' + i); clock.sleep(%d); }"
                .formatted(Math.max(5, seconds / 50));
        try {
            while (audience.streams.size() < streams) {
                boolean goes = audience.going.size() <= audience.waiting.size();
                RunId run = client.begin(goes ? goesOn : WAITS);
                (goes ? audience.going : audience.waiting).add(run);
                for (int i = 0; i < OF_ONE_RUN && audience.streams.size() < streams; i++) {
                    audience.streams.add(audience.crowd.send(() -> new Tried.Followed(client.follow(run))));
                }
            }
            return audience;
        } catch (LoadClient.Busy e) {
            audience.close();
            throw new IllegalStateException("The server has too much to do before anything was measured.", e);
        }
    }

    /// Ends the runs, at which the streams end.
    List<Tried> end() throws IOException, InterruptedException {
        for (RunId run : waiting) {
            client.decide(run, "answer", "{\"text\": \"So long.\"}");
        }
        for (RunId run : going) {
            client.decide(run, "cancel", "{}");
        }
        return crowd.all(streams, PATIENCE);
    }

    @Override
    public void close() {
        crowd.close();
    }
}
