package dev.errand.os.device;

import java.util.List;
import java.util.Optional;

/// The person's configuration. Keys are dotted, such as `media.output`.
public interface Settings {
    Optional<String> text(String key);

    List<String> texts(String key);

    /// The text of a setting, or of the variable that it refers to as `env:NAME`: empty if that is not set.
    default Optional<String> dereferenced(String key) {
        return text(key)
                .map(value -> value.startsWith("env:")
                        ? variable(value.substring("env:".length())).orElse("")
                        : value);
    }

    /// A variable of the environment that the device runs in, for settings that refer to one.
    default Optional<String> variable(String name) {
        return Optional.ofNullable(System.getenv(name));
    }
}
