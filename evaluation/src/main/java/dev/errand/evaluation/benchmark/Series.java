package dev.errand.evaluation.benchmark;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// Times that the same thing took, again and again. For one thread at a time.
final class Series {
    private final String name;
    private final List<Duration> times = new ArrayList<>();

    Series(String name) {
        this.name = name;
    }

    String name() {
        return name;
    }

    int count() {
        return times.size();
    }

    void add(Duration time) {
        times.add(time);
    }

    /// The smallest time that at least so many percent of all times do not exceed.
    ///
    /// @throws IllegalStateException if nothing was measured
    Duration percentile(int percent) {
        if (times.isEmpty()) {
            throw new IllegalStateException("nothing was measured of " + name);
        }
        List<Duration> sorted = times.stream().sorted().toList();
        int rank = (int) Math.ceil(percent / 100.0 * sorted.size());
        return sorted.get(Math.max(rank, 1) - 1);
    }
}
