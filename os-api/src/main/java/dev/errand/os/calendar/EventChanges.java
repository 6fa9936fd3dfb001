package dev.errand.os.calendar;

import dev.errand.os.contacts.Address;
import dev.errand.os.operation.EffectClass;
import dev.errand.os.operation.Mark;
import dev.errand.os.operation.When;
import dev.errand.os.spi.Param;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What an event is to say from now on; what is absent stays as it is, an empty text or list removes.
public record EventChanges(
        @Nullable @Param(mark = Mark.CONTENT) String title,

        @Nullable @Param("without end it lasts as long as before")
        When start,

        @Nullable When end,
        @Nullable @Param(mark = Mark.CONTENT) String location,

        @Nullable
        @Param(value = "replaces all; they are sent the event anew", mark = Mark.DESTINATION, raises = EffectClass.SEND)
        List<Address> attendees,

        @Nullable @Param(mark = Mark.CONTENT) String notes) {}
