package dev.errand.os.device;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// The person's configuration. Keys are dotted, such as `media.output`.
public interface Settings {
    Optional<String> text(String key);

    List<String> texts(String key);

    /// The text of a setting, or of what it refers to as [Secret] describes it: empty if that is not there.
    default Optional<String> dereferenced(String key) {
        return text(key).map(value -> Secret.isReference(value) ? Secret.revealed(key, this) : value);
    }

    /// All names in a table: those of the tables in it as `table.name`. None where settings are not kept in tables.
    default Set<String> names(String table) {
        return Set.of();
    }

    /// A variable of the environment that the device runs in, for settings that refer to one.
    default Optional<String> variable(String name) {
        return Optional.ofNullable(System.getenv(name));
    }

    /// Files and folders of Errand itself that no skill may reach, wherever the areas of the device lie: the
    /// settings, rules, secrets, and the code of added skills.
    default Set<Path> guarded() {
        return Set.of();
    }
}
