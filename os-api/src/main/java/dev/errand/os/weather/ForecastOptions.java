package dev.errand.os.weather;

import dev.errand.os.spi.Param;
import org.jspecify.annotations.Nullable;

/// How far a forecast reaches.
public record ForecastOptions(
        @Nullable @Param("1 to 16, today being the first; default 7")
        Integer days) {}
