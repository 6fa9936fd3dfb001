package dev.errand.runtime.home;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The name of a setting: the tables it lies in, then its own name. Written with points as in TOML; a name that has
/// other characters than letters, digits, `-` and `_` stands in quotes: `price."gpt-4.1".input`.
///
/// @param names at least one
public record ConfigurationKey(List<String> names) {
    public ConfigurationKey {
        names = List.copyOf(names);
        if (names.isEmpty()) {
            throw new IllegalArgumentException("A setting needs a name.");
        }
    }

    /// @throws IllegalArgumentException with a message for the person if it is no key
    public static ConfigurationKey parse(String written) {
        TomlScanner scanner = new TomlScanner(written.strip());
        List<String> names = scanner.key();
        if (names.isEmpty() || !scanner.atEnd()) {
            throw new IllegalArgumentException(
                    ("\"%s\" is no name of a setting. Write one such as mail.address; put a name with other"
                                    + " characters into quotes, as in price.\"gpt-4.1\".input.")
                            .formatted(written));
        }
        return new ConfigurationKey(names);
    }

    public static ConfigurationKey of(String first, String... others) {
        return new ConfigurationKey(
                Stream.concat(Stream.of(first), Stream.of(others)).toList());
    }

    /// The table that the setting lies in; no names for the outermost one.
    List<String> table() {
        return names.subList(0, names.size() - 1);
    }

    boolean liesIn(List<String> table) {
        return isBelow(names, table);
    }

    static boolean isBelow(List<String> names, List<String> table) {
        return names.size() >= table.size() && names.subList(0, table.size()).equals(table);
    }

    /// Names as they are written in TOML.
    static String written(List<String> names) {
        List<String> quoted = new ArrayList<>();
        for (String name : names) {
            quoted.add(name.matches("[A-Za-z0-9_-]+") ? name : TomlValue.quoted(name));
        }
        return String.join(".", quoted);
    }

    /// The names joined by points, as [dev.errand.os.device.Settings] knows them.
    public String plain() {
        return names.stream().collect(Collectors.joining("."));
    }

    @Override
    public String toString() {
        return written(names);
    }
}
