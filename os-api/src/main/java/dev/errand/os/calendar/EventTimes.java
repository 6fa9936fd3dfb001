package dev.errand.os.calendar;

import dev.errand.os.device.DeviceFailure;
import dev.errand.os.operation.When;
import dev.errand.os.vobject.Component;
import dev.errand.os.vobject.Property;
import java.time.Duration;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.TimeZone;
import org.jspecify.annotations.Nullable;

/// From when to when an event is to last: both whole days, the last one included, or both moments.
record EventTimes(When start, When end) {
    private static final Duration USUAL = Duration.ofHours(1);
    private static final DateTimeFormatter UTC = DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'");

    EventTimes {
        boolean backwards = switch (start) {
            case When.Day(LocalDate first) when end instanceof When.Day(LocalDate last) -> last.isBefore(first);
            case When.Moment(OffsetDateTime first)
            when end instanceof When.Moment(OffsetDateTime last) -> last.isBefore(first);
            case When.Day _, When.Moment _ ->
                throw DeviceFailure.invalid(
                        "Of start and end of the event one is a date and one is a time.",
                        "Give two dates for whole days, or two times.");
        };
        if (backwards) {
            throw DeviceFailure.invalid("The event would end before it begins.", "Give an end after " + start + ".");
        }
    }

    /// @param end an hour later, or the same day, where it is absent
    static EventTimes of(When start, @Nullable When end) {
        return new EventTimes(
                start,
                end != null
                        ? end
                        : switch (start) {
                            case When.Day day -> day;
                            case When.Moment(OffsetDateTime time) -> new When.Moment(time.plus(USUAL));
                        });
    }

    /// What an event's times become; without a new end it lasts as long as before.
    static EventTimes changed(EventTimes before, @Nullable When start, @Nullable When end) {
        if (start == null || end != null) {
            return new EventTimes(start == null ? before.start : start, end == null ? before.end : end);
        }
        return switch (start) {
            case When.Day(LocalDate date)
            when before.start instanceof When.Day(LocalDate first) && before.end instanceof When.Day(LocalDate last) ->
                new EventTimes(start, new When.Day(date.plusDays(ChronoUnit.DAYS.between(first, last))));
            case When.Moment(OffsetDateTime time)
            when before.start instanceof When.Moment(OffsetDateTime first)
                    && before.end instanceof When.Moment(OffsetDateTime last) ->
                new EventTimes(start, new When.Moment(time.plus(Duration.between(first, last))));
            case When.Day _, When.Moment _ -> of(start, null);
        };
    }

    /// @param zone the device's
    static EventTimes of(Occurrence occurrence, ZoneId zone) {
        Stamp after = occurrence.lasting().after(occurrence.start());
        return new EventTimes(
                occurrence.start().when(zone),
                after.day() ? new When.Day(after.local().toLocalDate().minusDays(1)) : after.when(zone));
    }

    /// The event with these times, its start written the way it was so far: a change keeps the zone.
    Component in(Component event) {
        Property start = switch (this.start) {
            case When.Day(LocalDate date) -> day("DTSTART", date);
            case When.Moment(OffsetDateTime time) -> moment("DTSTART", time, event);
        };
        Property end = switch (this.end) {
            case When.Day(LocalDate date) -> day("DTEND", date.plusDays(1));
            case When.Moment(OffsetDateTime time) -> moment("DTEND", time, event);
        };
        return event.with(start).without("DURATION").with(end);
    }

    private static Property day(String name, LocalDate date) {
        return Property.of(name, Map.of("VALUE", List.of("DATE")), date.format(DateTimeFormatter.BASIC_ISO_DATE));
    }

    /// Where the event has no zone of its own that is known by its name, a moment is written in universal time.
    private static Property moment(String name, OffsetDateTime time, Component event) {
        return event.first("DTSTART")
                .flatMap(start -> start.parameter("TZID"))
                .filter(zone -> ZoneId.getAvailableZoneIds().contains(zone))
                .map(zone -> Property.of(
                        name,
                        Map.of("TZID", List.of(zone)),
                        new Stamp(
                                        Zones.local(time.toInstant(), TimeZone.getTimeZone(zone)),
                                        false,
                                        TimeZone.getTimeZone(zone))
                                .written()))
                .orElseGet(() -> Property.of(
                        name, time.withOffsetSameInstant(ZoneOffset.UTC).format(UTC)));
    }
}
