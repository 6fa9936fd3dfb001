package dev.errand.os.calendar;

import dev.errand.os.operation.When;
import dev.errand.os.vobject.Property;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.List;
import java.util.TimeZone;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A time as iCalendar writes it: what the clock on the wall shows, in a zone.
///
/// @param day  whether a whole day is meant
/// @param zone of a whole day the device's, as it is that day wherever one is
record Stamp(LocalDateTime local, boolean day, TimeZone zone) {
    private static final Pattern WRITTEN = Pattern.compile("(\\d{8})(?:T(\\d{6})(Z?))?");
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HHmmss");
    private static final DateTimeFormatter DATE_TIME = DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss");

    /// @throws IllegalArgumentException if the property holds no such time
    static Stamp of(Property property, Zones zones) {
        return of(property, property.value(), zones);
    }

    /// All times of a property that may hold several; of periods their beginnings.
    static List<Stamp> all(Property property, Zones zones) {
        return Arrays.stream(property.value().split(","))
                .filter(value -> !value.isBlank())
                .map(value -> of(property, value.replaceFirst("/.*", ""), zones))
                .toList();
    }

    private static Stamp of(Property property, String value, Zones zones) {
        Matcher written = WRITTEN.matcher(value.strip());
        if (!written.matches()) {
            throw new IllegalArgumentException(property.name() + " \"" + value.strip() + "\" is no time");
        }
        try {
            LocalDate date = LocalDate.parse(written.group(1), DateTimeFormatter.BASIC_ISO_DATE);
            if (written.group(2) == null) {
                return new Stamp(date.atStartOfDay(), true, zones.ofDevice());
            }
            // A leap second is written as the last second before it.
            LocalTime time = LocalTime.parse(written.group(2).replaceFirst("60$", "59"), TIME);
            boolean utc = !written.group(3).isEmpty();
            TimeZone zone = utc
                    ? TimeZone.getTimeZone("UTC")
                    : property.parameter("TZID").map(zones::named).orElseGet(zones::ofDevice);
            return new Stamp(date.atTime(time), false, zone);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException(property.name() + " \"" + value.strip() + "\" is no time", e);
        }
    }

    Instant instant() {
        return Zones.instant(local, zone);
    }

    Stamp at(LocalDateTime other) {
        return new Stamp(other, day, zone);
    }

    /// The same kind of time at that instant.
    Stamp at(Instant instant) {
        return at(Zones.local(instant, zone));
    }

    When when(ZoneId device) {
        return day ? new When.Day(local.toLocalDate()) : When.moment(instant(), device);
    }

    /// Without a zone: for a key, or as the value of a property that names the zone.
    String written() {
        return day ? local.format(DateTimeFormatter.BASIC_ISO_DATE) : local.format(DATE_TIME);
    }

    /// The same as the value of a property that is written like this one.
    String writtenLike(Property property) {
        return written() + (property.value().strip().endsWith("Z") ? "Z" : "");
    }
}
