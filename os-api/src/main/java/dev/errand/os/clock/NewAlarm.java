package dev.errand.os.clock;

import dev.errand.os.operation.Mark;
import dev.errand.os.spi.Param;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// An alarm to be set.
public record NewAlarm(
        Instant at, @Nullable @Param(mark = Mark.CONTENT) String label) {}
