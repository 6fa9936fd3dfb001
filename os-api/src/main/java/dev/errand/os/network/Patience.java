package dev.errand.os.network;

import dev.errand.os.device.DeviceFailure;
import dev.errand.os.device.Settings;
import java.time.Duration;

/// How long an answer is waited for, where a setting may say so in seconds. Stateless.
public final class Patience {
    private Patience() {}

    /// @param usual where the setting is not there
    /// @param most  seconds; nobody waits longer
    /// @throws DeviceFailure (not configured) if the setting is no such number
    public static Duration of(String setting, int usual, int most, Settings settings) {
        String seconds = settings.text(setting).orElse(String.valueOf(usual)).strip();
        if (!seconds.matches("[1-9]\\d{0,3}") || Integer.parseInt(seconds) > most) {
            throw DeviceFailure.notConfigured(
                    setting + " is no whole number of seconds from 1 to " + most + ".",
                    "Write " + setting + " = " + usual + ", or leave it out.");
        }
        return Duration.ofSeconds(Integer.parseInt(seconds));
    }
}
