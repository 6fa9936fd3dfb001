package dev.errand.evaluation.benchmark;

import dev.errand.runtime.engine.Run;
import dev.errand.runtime.engine.RunListener;
import dev.errand.runtime.journal.Entry;
import dev.errand.runtime.journal.Recorded;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;

/// Divides the time of a run among its [Part]s, as its entries are journaled.
///
/// A step's entry says when the step began; what lies between the entry before it and that moment is the guest's.
final class Stopwatch implements RunListener {
    private final Map<Part, Duration> parts = new EnumMap<>(Part.class);
    private long last;

    void start() {
        parts.clear();
        last = System.nanoTime();
    }

    @Override
    public void recorded(Run run, Recorded recorded) {
        long now = System.nanoTime();
        Duration sinceLast = Duration.ofNanos(now - last);
        last = now;
        if (recorded.entry() instanceof Entry.StepFinished step) {
            Duration look = shorter(Duration.between(step.startedAt(), recorded.at()), sinceLast);
            add(Part.LOOK, look);
            add(Part.GUEST, sinceLast.minus(look));
        } else {
            Part.endedBy(recorded.entry()).ifPresent(part -> add(part, sinceLast));
        }
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    private void add(Part part, Duration time) {
        parts.merge(part, time, Duration::plus);
    }

    Duration time(Part part) {
        return parts.getOrDefault(part, Duration.ZERO);
    }
}
