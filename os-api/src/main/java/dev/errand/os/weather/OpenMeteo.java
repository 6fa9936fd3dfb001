package dev.errand.os.weather;

import com.fasterxml.jackson.databind.JsonNode;
import dev.errand.os.device.DeviceFailure;
import dev.errand.os.location.Location;
import dev.errand.os.operation.StepContext;
import dev.errand.os.web.Service;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Asks a service that speaks the protocol of Open-Meteo: names of places first, then the weather there.
final class OpenMeteo {
    private static final Pattern DEGREES = Pattern.compile("(-?\\d{1,2}(?:\\.\\d+)?)\\s*,\\s*(-?\\d{1,3}(?:\\.\\d+)?)");
    private static final int LONGEST_NAME = 200;
    private static final int MOST_OTHERS = 5;

    private final StepContext context;
    private final Service weather;
    private final Service geocoding;

    OpenMeteo(StepContext context) {
        this.context = context;
        weather = Service.configuredOr("weather.url", "https://api.open-meteo.com", context.settings());
        geocoding =
                Service.configuredOr("weather.geocoding", "https://geocoding-api.open-meteo.com", context.settings());
    }

    CurrentWeather current(Spot spot) {
        JsonNode answer = forecast(
                spot,
                Map.of(
                        "current",
                        "temperature_2m,apparent_temperature,relative_humidity_2m,wind_speed_10m,precipitation,"
                                + "weather_code"));
        JsonNode now = answer.path("current");
        return new CurrentWeather(
                spot.name(),
                time(
                        now.path("time").asText(),
                        answer.path("utc_offset_seconds").asInt()),
                needed(now.path("temperature_2m")),
                number(now.path("apparent_temperature")),
                number(now.path("relative_humidity_2m")),
                number(now.path("wind_speed_10m")),
                number(now.path("precipitation")),
                sky(now.path("weather_code")),
                spot.others());
    }

    List<DayForecast> days(Spot spot, int days) {
        JsonNode daily = forecast(
                        spot,
                        Map.of(
                                "daily",
                                "weather_code,temperature_2m_max,temperature_2m_min,precipitation_sum,"
                                        + "precipitation_probability_max",
                                "forecast_days",
                                String.valueOf(days)))
                .path("daily");
        if (!daily.path("time").isArray()) {
            throw weather.nonsense();
        }
        List<DayForecast> found = new ArrayList<>();
        for (int i = 0; i < daily.path("time").size(); i++) {
            found.add(new DayForecast(
                    spot.name(),
                    date(daily.path("time").path(i).asText()),
                    needed(daily.path("temperature_2m_min").path(i)),
                    needed(daily.path("temperature_2m_max").path(i)),
                    number(daily.path("precipitation_probability_max").path(i)),
                    number(daily.path("precipitation_sum").path(i)),
                    sky(daily.path("weather_code").path(i))));
        }
        return found;
    }

    private JsonNode forecast(Spot spot, Map<String, String> wanted) {
        Map<String, String> query = new TreeMap<>(wanted);
        query.put("latitude", String.valueOf(spot.latitude()));
        query.put("longitude", String.valueOf(spot.longitude()));
        query.put("timezone", "auto");
        return weather.get(List.of("v1", "forecast"), query);
    }

    /// @param place a name, `name, region or country`, or degrees; absent for where the device is
    Spot spot(@Nullable String place) {
        if (place != null) {
            return named(place);
        }
        Location here = Location.current(context.settings());
        if (here.latitude() != null && here.longitude() != null) {
            String degrees = here.latitude() + ", " + here.longitude();
            return new Spot(
                    Objects.requireNonNullElse(here.place(), degrees), here.latitude(), here.longitude(), List.of());
        }
        return named(Objects.requireNonNull(here.place()));
    }

    private Spot named(String place) {
        String name = place.strip();
        Matcher degrees = DEGREES.matcher(name);
        if (degrees.matches()) {
            return at(name, Double.parseDouble(degrees.group(1)), Double.parseDouble(degrees.group(2)));
        }
        if (name.isEmpty() || name.length() > LONGEST_NAME || name.chars().anyMatch(Character::isISOControl)) {
            throw DeviceFailure.invalid(
                    "That is no name of a place.", "Give a name of 1 to " + LONGEST_NAME + " characters on one line.");
        }
        String[] parts = name.split(",", 2);
        String region = parts.length == 1 ? "" : parts[1].strip().toLowerCase(Locale.ROOT);
        List<JsonNode> found = matches(parts[0].strip()).stream()
                .filter(each -> lies(each, region))
                .sorted(Comparator.comparingLong(
                                (JsonNode each) -> each.path("population").asLong())
                        .reversed())
                .toList();
        if (found.isEmpty()) {
            throw DeviceFailure.notFound(
                    "No place \"" + name + "\" is known.",
                    "Check how it is written, or name a larger place nearby; \"Springfield, Illinois\" names one of"
                            + " several.");
        }
        JsonNode best = found.getFirst();
        return new Spot(
                label(best),
                needed(best.path("latitude")),
                needed(best.path("longitude")),
                found.stream()
                        .skip(1)
                        .map(OpenMeteo::label)
                        .distinct()
                        .limit(MOST_OTHERS)
                        .toList());
    }

    private static Spot at(String name, double latitude, double longitude) {
        if (Math.abs(latitude) > 90 || Math.abs(longitude) > 180) {
            throw DeviceFailure.invalid(
                    "There is no place at " + name + ".", "Degrees north go up to 90, degrees east up to 180.");
        }
        return new Spot(name, latitude, longitude, List.of());
    }

    private List<JsonNode> matches(String name) {
        JsonNode results = geocoding
                .get(
                        List.of("v1", "search"),
                        Map.of(
                                "name",
                                name,
                                "count",
                                "20",
                                "language",
                                context.locale().getLanguage().equals("de") ? "de" : "en",
                                "format",
                                "json"))
                .path("results");
        List<JsonNode> found = new ArrayList<>();
        results.forEach(found::add);
        return found;
    }

    private static boolean lies(JsonNode place, String region) {
        return region.isEmpty()
                || Stream.of("admin1", "admin2", "country", "country_code")
                        .map(field -> place.path(field).asText().toLowerCase(Locale.ROOT))
                        .anyMatch(known -> known.equals(region) || (region.length() > 2 && known.contains(region)));
    }

    private static String label(JsonNode place) {
        return Stream.of("name", "admin1", "country")
                .map(field -> place.path(field).asText())
                .filter(part -> !part.isBlank())
                .distinct()
                .collect(Collectors.joining(", "));
    }

    private double needed(JsonNode number) {
        if (!number.isNumber()) {
            throw weather.nonsense();
        }
        return number.doubleValue();
    }

    private static @Nullable Double number(JsonNode number) {
        return number.isNumber() ? number.doubleValue() : null;
    }

    private @Nullable String sky(JsonNode code) {
        return code.isNumber() ? Sky.words(code.intValue(), context.locale()).orElse(null) : null;
    }

    private String time(String local, int offset) {
        try {
            return LocalDateTime.parse(local)
                    .atOffset(ZoneOffset.ofTotalSeconds(offset))
                    .toString();
        } catch (DateTimeException _) {
            throw weather.nonsense();
        }
    }

    private String date(String text) {
        try {
            return LocalDate.parse(text).toString();
        } catch (DateTimeException _) {
            throw weather.nonsense();
        }
    }
}
