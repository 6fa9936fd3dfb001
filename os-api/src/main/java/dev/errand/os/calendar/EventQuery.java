package dev.errand.os.calendar;

import dev.errand.os.operation.When;
import dev.errand.os.spi.Param;
import org.jspecify.annotations.Nullable;

/// Which events are wanted.
public record EventQuery(
        @Nullable @Param("default: now") When from,

        @Nullable @Param("a bare date includes that day; default: 31 days later, with text a year")
        When to,

        @Nullable @Param("words of title, place, notes or people")
        String text) {}
