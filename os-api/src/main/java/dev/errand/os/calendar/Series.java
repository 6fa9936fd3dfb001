package dev.errand.os.calendar;

import dev.errand.os.device.StoragePath;
import dev.errand.os.vobject.Component;
import dev.errand.os.vobject.Property;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;

/// All that a file says of one event: what takes place once or again and again, and the times of it that are different.
///
/// @param overrides components that replace one time of the event each, or stand alone where the person was only
///                  invited to that time
record Series(EventFile file, Zones zones, String uid, Optional<Component> master, List<Component> overrides) {
    Series {
        overrides = List.copyOf(overrides);
    }

    /// All that a file tells of.
    static List<Series> in(EventFile file, ZoneId zone) {
        List<Series> all = new ArrayList<>();
        for (Component calendar : file.calendars()) {
            Map<String, List<Component>> byUid = new LinkedHashMap<>();
            int number = 0;
            for (Component event : calendar.parts("VEVENT")) {
                number++;
                String uid = event.text("UID").orElse(StoragePath.name(file.place()) + "-" + number);
                byUid.computeIfAbsent(uid, _ -> new ArrayList<>()).add(event);
            }
            Zones zones = new Zones(calendar, zone);
            byUid.forEach((uid, events) -> all.add(new Series(
                    file,
                    zones,
                    uid,
                    events.stream().filter(each -> !isOverride(each)).findFirst(),
                    events.stream().filter(Series::isOverride).toList())));
        }
        return all;
    }

    private static boolean isOverride(Component event) {
        return event.first("RECURRENCE-ID").isPresent();
    }

    boolean repeats() {
        return !overrides.isEmpty() || master.filter(Recurrence::isIn).isPresent();
    }

    /// @throws IllegalArgumentException if what the file says cannot be understood
    List<Occurrence> during(Range range) {
        Map<Instant, Occurrence> replaced = new HashMap<>();
        for (Component override : overrides) {
            Stamp original = Stamp.of(override.first("RECURRENCE-ID").orElseThrow(), zones);
            replaced.put(original.instant(), occurrence(override, original, start(override)));
        }
        List<Occurrence> found = new ArrayList<>();
        master.ifPresent(event -> {
            Stamp first = start(event);
            Lasting lasting = Lasting.of(event, first, zones);
            Range reach =
                    new Range(range.from().minus(lasting.atMost()), range.to().plusSeconds(1));
            SortedMap<Instant, Stamp> starts = Recurrence.starts(event, first, zones, reach);
            starts.keySet().removeAll(replaced.keySet());
            starts.values().forEach(each -> found.add(new Occurrence(this, event, each, each, lasting)));
        });
        found.addAll(replaced.values());
        found.removeIf(each -> !range.touches(each.range().from(), each.range().to()));
        return found;
    }

    private Occurrence occurrence(Component event, Stamp original, Stamp start) {
        return new Occurrence(this, event, original, start, Lasting.of(event, start, zones));
    }

    private Stamp start(Component event) {
        return Stamp.of(
                event.first("DTSTART").orElseThrow(() -> new IllegalArgumentException("it has no DTSTART")), zones);
    }

    /// The time of that name.
    ///
    /// @param time as [Stamp#written]; empty for the only or the first one
    Optional<Occurrence> at(Optional<String> time) {
        if (time.isEmpty()) {
            Component event = master.orElseGet(overrides::getFirst);
            return Optional.of(occurrence(event, start(event), start(event)));
        }
        for (Component override : overrides) {
            Stamp original = Stamp.of(override.first("RECURRENCE-ID").orElseThrow(), zones);
            if (original.written().equals(time.get())) {
                return Optional.of(occurrence(override, original, start(override)));
            }
        }
        return master.flatMap(event -> regular(event, time.get()));
    }

    private Optional<Occurrence> regular(Component event, String time) {
        Stamp first = start(event);
        if (first.day() != (time.length() == 8)) {
            return Optional.empty();
        }
        Stamp wanted = first.at(Stamp.of(Property.of("DTSTART", time), zones).local());
        Range reach = new Range(
                wanted.instant().minusSeconds(86_400), wanted.instant().plusSeconds(86_400));
        return Optional.ofNullable(Recurrence.starts(event, first, zones, reach).get(wanted.instant()))
                .map(start -> occurrence(event, start, start));
    }
}
