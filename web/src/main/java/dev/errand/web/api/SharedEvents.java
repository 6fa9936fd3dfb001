package dev.errand.web.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.errand.runtime.engine.Engine;
import dev.errand.runtime.engine.Events;
import dev.errand.runtime.engine.Following;
import dev.errand.runtime.engine.Run;
import dev.errand.runtime.journal.RunId;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;

/// Events of runs, read from the journal once for all who follow the same run, and kept while anybody does.
/// Thread-safe.
final class SharedEvents {
    private final Engine engine;
    private final ConcurrentHashMap<RunId, OfRun> runs = new ConcurrentHashMap<>();

    SharedEvents(Engine engine) {
        this.engine = engine;
    }

    /// @param events that came after the one that was known
    /// @param length of the journal
    record News(List<ObjectNode> events, long length, boolean isLast) {}

    /// Close it when nothing more is wanted.
    Reader reader(RunId id) {
        return new Reader(runs.compute(id, (_, known) -> {
            OfRun run = known == null ? new OfRun(engine.follow(id)) : known;
            run.readers++;
            return run;
        }));
    }

    /// One who follows a run.
    final class Reader implements AutoCloseable {
        private final OfRun run;

        private Reader(OfRun run) {
            this.run = run;
        }

        News after(long sequence) {
            return run.after(sequence);
        }

        @Override
        public void close() {
            runs.computeIfPresent(run.id, (_, known) -> --known.readers == 0 ? null : known);
        }
    }

    private static final class OfRun {
        private final RunId id;
        private final Following following;
        private final List<ObjectNode> events = new ArrayList<>();
        private int readers; // changed by the map alone, one thread at a time

        OfRun(Following following) {
            this.id = following.id();
            this.following = following;
        }

        synchronized News after(long sequence) {
            Run run = following.readOn((now, recorded) -> events.addAll(Events.of(now, recorded)));
            int first = events.size();
            while (first > 0 && events.get(first - 1).path("sequence").asLong() > sequence) {
                first--;
            }
            return new News(
                    List.copyOf(events.subList(first, events.size())),
                    run.length(),
                    run.state().isTerminal());
        }
    }
}
