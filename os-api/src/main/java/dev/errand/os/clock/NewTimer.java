package dev.errand.os.clock;

import dev.errand.os.operation.Mark;
import dev.errand.os.spi.Param;
import org.jspecify.annotations.Nullable;

/// A timer to be set.
public record NewTimer(
        long seconds, @Nullable @Param(mark = Mark.CONTENT) String label) {}
