package dev.errand.os.calendar;

import dev.errand.os.contacts.Address;
import dev.errand.os.device.DeviceFailure;
import dev.errand.os.device.Hash;
import dev.errand.os.operation.StepContext;
import dev.errand.os.operation.When;
import dev.errand.os.vobject.Component;
import dev.errand.os.vobject.Property;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Writes events down, and changes of them into the files of other programs: only lines that a change is about are
/// touched.
///
/// @param own the person's own address
record EventWriter(StepContext context, String own) {
    private static final DateTimeFormatter UTC =
            DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);
    /// Which step changed the event last, so that it notices when it is done again.
    static final String STEP = "X-ERRAND-STEP";

    /// The same whenever the step is done again.
    String uid() {
        return UUID.nameUUIDFromBytes(context.stepId().getBytes(StandardCharsets.UTF_8))
                .toString();
    }

    Component fresh(NewEvent event) {
        Component empty = new Component(
                "VEVENT",
                List.of(Property.of("UID", uid()), now("DTSTAMP"), now("CREATED"), Property.of("SEQUENCE", "0")),
                List.of());
        EventTimes times = EventTimes.of(event.start(), event.end());
        Component timed = times.in(empty);
        Component written = switch (times.start()) {
            // As most calendars have it: a birthday does not keep anybody from anything.
            case When.Day _ -> timed.with(Property.of("TRANSP", "TRANSPARENT"));
            case When.Moment _ -> timed;
        };
        return with(written, event.changes());
    }

    static Component calendar(List<Component> parts) {
        return new Component(
                "VCALENDAR",
                List.of(Property.of("VERSION", "2.0"), Property.of("PRODID", "-//Errand//Errand//EN")),
                parts);
    }

    /// The component of an occurrence with changes: the event itself, or one that replaces this time of it.
    Component changed(Occurrence occurrence, boolean oneTime, EventChanges changes) {
        boolean moves = changes.start() != null || changes.end() != null;
        if (occurrence.series().repeats() && !oneTime && moves) {
            throw DeviceFailure.invalid(
                    "\"" + occurrence.title() + "\" repeats; all of its times cannot be moved at once.",
                    "Move one of them, by an id that calendar.events shows, or delete the event and create another.");
        }
        Component event = isRegular(occurrence, oneTime) ? override(occurrence) : occurrence.event();
        if (moves) {
            EventTimes before = EventTimes.of(occurrence, context.zone());
            event = EventTimes.changed(before, changes.start(), changes.end()).in(event);
        }
        int sequence = event.text("SEQUENCE")
                .filter(digits -> digits.matches("\\d{1,8}"))
                .map(Integer::parseInt)
                .orElse(0);
        return with(event, changes)
                .with(now("DTSTAMP"))
                .with(now("LAST-MODIFIED"))
                .with(Property.of("SEQUENCE", String.valueOf(sequence + 1)))
                .with(Property.of(STEP, Hash.of(context.stepId())));
    }

    static boolean isRegular(Occurrence occurrence, boolean oneTime) {
        return oneTime
                && occurrence.series().repeats()
                && occurrence.event().first("RECURRENCE-ID").isEmpty();
    }

    private static Component override(Occurrence occurrence) {
        Component event = occurrence.event();
        Property start = event.first("DTSTART").orElseThrow();
        Stamp end = occurrence.lasting().after(occurrence.start());
        for (String rule : List.of("RRULE", "RDATE", "EXDATE", "EXRULE", "DURATION")) {
            event = event.without(rule);
        }
        String original = occurrence.original().writtenLike(start);
        return event.with(start.with(occurrence.start().writtenLike(start)))
                .with(Property.of("DTEND", start.parameters(), end.writtenLike(start)))
                .with(Property.of("RECURRENCE-ID", start.parameters(), original));
    }

    private Component with(Component event, EventChanges changes) {
        String title = changes.title();
        if (title != null && title.isBlank()) {
            throw DeviceFailure.invalid("An event needs a title.", "Give it a few words.");
        }
        Component changed = text(event, "SUMMARY", title);
        changed = text(changed, "LOCATION", changes.location());
        changed = text(changed, "DESCRIPTION", changes.notes());
        List<Address> attendees = changes.attendees();
        return attendees == null ? changed : invited(changed, attendees);
    }

    private static Component text(Component event, String property, @Nullable String text) {
        return text == null
                ? event
                : text.isBlank() ? event.without(property) : event.with(Property.ofText(property, text.strip()));
    }

    private Component invited(Component event, List<Address> attendees) {
        Optional<String> organizer = event.first("ORGANIZER").map(Occurrence::address);
        if (organizer.filter(other -> !other.equalsIgnoreCase(own)).isPresent()) {
            throw DeviceFailure.conflict(
                    "The event is organised by " + organizer.get() + ", who alone can invite to it.",
                    "Ask them, or create an event of your own.");
        }
        List<Property> guests = new ArrayList<>();
        for (Address each : attendees) {
            if (!each.isValid()) {
                throw DeviceFailure.invalid(
                        "\"" + each.address().replaceAll("\\p{Cntrl}", " ")
                                + "\" in \"attendees\" is not an e-mail address.",
                        "Look the person up with contacts.find and pass the contact or its address.");
            }
            guests.add(event.all("ATTENDEE").stream()
                    .filter(there -> Occurrence.address(there).equalsIgnoreCase(each.email()))
                    .findFirst()
                    .orElseGet(() -> guest(each)));
        }
        Component hosted =
                guests.isEmpty() ? event.without("ORGANIZER") : event.with(Property.of("ORGANIZER", "mailto:" + own));
        return hosted.with("ATTENDEE", guests);
    }

    /// The invitation is sent by mail; a server that could send one too is told not to (RFC 6638, 7.1).
    private static Property guest(Address address) {
        Map<String, List<String>> parameters = new TreeMap<>(Map.of(
                "PARTSTAT", List.of("NEEDS-ACTION"),
                "ROLE", List.of("REQ-PARTICIPANT"),
                "RSVP", List.of("TRUE"),
                "SCHEDULE-AGENT", List.of("CLIENT")));
        address.displayName().ifPresent(name -> parameters.put("CN", List.of(name)));
        return Property.of("ATTENDEE", parameters, "mailto:" + address.email());
    }

    /// The text of the occurrence's file with another component in its place.
    static String replaced(Occurrence occurrence, boolean oneTime, Component changed) {
        Component calendar = occurrence.series().zones().calendar();
        return rewritten(
                occurrence,
                isRegular(occurrence, oneTime)
                        ? calendar.withPart(changed)
                        : calendar.withParts(part -> Optional.of(part.equals(occurrence.event()) ? changed : part)));
    }

    /// The text of the occurrence's file without it; empty if nothing is left of the file.
    ///
    /// @param oneTime whether only this time of an event that repeats goes
    Optional<String> without(Occurrence occurrence, boolean oneTime) {
        Series series = occurrence.series();
        Component calendar = series.zones().calendar();
        if (oneTime && series.repeats()) {
            return Optional.of(rewritten(occurrence, calendar.withParts(part -> withoutTime(part, occurrence))));
        }
        List<Component> gone = new ArrayList<>(series.overrides());
        series.master().ifPresent(gone::add);
        Component rest = calendar.withParts(part -> gone.contains(part) ? Optional.empty() : Optional.of(part));
        boolean empty = rest.parts().stream().allMatch(part -> part.name().equals("VTIMEZONE"));
        return empty && series.file().calendars().size() == 1
                ? Optional.empty()
                : Optional.of(rewritten(occurrence, rest));
    }

    private Optional<Component> withoutTime(Component part, Occurrence occurrence) {
        if (occurrence.series().overrides().contains(part)) {
            return part.equals(occurrence.event()) ? Optional.empty() : Optional.of(part);
        }
        if (occurrence.series().master().filter(part::equals).isEmpty()) {
            return Optional.of(part);
        }
        Property start = part.first("DTSTART").orElseThrow();
        Property excluded =
                Property.of("EXDATE", start.parameters(), occurrence.original().writtenLike(start));
        List<Property> dates = new ArrayList<>(part.all("EXDATE"));
        dates.add(excluded);
        return Optional.of(part.with("EXDATE", dates)
                .with(now("LAST-MODIFIED"))
                .with(Property.of(STEP, Hash.of(context.stepId()))));
    }

    private static String rewritten(Occurrence occurrence, Component calendar) {
        Component before = occurrence.series().zones().calendar();
        return Component.write(occurrence.series().file().calendars().stream()
                .map(each -> each.equals(before) ? calendar : each)
                .toList());
    }

    private Property now(String name) {
        return Property.of(name, UTC.format(context.now()));
    }
}
