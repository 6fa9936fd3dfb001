package dev.errand.os.calendar;

import biweekly.ICalVersion;
import biweekly.io.ParseContext;
import biweekly.io.scribe.property.RecurrenceRuleScribe;
import biweekly.parameter.ICalParameters;
import biweekly.property.RecurrenceRule;
import biweekly.util.com.google.ical.compat.javautil.DateIterator;
import dev.errand.os.vobject.Component;
import dev.errand.os.vobject.Property;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Date;
import java.util.HashSet;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TimeZone;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// When an event takes place: its first time, the times that its rules and dates add, without the ones they take out.
/// Rules are counted on the wall clock of the event's zone; biweekly does the counting.
final class Recurrence {
    private static final TimeZone WALL = TimeZone.getTimeZone("UTC");
    private static final Pattern UNTIL = Pattern.compile(";?UNTIL=([0-9TZ]+)", Pattern.CASE_INSENSITIVE);
    /// Rules that cannot be entered in the middle are followed from their start, so far.
    private static final int MOST_STEPS = 100_000;
    /// More than this is no calendar any more.
    private static final int MOST_TIMES = 20_000;

    private final Component event;
    private final Stamp first;
    private final Zones zones;
    private final LocalDateTime from;
    private final LocalDateTime to;

    private Recurrence(Component event, Stamp first, Zones zones, LocalDateTime from, LocalDateTime to) {
        this.event = event;
        this.first = first;
        this.zones = zones;
        this.from = from;
        this.to = to;
    }

    static boolean isIn(Component event) {
        return event.first("RRULE").isPresent() || event.first("RDATE").isPresent();
    }

    /// All starts between two moments, and perhaps some around them, by instant.
    ///
    /// @throws IllegalArgumentException if a rule or a date cannot be understood
    static SortedMap<Instant, Stamp> starts(Component event, Stamp first, Zones zones, Range reach) {
        return new Recurrence(
                        event,
                        first,
                        zones,
                        Zones.local(reach.from(), first.zone()),
                        Zones.local(reach.to(), first.zone()))
                .starts();
    }

    private SortedMap<Instant, Stamp> starts() {
        SortedMap<Instant, Stamp> starts = new TreeMap<>();
        add(first, starts);
        event.all("RRULE").forEach(rule -> follow(rule, starts));
        for (Property dates : event.all("RDATE")) {
            Stamp.all(dates, zones).forEach(each -> add(alike(each), starts));
        }
        remove(starts);
        return starts;
    }

    /// A time of another zone or kind, as a time of this event.
    private Stamp alike(Stamp other) {
        return first.day()
                ? first.at(other.local().toLocalDate().atStartOfDay())
                : other.day() ? first.at(other.local().with(first.local().toLocalTime())) : first.at(other.instant());
    }

    private void add(Stamp start, SortedMap<Instant, Stamp> starts) {
        if (!start.local().isBefore(from) && start.local().isBefore(to)) {
            starts.put(start.instant(), start);
        }
    }

    private void remove(SortedMap<Instant, Stamp> starts) {
        Set<LocalDateTime> days = new HashSet<>();
        for (Property dates : event.all("EXDATE")) {
            for (Stamp each : Stamp.all(dates, zones)) {
                if (each.day() && !first.day()) {
                    days.add(each.local());
                } else {
                    starts.remove(alike(each).instant());
                }
            }
        }
        starts.values()
                .removeIf(start -> days.contains(start.local().toLocalDate().atStartOfDay()));
        SortedMap<Instant, Stamp> excluded = new TreeMap<>();
        event.all("EXRULE").forEach(rule -> follow(rule, excluded));
        starts.keySet().removeAll(excluded.keySet());
    }

    private void follow(Property rule, SortedMap<Instant, Stamp> starts) {
        String value = rule.value().strip();
        Optional<LocalDateTime> last = until(value);
        DateIterator times = iterator(UNTIL.matcher(value).replaceAll(""));
        String upper = value.toUpperCase(Locale.ROOT);
        if (!upper.contains("COUNT=") && !upper.contains("BYSETPOS=") && from.isAfter(first.local())) {
            times.advanceTo(wall(from));
        }
        for (int step = 0; times.hasNext(); step++) {
            LocalDateTime local = LocalDateTime.ofInstant(times.next().toInstant(), ZoneOffset.UTC);
            if (!local.isBefore(to) || last.filter(local::isAfter).isPresent()) {
                return;
            }
            if (step >= MOST_STEPS || starts.size() >= MOST_TIMES) {
                throw new IllegalArgumentException("it repeats too often: " + value);
            }
            if (!local.isBefore(first.local())) {
                add(first.at(local), starts);
            }
        }
    }

    private DateIterator iterator(String rule) {
        try {
            ParseContext reading = new ParseContext();
            reading.setVersion(ICalVersion.V2_0);
            RecurrenceRule read = new RecurrenceRuleScribe().parseText(rule, null, new ICalParameters(), reading);
            Objects.requireNonNull(read.getValue().getFrequency());
            return read.getDateIterator(wall(first.local()), WALL);
        } catch (RuntimeException e) {
            throw new IllegalArgumentException("its rule \"" + rule + "\" cannot be understood", e);
        }
    }

    private static Date wall(LocalDateTime local) {
        return Date.from(local.toInstant(ZoneOffset.UTC));
    }

    /// The last moment at which the rule still holds, on the event's own clock. A bare date means all of that day.
    private Optional<LocalDateTime> until(String rule) {
        Matcher until = UNTIL.matcher(rule);
        if (!until.find()) {
            return Optional.empty();
        }
        Stamp limit = Stamp.of(Property.of("UNTIL", until.group(1)), zones);
        boolean fixed = until.group(1).endsWith("Z") && !first.day();
        LocalDateTime local = fixed ? Zones.local(limit.instant(), first.zone()) : limit.local();
        return Optional.of(limit.day() || first.day() ? local.toLocalDate().atTime(23, 59, 59) : local);
    }
}
