package dev.errand.os.clock;

import dev.errand.os.operation.When;
import dev.errand.os.spi.Param;
import org.jspecify.annotations.Nullable;

/// A timer that has not rung yet.
public record Timer(
        String id,
        @Nullable String label,
        @Param("when it rings") When at,
        @Param("seconds left") long left) {}
