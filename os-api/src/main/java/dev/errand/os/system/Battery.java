package dev.errand.os.system;

import com.fasterxml.jackson.databind.JsonNode;
import dev.errand.os.device.DeviceFailure;
import dev.errand.os.device.Settings;
import dev.errand.os.program.Program;
import dev.errand.os.spi.Param;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/// How full the battery is.
public record Battery(
        @Param("0 to 100") int percent,
        @Param("charging, discharging, full, …") String state) {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final String SUPPLIES = "/sys/class/power_supply";

    /// As Linux tells (`system.power` names another folder than its own), else as a phone's Termux:API does.
    ///
    /// @throws DeviceFailure (not found) if there is none
    static Battery of(Settings settings) {
        Path supplies = Path.of(settings.text("system.power").orElse(SUPPLIES));
        return supply(supplies)
                .or(() -> Program.named("termux-battery-status", "termux.bin", settings)
                        .map(Battery::ofPhone))
                .orElseThrow(() -> DeviceFailure.notFound(
                        "This device has no battery, or does not tell of it.",
                        "On an Android phone install Termux:API."));
    }

    private static Optional<Battery> supply(Path supplies) {
        if (!Files.isDirectory(supplies)) {
            return Optional.empty();
        }
        try (Stream<Path> all = Files.list(supplies)) {
            return all.sorted()
                    .filter(each -> line(each, "type").equals("Battery"))
                    .filter(each -> !line(each, "scope").equals("Device"))
                    .filter(each -> line(each, "capacity").matches("\\d{1,3}"))
                    .findFirst()
                    .map(each -> new Battery(
                            Integer.parseInt(line(each, "capacity")),
                            line(each, "status").toLowerCase(Locale.ROOT)));
        } catch (IOException e) {
            throw DeviceFailure.failed("Asking for the battery failed.", "Check that " + supplies + " can be read.");
        }
    }

    private static String line(Path supply, String file) {
        try {
            return Files.readString(supply.resolve(file)).strip();
        } catch (IOException _) {
            return "";
        }
    }

    private static Battery ofPhone(Program termux) {
        JsonNode status = termux.json(List.of(), PATIENCE);
        if (!status.path("percentage").isNumber()) {
            throw DeviceFailure.unreachable("The phone does not tell of its battery.", "Check Termux:API.");
        }
        return new Battery(
                status.path("percentage").intValue(),
                status.path("status").asText().toLowerCase(Locale.ROOT));
    }
}
