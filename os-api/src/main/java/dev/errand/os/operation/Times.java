package dev.errand.os.operation;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.TemporalAccessor;

/// Times as they stand in arguments: ISO 8601, a bare date meaning its first moment, no offset meaning the device's
/// zone.
public final class Times {
    private Times() {}

    static boolean isTime(String text) {
        try {
            parse(text, ZoneId.of("UTC"));
            return true;
        } catch (DateTimeException e) {
            return false;
        }
    }

    /// The same, keeping apart whole days and moments.
    ///
    /// @throws DateTimeException if the text is no such time
    public static When when(String text, ZoneId zone) {
        return isDate(text) ? new When.Day(LocalDate.parse(text)) : When.moment(parse(text, zone), zone);
    }

    private static boolean isDate(String text) {
        return text.indexOf('T') < 0 && text.indexOf(' ') < 0;
    }

    /// @throws DateTimeException if the text is no such time
    public static Instant parse(String text, ZoneId zone) {
        if (isDate(text)) {
            return LocalDate.parse(text).atStartOfDay(zone).toInstant();
        }
        TemporalAccessor parsed = DateTimeFormatter.ISO_DATE_TIME.parseBest(
                text.replace(' ', 'T'), ZonedDateTime::from, OffsetDateTime::from, LocalDateTime::from);
        return switch (parsed) {
            case ZonedDateTime zoned -> zoned.toInstant();
            case OffsetDateTime offset -> offset.toInstant();
            case LocalDateTime local -> local.atZone(zone).toInstant();
            default -> throw new DateTimeException("Not a time: " + text);
        };
    }
}
