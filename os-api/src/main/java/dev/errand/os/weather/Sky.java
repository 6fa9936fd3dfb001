package dev.errand.os.weather;

import java.util.Locale;
import java.util.Optional;

/// What the weather codes of the World Meteorological Organization (table 4677, those that Open-Meteo uses) mean.
enum Sky {
    CLEAR("clear sky", "klarer Himmel", 0),
    MAINLY_CLEAR("mainly clear", "überwiegend klar", 1),
    PARTLY_CLOUDY("partly cloudy", "teilweise bewölkt", 2),
    OVERCAST("overcast", "bedeckt", 3),
    FOG("fog", "Nebel", 45),
    RIME("fog with rime", "Nebel mit Raureif", 48),
    LIGHT_DRIZZLE("light drizzle", "leichter Nieselregen", 51),
    DRIZZLE("drizzle", "Nieselregen", 53),
    DENSE_DRIZZLE("dense drizzle", "starker Nieselregen", 55),
    FREEZING_DRIZZLE("freezing drizzle", "gefrierender Nieselregen", 56, 57),
    LIGHT_RAIN("light rain", "leichter Regen", 61),
    RAIN("rain", "Regen", 63),
    HEAVY_RAIN("heavy rain", "starker Regen", 65),
    FREEZING_RAIN("freezing rain", "gefrierender Regen", 66, 67),
    LIGHT_SNOW("light snow", "leichter Schneefall", 71),
    SNOW("snow", "Schneefall", 73),
    HEAVY_SNOW("heavy snow", "starker Schneefall", 75),
    SNOW_GRAINS("snow grains", "Schneegriesel", 77),
    LIGHT_SHOWERS("light rain showers", "leichte Regenschauer", 80),
    SHOWERS("rain showers", "Regenschauer", 81),
    VIOLENT_SHOWERS("violent rain showers", "heftige Regenschauer", 82),
    SNOW_SHOWERS("snow showers", "Schneeschauer", 85, 86),
    THUNDERSTORM("thunderstorm", "Gewitter", 95),
    HAIL("thunderstorm with hail", "Gewitter mit Hagel", 96, 99);

    private final String english;
    private final String german;
    private final int first;
    private final int last;

    Sky(String english, String german, int code) {
        this(english, german, code, code);
    }

    Sky(String english, String german, int first, int last) {
        this.english = english;
        this.german = german;
        this.first = first;
        this.last = last;
    }

    /// Empty for a code that stands for nothing here.
    static Optional<String> words(int code, Locale locale) {
        for (Sky each : values()) {
            if (code == each.first || code == each.last) {
                return Optional.of(locale.getLanguage().equals("de") ? each.german : each.english);
            }
        }
        return Optional.empty();
    }
}
