package dev.errand.evaluation.benchmark;

import dev.errand.runtime.journal.RunId;
import java.util.List;

/// What one stream told of a run, in the order in which it came.
record Heard(RunId run, List<Event> events) {
    Heard {
        events = List.copyOf(events);
    }

    /// @param sequence of the journal's entry
    record Event(long sequence, String name) {}

    boolean isOfEnd() {
        return !events.isEmpty() && events.getLast().name().equals("run-finished");
    }
}
