package dev.errand.os.clock;

import dev.errand.os.spi.Keyed;

/// A timer as an argument: its id or its label, or one that was listed.
@Keyed(kind = "timer", members = "id")
public record TimerRef(String id) {}
