package dev.errand.os.calendar;

import dev.errand.os.operation.Origin;
import dev.errand.os.operation.Provenance;
import dev.errand.os.operation.Readers;
import dev.errand.os.operation.When;
import dev.errand.os.spi.Content;
import dev.errand.os.spi.Param;
import dev.errand.os.spi.Sourced;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Something that takes place once: an event, or one time of an event that repeats. What its writer chose stays
/// closed until it is read; the writer is its organizer, and the person where there is none. Who is invited knows it.
public record Event(
        String id,
        @Content String title,
        @Param("a bare date if it lasts whole days") When start,
        @Param("of whole days the last one") When end,
        boolean allDay,
        @Content @Nullable String location,
        @Content List<String> attendees,
        @Content @Nullable String notes,

        @Content @Nullable @Param("address; absent if it is the person")
        String organizer,

        boolean recurring,

        @Nullable @Param("where an invitation just sent went; \"local store\": no mail account, it lies in Sent")
        String invitation)
        implements Sourced {
    public Event {
        attendees = List.copyOf(attendees);
    }

    Event invited(String delivery) {
        return new Event(id, title, start, end, allDay, location, attendees, notes, organizer, recurring, delivery);
    }

    @Override
    public Origin origin() {
        String inviting = organizer;
        if (inviting == null) {
            return new Origin(Provenance.OWNED, "your calendar", Readers.of(attendees));
        }
        List<String> people = new ArrayList<>(attendees);
        people.add(inviting);
        return new Origin(Provenance.OUTSIDE, "an invitation from " + inviting, Readers.of(people));
    }
}
