package dev.errand.os.location;

import dev.errand.os.device.DeviceFailure;
import dev.errand.os.device.Settings;
import dev.errand.os.program.Program;
import dev.errand.os.spi.Param;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Where the device is.
///
/// @param place     its name, where the configuration gives one
/// @param latitude  in degrees, north positive; absent where only a name is known
/// @param longitude in degrees, east positive
/// @param accuracy  in metres, where it was measured
public record Location(
        @Nullable String place,
        @Nullable Double latitude,
        @Nullable Double longitude,
        @Nullable @Param("metres") Double accuracy) {
    private static final Duration TO_MEASURE = Duration.ofSeconds(30);
    private static final String PLACE = "location.place";
    private static final String LATITUDE = "location.latitude";
    private static final String LONGITUDE = "location.longitude";

    /// What `location.place`, or `location.latitude` and `location.longitude`, say, else what `termux-location`
    /// measures.
    ///
    /// @throws DeviceFailure (not configured) if there is neither
    public static Location current(Settings settings) {
        Optional<String> place = settings.text(PLACE).filter(name -> !name.isBlank());
        Optional<Double> latitude = degrees(LATITUDE, 90, settings);
        Optional<Double> longitude = degrees(LONGITUDE, 180, settings);
        if (latitude.isPresent() != longitude.isPresent()) {
            throw DeviceFailure.notConfigured(
                    "Only one of " + LATITUDE + " and " + LONGITUDE + " is configured.", "Write both, or neither.");
        }
        if (place.isPresent() || latitude.isPresent()) {
            return new Location(place.orElse(null), latitude.orElse(null), longitude.orElse(null), null);
        }
        return Program.named("termux-location", "termux.bin", settings)
                .map(Location::measured)
                .orElseThrow(() -> DeviceFailure.notConfigured(
                        "This device does not know where it is.",
                        "Write [location] place = \"Berlin\", or latitude and longitude, into the configuration; on a"
                                + " phone install Termux:API."));
    }

    private static Location measured(Program termux) {
        var answer = termux.json(List.of("-p", "network", "-r", "once"), TO_MEASURE);
        if (!answer.path("latitude").isNumber() || !answer.path("longitude").isNumber()) {
            throw DeviceFailure.unreachable(
                    "The phone did not say where it is.", "Switch its location on, and allow it to Termux:API.");
        }
        return new Location(
                null,
                answer.path("latitude").doubleValue(),
                answer.path("longitude").doubleValue(),
                answer.path("accuracy").isNumber() ? answer.path("accuracy").doubleValue() : null);
    }

    private static Optional<Double> degrees(String key, int most, Settings settings) {
        return settings.text(key).map(text -> {
            try {
                double degrees = Double.parseDouble(text.strip());
                if (Math.abs(degrees) <= most) {
                    return degrees;
                }
            } catch (NumberFormatException _) {
                // Said below.
            }
            throw DeviceFailure.notConfigured(
                    key + " is no number of degrees from -" + most + " to " + most + ".",
                    "Write " + key + " = 52.52, for example.");
        });
    }
}
