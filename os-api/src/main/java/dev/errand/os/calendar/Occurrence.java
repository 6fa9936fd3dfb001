package dev.errand.os.calendar;

import dev.errand.os.operation.When;
import dev.errand.os.vobject.Component;
import dev.errand.os.vobject.Property;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// One time that an event takes place.
///
/// @param series   what it is one time of
/// @param event    the component that describes it: the series' own, or one that replaces this time of it
/// @param original the time that the series' rule gives it, which names it
record Occurrence(Series series, Component event, Stamp original, Stamp start, Lasting lasting) {
    Range range() {
        return new Range(start.instant(), lasting.end(start));
    }

    String id() {
        return series.repeats() ? EventRef.id(series.uid(), original.written()) : series.uid();
    }

    String title() {
        return event.text("SUMMARY").orElse("(no title)");
    }

    boolean isCancelled() {
        return is("STATUS", "CANCELLED");
    }

    /// Whether the person can do something else meanwhile.
    boolean leavesFree(String own) {
        boolean declined = event.all("ATTENDEE").stream()
                .anyMatch(each -> address(each).equalsIgnoreCase(own)
                        && each.parameter("PARTSTAT").orElse("").equalsIgnoreCase("DECLINED"));
        return declined || isCancelled() || is("TRANSP", "TRANSPARENT");
    }

    private boolean is(String property, String value) {
        return event.text(property).filter(value::equalsIgnoreCase).isPresent();
    }

    /// @param own the person's own address
    Event event(String own) {
        Stamp after = lasting.after(start);
        When end = start.day()
                ? new When.Day(after.local().toLocalDate().minusDays(1))
                : after.when(series.zones().device());
        return new Event(
                id(),
                title(),
                start.when(series.zones().device()),
                end,
                start.day(),
                event.text("LOCATION").orElse(null),
                event.all("ATTENDEE").stream().map(Occurrence::address).toList(),
                event.text("DESCRIPTION").orElse(null),
                organizer(own).orElse(null),
                series.repeats(),
                null);
    }

    private Optional<String> organizer(String own) {
        return event.first("ORGANIZER")
                .map(Occurrence::address)
                .filter(address -> !address.isEmpty() && !address.equalsIgnoreCase(own));
    }

    static String address(Property person) {
        return person.value().strip().replaceFirst("(?i)^mailto:", "");
    }

    /// What words are looked for in.
    List<String> texts(String own) {
        Event read = event(own);
        return List.of(
                read.title(),
                Optional.ofNullable(read.location()).orElse(""),
                Optional.ofNullable(read.notes()).orElse(""),
                String.join(" ", read.attendees()),
                Optional.ofNullable(read.organizer()).orElse(""));
    }

    Instant from() {
        return range().from();
    }
}
