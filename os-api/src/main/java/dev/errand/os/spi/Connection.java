package dev.errand.os.spi;

import dev.errand.os.device.Settings;
import java.nio.file.Path;
import java.util.Optional;

/// A service that the person can connect to the device, as whoever uses it knows it. Found through
/// `META-INF/services/dev.errand.os.spi.Connection`; a class with a public constructor without parameters and no
/// state.
public interface Connection {
    /// One word, such as `mail`.
    String name();

    /// What is connected according to the settings, in words for a person; empty if nothing is. Asks nobody.
    ///
    /// @throws dev.errand.os.device.DeviceFailure (not configured) if the settings make no sense
    Optional<String> configured(Settings settings);

    /// What works in its stead as long as nothing is connected.
    String otherwise();

    /// The command that connects it.
    String command();

    /// Tries it, changing nothing: takes as long as the service does. Called only where something is configured.
    ///
    /// @param cache the device's folder for what can be computed again
    /// @throws dev.errand.os.device.DeviceFailure that says what was found and what to do
    void check(Settings settings, Path cache);
}
