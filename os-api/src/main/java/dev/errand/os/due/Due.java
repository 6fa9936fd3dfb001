package dev.errand.os.due;

import dev.errand.os.clock.Ring;
import dev.errand.os.device.Storage;
import dev.errand.os.reminders.Reminder;
import dev.errand.os.reminders.Reminders;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// Something that it is time for, or will be.
///
/// A timer or alarm stays here until it is cancelled, a reminder until it is done: whoever rings remembers by `id` and
/// `at` what has rung.
///
/// @param id   unique among its kind
/// @param text its text or label; may be empty
/// @param at   when it is time
public record Due(Kind kind, String id, String text, Instant at) {
    /// What it is.
    public enum Kind {
        TIMER,
        ALARM,
        REMINDER
    }

    /// What it is time for by now, the longest due first.
    ///
    /// @param zone the device's
    public static List<Due> due(Storage storage, ZoneId zone, Instant now) {
        return all(storage, zone).stream()
                .filter(each -> !each.at().isAfter(now))
                .toList();
    }

    /// When it is time for the next thing after now.
    public static Optional<Instant> next(Storage storage, ZoneId zone, Instant now) {
        return all(storage, zone).stream()
                .map(Due::at)
                .filter(at -> at.isAfter(now))
                .findFirst();
    }

    private static List<Due> all(Storage storage, ZoneId zone) {
        List<Due> all = new ArrayList<>();
        Ring.all(Ring.Kind.TIMER, storage).forEach(each -> all.add(of(Kind.TIMER, each)));
        Ring.all(Ring.Kind.ALARM, storage).forEach(each -> all.add(of(Kind.ALARM, each)));
        Reminders reminders = new Reminders(storage, zone);
        for (Reminder each : reminders.open()) {
            Instant at = reminders.due(each);
            if (at != null) {
                all.add(new Due(Kind.REMINDER, each.id(), each.text(), at));
            }
        }
        all.sort(Comparator.comparing(Due::at).thenComparing(Due::kind).thenComparing(Due::id));
        return all;
    }

    private static Due of(Kind kind, Ring ring) {
        return new Due(kind, ring.id(), ring.label(), ring.at());
    }
}
