package dev.errand.os.calendar;

import dev.errand.os.contacts.Address;
import dev.errand.os.mail.Dispatch;
import dev.errand.os.operation.StepContext;
import dev.errand.os.operation.When;
import dev.errand.os.vobject.Component;
import dev.errand.os.vobject.Property;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// The mail that asks people to come (iMIP, RFC 6047): in words, and as a file that their calendars take.
final class Invitation {
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("EEEE, d MMMM uuuu", Locale.ENGLISH);
    private static final DateTimeFormatter MOMENT =
            DateTimeFormatter.ofPattern("EEEE, d MMMM uuuu, HH:mm (xxx)", Locale.ENGLISH);

    private Invitation() {}

    /// @param zones components that explain the event's time zones
    /// @return where the mail went
    static String send(Event event, Component component, List<Component> zones, List<Address> to, StepContext context) {
        List<Component> parts = new ArrayList<>(zones);
        parts.add(component);
        Component request = EventWriter.calendar(parts).with(Property.of("METHOD", "REQUEST"));
        return Dispatch.send(
                to,
                "Invitation: " + event.title(),
                text(event),
                "invite.ics",
                "text/calendar; method=REQUEST; charset=UTF-8",
                Component.write(List.of(request)).getBytes(StandardCharsets.UTF_8),
                context);
    }

    private static String text(Event event) {
        StringBuilder text = new StringBuilder(event.title()).append("\n\n").append(written(event.start()));
        if (!event.start().equals(event.end())) {
            text.append("\nuntil ").append(written(event.end()));
        }
        if (event.location() != null) {
            text.append("\n").append(event.location());
        }
        if (event.notes() != null) {
            text.append("\n\n").append(event.notes());
        }
        return text.append("\n").toString();
    }

    private static String written(When when) {
        return switch (when) {
            case When.Day(LocalDate date) -> DAY.format(date);
            case When.Moment(OffsetDateTime time) -> MOMENT.format(time);
        };
    }
}
