package dev.errand.os.device;

import java.util.List;
import java.util.Optional;

/// The person's configuration. Keys are dotted, such as `media.output`.
public interface Settings {
    Optional<String> text(String key);

    List<String> texts(String key);

    /// A variable of the environment that the device runs in, for settings that refer to one.
    default Optional<String> variable(String name) {
        return Optional.ofNullable(System.getenv(name));
    }
}
