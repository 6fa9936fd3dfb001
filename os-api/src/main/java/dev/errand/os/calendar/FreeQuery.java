package dev.errand.os.calendar;

import dev.errand.os.operation.When;
import dev.errand.os.spi.Param;
import org.jspecify.annotations.Nullable;

/// Where free time is wanted.
public record FreeQuery(
        @Nullable @Param("default: now") When from,

        @Nullable @Param("a bare date includes that day; default: 7 days later")
        When to,

        @Nullable @Param("at least so long; default: 30") Integer minutes) {}
