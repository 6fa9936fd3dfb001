package dev.errand.os.spi;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// What one setting of `config.toml` is. All there are stand in the resources `META-INF/errand/settings.txt` of the
/// modules and of added skills, a line each:
///
/// ```
/// media.output | speakers, none, auto | speakers | Where music is played.
/// ```
///
/// that is: key, kind, what holds without it (may be empty), and what it is. A `*` in the key stands for any one
/// name; a kind that is none of [Kind]'s words is the list of values that are allowed.
///
/// @param allowed  the only values, if not empty
/// @param fallback what holds where it is not set; empty if nothing does
/// @param about    a sentence for a person
public record SettingSpec(List<String> key, Kind kind, List<String> allowed, String fallback, String about) {
    /// What a setting holds.
    public enum Kind {
        TEXT,
        WHOLE,
        DECIMAL,
        TRUTH,
        TEXTS,
        /// Where a secret is, never the secret.
        SECRET,
        CHOICE
    }

    public SettingSpec {
        key = List.copyOf(key);
        allowed = List.copyOf(allowed);
    }

    /// Reads a line; empty for a remark and an empty line.
    ///
    /// @throws IllegalArgumentException if it is none
    static Optional<SettingSpec> read(String line) {
        if (line.isBlank() || line.startsWith("#")) {
            return Optional.empty();
        }
        String[] parts = line.split("\\|", -1);
        if (parts.length != 4) {
            throw new IllegalArgumentException("No description of a setting: " + line);
        }
        String kind = parts[1].strip();
        List<String> key = List.of(parts[0].strip().split("\\."));
        return Optional.of(Arrays.stream(Kind.values())
                .filter(each -> each != Kind.CHOICE && each.name().equalsIgnoreCase(kind))
                .findFirst()
                .map(known -> new SettingSpec(key, known, List.of(), parts[2].strip(), parts[3].strip()))
                .orElseGet(() -> new SettingSpec(
                        key,
                        Kind.CHOICE,
                        Arrays.stream(kind.split(",")).map(String::strip).toList(),
                        parts[2].strip(),
                        parts[3].strip())));
    }

    /// The key with points, `*` for any name.
    public String name() {
        return String.join(".", key);
    }

    /// The outermost table: mostly the skill that it is for.
    public String area() {
        return key.getFirst();
    }

    /// Whether it describes the setting of that key.
    public boolean covers(List<String> names) {
        if (names.size() != key.size()) {
            return false;
        }
        for (int i = 0; i < names.size(); i++) {
            if (!key.get(i).equals("*") && !key.get(i).equals(names.get(i))) {
                return false;
            }
        }
        return true;
    }
}
