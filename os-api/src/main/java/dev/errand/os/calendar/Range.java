package dev.errand.os.calendar;

import java.time.Instant;

/// A stretch of time, from its first moment to the first one after it.
record Range(Instant from, Instant to) {
    /// Whether something that lasts so long lies in it, at least in part. What takes no time lies where it begins.
    boolean touches(Instant start, Instant end) {
        return start.isBefore(to) && (end.isAfter(from) || (!end.isAfter(start) && !start.isBefore(from)));
    }
}
