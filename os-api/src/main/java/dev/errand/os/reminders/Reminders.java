package dev.errand.os.reminders;

import dev.errand.os.device.DeviceFailure;
import dev.errand.os.device.Storage;
import dev.errand.os.device.StoragePath;
import dev.errand.os.operation.When;
import dev.errand.os.vobject.Component;
import dev.errand.os.vobject.Property;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The to-dos of the area `reminders`, one a file, read from whatever program wrote them.
///
/// @param zone the device's
public record Reminders(Storage storage, ZoneId zone) {
    private static final String AREA = "reminders";
    private static final String TRASH = "trash/reminders";
    private static final String ENDING = ".ics";
    private static final LocalTime MORNING = LocalTime.of(9, 0);
    private static final DateTimeFormatter LOCAL = DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss");
    private static final DateTimeFormatter UTC = DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'");

    private record Stored(String path, Component calendar, Component todo, Reminder reminder) {}

    /// Those that are not done, by time, those without one last.
    public List<Reminder> open() {
        return stored().stream()
                .map(Stored::reminder)
                .sorted(Comparator.comparing(this::due, Comparator.nullsLast(Comparator.naturalOrder())))
                .toList();
    }

    /// When the person is to be reminded: on a day without a time in its morning.
    public @Nullable Instant due(Reminder reminder) {
        When at = reminder.at();
        return switch (at) {
            case null -> null;
            case When.Day(LocalDate date) -> date.atTime(MORNING).atZone(zone).toInstant();
            case When.Moment(OffsetDateTime time) -> time.toInstant();
        };
    }

    Reminder add(String uid, NewReminder reminder, Instant now) {
        String stamp = now.atOffset(ZoneOffset.UTC).format(UTC);
        Component todo = new Component(
                "VTODO",
                List.of(
                        Property.of("UID", uid),
                        Property.of("DTSTAMP", stamp),
                        Property.ofText("SUMMARY", reminder.text().strip()),
                        Property.of("STATUS", "NEEDS-ACTION")),
                List.of());
        When at = reminder.at();
        Component timed = at == null ? todo : todo.with(due(at));
        Component calendar = new Component(
                "VCALENDAR",
                List.of(Property.of("VERSION", "2.0"), Property.of("PRODID", "-//Errand//Errand//EN")),
                List.of(timed));
        storage.writeText(AREA + "/" + uid + ENDING, Component.write(List.of(calendar)));
        return new Reminder(uid, reminder.text().strip(), at);
    }

    private static Property due(When at) {
        return switch (at) {
            case When.Day(LocalDate date) ->
                Property.of("DUE", Map.of("VALUE", List.of("DATE")), date.format(DateTimeFormatter.BASIC_ISO_DATE));
            case When.Moment(OffsetDateTime time) ->
                Property.of("DUE", time.withOffsetSameInstant(ZoneOffset.UTC).format(UTC));
        };
    }

    Reminder complete(ReminderRef ref, Instant now) {
        Stored found = existing(ref);
        Component done = found.todo()
                .with(Property.of("STATUS", "COMPLETED"))
                .with(Property.of("COMPLETED", now.atOffset(ZoneOffset.UTC).format(UTC)));
        Component calendar = found.calendar().withParts(part -> Optional.of(part.equals(found.todo()) ? done : part));
        storage.writeText(found.path(), Component.write(List.of(calendar)));
        return found.reminder();
    }

    /// @param suffix makes the name in the trash unique
    Reminder delete(ReminderRef ref, String suffix) {
        Stored found = existing(ref);
        String name = StoragePath.name(found.path());
        storage.move(
                found.path(), TRASH + "/" + name.substring(0, name.length() - ENDING.length()) + "-" + suffix + ENDING);
        return found.reminder();
    }

    private Stored existing(ReminderRef ref) {
        List<Stored> all = stored();
        List<Stored> found = all.stream()
                .filter(each -> each.reminder().id().equals(ref.id()))
                .toList();
        if (found.isEmpty()) {
            String wanted = ref.id().strip();
            found = all.stream()
                    .filter(each -> each.reminder().text().equalsIgnoreCase(wanted))
                    .toList();
        }
        if (found.size() > 1) {
            throw DeviceFailure.conflict(
                    "Several reminders say \"" + ref.id() + "\".", "Use the id that reminders.list shows.");
        } else if (found.isEmpty()) {
            String texts = all.stream()
                    .map(each -> "\"" + each.reminder().text() + "\"")
                    .collect(Collectors.joining(", "));
            throw DeviceFailure.notFound(
                    "There is no reminder \"" + ref.id() + "\".",
                    texts.isEmpty() ? "There are none." : "There are " + texts + ".");
        }
        return found.getFirst();
    }

    private List<Stored> stored() {
        List<Stored> stored = new ArrayList<>();
        for (Storage.Entry entry : storage.walk(AREA)) {
            if (entry.name().toLowerCase(Locale.ROOT).endsWith(ENDING)) {
                for (Component calendar : Component.parse(storage.readText(entry.path()))) {
                    calendar.parts("VTODO").stream()
                            .filter(Reminders::isOpen)
                            .forEach(todo ->
                                    stored.add(new Stored(entry.path(), calendar, todo, reminder(entry, todo))));
                }
            }
        }
        return stored;
    }

    private static boolean isOpen(Component todo) {
        String status = todo.text("STATUS").orElse("").toUpperCase(Locale.ROOT);
        return !status.equals("COMPLETED") && !status.equals("CANCELLED");
    }

    private Reminder reminder(Storage.Entry entry, Component todo) {
        String name = entry.name().substring(0, entry.name().length() - ENDING.length());
        return new Reminder(
                todo.text("UID").orElse(name),
                todo.text("SUMMARY").orElse("(no text)"),
                todo.first("DUE").flatMap(this::when).orElse(null));
    }

    /// A time that cannot be understood is none: better a reminder without a time than none at all.
    private Optional<When> when(Property due) {
        String value = due.value().strip();
        try {
            if (value.indexOf('T') < 0) {
                return Optional.of(new When.Day(LocalDate.parse(value, DateTimeFormatter.BASIC_ISO_DATE)));
            }
            LocalDateTime local = LocalDateTime.parse(value.replaceFirst("Z$", ""), LOCAL);
            ZoneId written = value.endsWith("Z")
                    ? ZoneOffset.UTC
                    : due.parameter("TZID").map(ZoneId::of).orElse(zone);
            return Optional.of(When.moment(local.atZone(written).toInstant(), zone));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
