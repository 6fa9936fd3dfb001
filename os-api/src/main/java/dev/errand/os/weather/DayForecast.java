package dev.errand.os.weather;

import dev.errand.os.spi.Content;
import dev.errand.os.spi.Param;
import org.jspecify.annotations.Nullable;

/// The weather that is expected at a place on a day; conditions in the language of the person.
public record DayForecast(
        @Content String place,
        @Content @Param("YYYY-MM-DD") String date,
        @Content @Param("°C") double min,
        @Content @Param("°C") double max,
        @Content @Nullable @Param("percent") Double precipitationChance,
        @Content @Nullable @Param("mm") Double precipitation,

        @Content @Nullable String conditions) {}
