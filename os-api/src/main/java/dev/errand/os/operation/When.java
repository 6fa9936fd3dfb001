package dev.errand.os.operation;

import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;

/// A time as somebody gave it: a whole day, or a moment. Skills take it where the difference matters; where it does
/// not, an [Instant] is simpler.
public sealed interface When {
    /// A day, wherever one is.
    record Day(LocalDate date) implements When {
        @Override
        public String toString() {
            return date.toString();
        }
    }

    /// A moment, with the offset it is written in.
    record Moment(OffsetDateTime time) implements When {
        @Override
        public String toString() {
            return time.toString();
        }
    }

    /// A moment as it is written in that zone.
    static When moment(Instant instant, ZoneId zone) {
        return new Moment(instant.atZone(zone).toOffsetDateTime());
    }

    /// The moment, or the first one of the day in that zone.
    default Instant start(ZoneId zone) {
        return switch (this) {
            case Day(LocalDate date) -> date.atStartOfDay(zone).toInstant();
            case Moment(OffsetDateTime time) -> time.toInstant();
        };
    }

    /// The moment, or the first one after the day in that zone.
    default Instant end(ZoneId zone) {
        return switch (this) {
            case Day(LocalDate date) -> date.plusDays(1).atStartOfDay(zone).toInstant();
            case Moment(OffsetDateTime time) -> time.toInstant();
        };
    }
}
