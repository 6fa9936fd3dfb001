package dev.errand.os.weather;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.errand.os.device.DeviceFailure;
import dev.errand.os.operation.StepContext;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A weather station of the person's own: a JSON file that it writes, named by `weather.station`.
///
/// One object with `place`, `time` (ISO 8601 with offset) and `temperature` (°C); where it measures them also
/// `apparent`
/// (°C), `humidity` (percent), `wind` (km/h), `precipitation` (mm) and `code` (WMO). A path that is not absolute
/// begins at the files' root.
final class Station {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final long LARGEST = 64 * 1024L;
    private static final Duration OLDEST = Duration.ofHours(6);
    private static final String KEY = "weather.station";

    private final StepContext context;
    private final JsonNode measured;

    private Station(StepContext context, JsonNode measured) {
        this.context = context;
        this.measured = measured;
    }

    /// Empty if none is configured.
    static Optional<Station> of(StepContext context) {
        return context.settings().text(KEY).map(path -> new Station(context, read(path, context)));
    }

    private static JsonNode read(String path, StepContext context) {
        try {
            String home = path.replaceFirst("^~(?=/)", System.getProperty("user.home"));
            String text = Path.of(home).isAbsolute()
                    ? absolute(Path.of(home))
                    : context.storage().readText("files/" + path);
            JsonNode measured = JSON.readTree(text);
            if (measured.isObject()) {
                return measured;
            }
        } catch (IOException | InvalidPathException _) {
            // Said below.
        }
        throw DeviceFailure.notConfigured(
                "The file that " + KEY + " names holds no measurements in JSON, or cannot be read.",
                "Check the path, and that the station writes {\"place\": …, \"time\": …, \"temperature\": …}.");
    }

    private static String absolute(Path file) throws IOException {
        if (Files.size(file) > LARGEST) {
            throw new IOException("too large");
        }
        return Files.readString(file, StandardCharsets.UTF_8);
    }

    /// Whether it stands where the weather is asked for.
    boolean isAt(@Nullable String place) {
        return place == null
                || place.strip()
                        .toLowerCase(Locale.ROOT)
                        .equals(measured.path("place").asText().strip().toLowerCase(Locale.ROOT));
    }

    CurrentWeather current() {
        if (!measured.path("temperature").isNumber()) {
            throw DeviceFailure.failed(
                    "The weather station's file has no temperature.", "Check what writes it: " + KEY + ".");
        }
        return new CurrentWeather(
                measured.path("place").asText("weather station"),
                time(),
                measured.path("temperature").doubleValue(),
                number("apparent"),
                number("humidity"),
                number("wind"),
                number("precipitation"),
                measured.path("code").isInt()
                        ? Sky.words(measured.path("code").intValue(), context.locale())
                                .orElse(null)
                        : null,
                List.of());
    }

    /// What was measured long ago is not the weather now.
    private String time() {
        try {
            OffsetDateTime time =
                    OffsetDateTime.parse(measured.path("time").asText().strip());
            Instant now = context.now();
            if (time.toInstant().isBefore(now.minus(OLDEST))) {
                throw DeviceFailure.failed(
                        "The weather station has measured nothing since " + time + ".",
                        "Check the station, or take " + KEY + " out of the configuration.");
            }
            return time.toString();
        } catch (DateTimeParseException _) {
            throw DeviceFailure.failed(
                    "The weather station's file does not say when it measured.",
                    "Have it write \"time\": \"2026-03-01T15:00:00+01:00\", for example.");
        }
    }

    private @Nullable Double number(String field) {
        return measured.path(field).isNumber() ? measured.path(field).doubleValue() : null;
    }
}
