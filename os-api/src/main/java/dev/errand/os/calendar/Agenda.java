package dev.errand.os.calendar;

import dev.errand.os.device.DeviceFailure;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// What the calendar files say, read together. What cannot be read is skipped and named by [#unreadable].
///
/// For one step, by one thread.
final class Agenda {
    /// More than this is not read any more, by no person and by no model.
    private static final int MOST = 5_000;

    private final EventStore store;
    private final ZoneId zone;
    private final List<UnreadableEvent> unreadable = new ArrayList<>();

    Agenda(EventStore store, ZoneId zone) {
        this.store = store;
        this.zone = zone;
    }

    /// All that takes place in that time, by start; cancelled events do not.
    ///
    /// @throws DeviceFailure (invalid) if it is too much
    List<Occurrence> during(Range range) {
        if (!range.from().isBefore(range.to())) {
            throw DeviceFailure.invalid("The time asked for ends before it begins.", "Give a \"to\" after \"from\".");
        }
        List<Occurrence> found = new ArrayList<>();
        for (EventFile file : store.during(range)) {
            for (Series series : series(file)) {
                found.addAll(during(series, range));
            }
            if (found.size() > MOST) {
                throw DeviceFailure.invalid(
                        "There are more than " + MOST + " events in that time.", "Ask for a shorter time.");
            }
        }
        found.removeIf(Occurrence::isCancelled);
        found.sort(Comparator.comparing(Occurrence::from).thenComparing(Occurrence::id));
        return found;
    }

    private List<Occurrence> during(Series series, Range range) {
        try {
            return series.during(range);
        } catch (IllegalArgumentException | DateTimeException | ArithmeticException e) {
            skip(series.file(), series.uid() + ": " + e.getMessage());
            return List.of();
        }
    }

    /// @throws DeviceFailure (not found) that names files which could not be read
    Occurrence get(EventRef ref) {
        return find(ref).orElseThrow(() -> {
            String skipped = unreadable.stream()
                    .map(each -> each.file() + " (" + each.problem() + ")")
                    .collect(Collectors.joining(", "));
            return DeviceFailure.notFound(
                    "There is no event with the id \"" + ref.id() + "\".",
                    "Look it up with calendar.events."
                            + (skipped.isEmpty() ? "" : " These could not be read: " + skipped + "."));
        });
    }

    /// @throws DeviceFailure (conflict) if the event is there and cannot be understood
    Optional<Occurrence> find(EventRef ref) {
        for (EventFile file : store.holding(ref.uid())) {
            for (Series series : series(file)) {
                if (series.uid().equals(ref.uid())) {
                    try {
                        return series.at(ref.time());
                    } catch (IllegalArgumentException | DateTimeException | ArithmeticException e) {
                        throw DeviceFailure.conflict(
                                "The event in " + file.place() + " cannot be understood: " + e.getMessage() + ".",
                                "Correct the file, or take it away.");
                    }
                }
            }
        }
        return Optional.empty();
    }

    /// What has been skipped so far.
    List<UnreadableEvent> unreadable() {
        return unreadable;
    }

    private List<Series> series(EventFile file) {
        if (file.calendars().isEmpty()) {
            skip(file, "it holds no calendar");
        }
        return Series.in(file, zone);
    }

    private void skip(EventFile file, String problem) {
        UnreadableEvent skipped = new UnreadableEvent(file.place(), problem);
        if (!unreadable.contains(skipped)) {
            unreadable.add(skipped);
        }
    }
}
