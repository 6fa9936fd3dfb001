package dev.errand.os.calendar;

import dev.errand.os.vobject.Component;
import dev.errand.os.vobject.Property;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// How long an event lasts: days that the calendar counts, and time that the clock counts. An event that names its end
/// lasts the same time whenever it repeats, one that names days the same days (RFC 5545, 3.8.5.3).
record Lasting(long days, Duration time) {
    private static final Pattern WRITTEN = Pattern.compile(
            "([+-]?)P(?:(\\d{1,6})W)?(?:(\\d{1,6})D)?(?:T(?:(\\d{1,9})H)?(?:(\\d{1,9})M)?(?:(\\d{1,9})S)?)?");

    static Lasting of(Component event, Stamp start, Zones zones) {
        Optional<Property> end = event.first("DTEND");
        Optional<Property> duration = event.first("DURATION");
        Lasting read = end.isPresent()
                ? until(start, Stamp.of(end.get(), zones))
                : duration.isPresent()
                        ? parse(duration.get().value().strip())
                        : new Lasting(start.day() ? 1 : 0, Duration.ZERO);
        return start.day() && read.days < 1 ? new Lasting(1, Duration.ZERO) : read;
    }

    private static Lasting until(Stamp start, Stamp end) {
        if (start.day()) {
            long days = ChronoUnit.DAYS.between(
                    start.local().toLocalDate(), end.local().toLocalDate());
            return new Lasting(Math.max(0, days), Duration.ZERO);
        }
        Duration time = Duration.between(start.instant(), end.instant());
        return new Lasting(0, time.isNegative() ? Duration.ZERO : time);
    }

    private static Lasting parse(String written) {
        Matcher parts = WRITTEN.matcher(written);
        if (!parts.matches()) {
            throw new IllegalArgumentException("DURATION \"" + written + "\" is no length of time");
        }
        if (parts.group(1).equals("-")) {
            return new Lasting(0, Duration.ZERO);
        }
        return new Lasting(
                7 * number(parts.group(2)) + number(parts.group(3)),
                Duration.ofHours(number(parts.group(4)))
                        .plusMinutes(number(parts.group(5)))
                        .plusSeconds(number(parts.group(6))));
    }

    private static long number(String digits) {
        return digits == null ? 0 : Long.parseLong(digits);
    }

    /// The end of an occurrence, the first moment after it.
    Stamp after(Stamp start) {
        Stamp later = start.at(start.local().plusDays(days));
        return time.isZero() ? later : later.at(later.instant().plus(time));
    }

    /// The longest time that it may be, whatever the clocks do.
    Duration atMost() {
        return time.plusDays(days + 2);
    }

    /// When an event that begins then is over.
    Instant end(Stamp start) {
        return after(start).instant();
    }
}
