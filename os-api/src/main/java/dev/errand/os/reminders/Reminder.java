package dev.errand.os.reminders;

import dev.errand.os.operation.When;
import dev.errand.os.spi.Param;
import org.jspecify.annotations.Nullable;

/// Something to be reminded of.
public record Reminder(
        String id,
        String text,
        @Nullable @Param("a bare date: some time that day") When at) {}
