package dev.errand.os.weather;

import dev.errand.os.spi.Content;
import dev.errand.os.spi.Param;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The weather at a place at a time. What was not measured is absent; conditions are in the language of the person.
public record CurrentWeather(
        @Content @Param("with region and country") String place,
        @Content @Param("local time there, with offset") String time,
        @Content @Param("°C") double temperature,
        @Content @Nullable @Param("°C, as it feels") Double apparent,
        @Content @Nullable @Param("percent") Double humidity,
        @Content @Nullable @Param("km/h") Double wind,
        @Content @Nullable @Param("mm") Double precipitation,

        @Content @Nullable String conditions,

        @Content @Param("of the same name, smaller") List<String> otherPlaces) {
    public CurrentWeather {
        otherPlaces = List.copyOf(otherPlaces);
    }
}
