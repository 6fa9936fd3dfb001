package dev.errand.os.clock;

import dev.errand.os.spi.Keyed;

/// An alarm as an argument: its id or its label, or one that was listed.
@Keyed(kind = "alarm", members = "id")
public record AlarmRef(String id) {}
