package dev.errand.os.calendar;

import dev.errand.os.contacts.Address;
import dev.errand.os.operation.EffectClass;
import dev.errand.os.operation.Mark;
import dev.errand.os.operation.When;
import dev.errand.os.spi.Param;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// An event to be made.
public record NewEvent(
        @Param(mark = Mark.CONTENT) String title,
        @Param("a bare date: all day") When start,

        @Nullable @Param("default: an hour later; of whole days the last one")
        When end,

        @Nullable @Param(mark = Mark.CONTENT) String location,

        @Nullable @Param(value = "are sent an invitation", mark = Mark.DESTINATION, raises = EffectClass.SEND)
        List<Address> attendees,

        @Nullable @Param(mark = Mark.CONTENT) String notes) {
    EventChanges changes() {
        return new EventChanges(title, start, end, location, attendees, notes);
    }
}
