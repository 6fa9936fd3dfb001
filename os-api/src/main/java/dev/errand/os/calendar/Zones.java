package dev.errand.os.calendar;

import biweekly.Biweekly;
import biweekly.component.VTimezone;
import biweekly.io.ICalTimeZone;
import dev.errand.os.vobject.Component;
import dev.errand.os.vobject.Property;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.TimeZone;
import java.util.regex.Pattern;

/// The time zones that a calendar's times name: by their usual name, else by the rules that the calendar itself gives
/// (`VTIMEZONE`), else the device's.
///
/// @param device the zone of times without one
record Zones(Component calendar, ZoneId device) {
    /// Names such as `/freeassociation.sourceforge.net/Europe/Berlin`.
    private static final Pattern PREFIX = Pattern.compile("/[^/]+/(?:\\d{8}_\\d+/)?");

    TimeZone ofDevice() {
        return TimeZone.getTimeZone(device);
    }

    TimeZone named(String name) {
        try {
            return TimeZone.getTimeZone(ZoneId.of(PREFIX.matcher(name).replaceFirst("")));
        } catch (DateTimeException e) {
            return calendar.parts("VTIMEZONE").stream()
                    .filter(zone -> zone.text("TZID").filter(name::equals).isPresent())
                    .findFirst()
                    .map(Zones::described)
                    .orElseGet(this::ofDevice);
        }
    }

    private static TimeZone described(Component zone) {
        String text = Component.write(
                List.of(new Component("VCALENDAR", List.of(Property.of("VERSION", "2.0")), List.of(zone))));
        VTimezone read = Biweekly.parse(text).first().getTimezoneInfo().getComponents().stream()
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("its time zone has no rules"));
        return new ICalTimeZone(read);
    }

    /// A time that a clock change skips counts from the offset before it, one that it repeats is the first of both
    /// (RFC 5545, 3.3.5).
    static Instant instant(LocalDateTime local, TimeZone zone) {
        long wall = local.toInstant(ZoneOffset.UTC).toEpochMilli();
        int before = zone.getOffset(wall - Duration.ofDays(1).toMillis());
        int after = zone.getOffset(wall + Duration.ofDays(1).toMillis());
        boolean second = zone.getOffset(wall - before) != before && zone.getOffset(wall - after) == after;
        return Instant.ofEpochMilli(wall - (second ? after : before));
    }

    static LocalDateTime local(Instant instant, TimeZone zone) {
        return LocalDateTime.ofInstant(
                instant, ZoneOffset.ofTotalSeconds(zone.getOffset(instant.toEpochMilli()) / 1000));
    }
}
