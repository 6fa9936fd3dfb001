package dev.errand.os.calendar;

import dev.errand.os.operation.When;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;

/// The gaps between what is planned.
final class FreeTimes {
    private FreeTimes() {}

    /// @param busy ordered by start
    static List<FreeTime> between(List<Range> busy, Range range, Duration atLeast, ZoneId zone) {
        List<FreeTime> gaps = new ArrayList<>();
        Instant free = range.from();
        for (Range each : busy) {
            add(free, each.from(), atLeast, zone, gaps);
            free = each.to().isAfter(free) ? each.to() : free;
        }
        add(free, range.to(), atLeast, zone, gaps);
        return gaps;
    }

    private static void add(Instant from, Instant to, Duration atLeast, ZoneId zone, List<FreeTime> gaps) {
        Duration gap = Duration.between(from, to);
        if (gap.compareTo(atLeast) >= 0) {
            gaps.add(new FreeTime(When.moment(from, zone), When.moment(to, zone), gap.toMinutes()));
        }
    }
}
