package dev.errand.runtime.home;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// A table that is added to the person's configuration. What stands there already stays as it is, to the letter.
///
/// For one thread.
public final class AddedTable {
    private final Path file;
    private final String name;
    private final StringBuilder text = new StringBuilder();

    /// @param name dotted, each part a plain word
    public AddedTable(Path file, String name) {
        this.file = file;
        this.name = name;
        text.append('[').append(name).append("]\n");
    }

    public void text(String key, String value) {
        text.append(key).append(" = ").append(quoted(value)).append('\n');
    }

    public void texts(String key, List<String> values) {
        text.append(key)
                .append(" = ")
                .append(values.stream().map(AddedTable::quoted).collect(Collectors.joining(", ", "[", "]")))
                .append('\n');
    }

    /// A table in it, if it holds anything; after everything else.
    public void table(String key, Map<String, String> values) {
        if (!values.isEmpty()) {
            text.append('[').append(name).append('.').append(key).append("]\n");
            values.forEach((each, value) -> text(quoted(each), value));
        }
    }

    private static String quoted(String value) {
        StringBuilder quoted = new StringBuilder("\"");
        value.codePoints().forEach(c -> {
            if (c == '"' || c == '\\') {
                quoted.append('\\').appendCodePoint(c);
            } else if (Character.isISOControl(c)) {
                quoted.append("\\u%04x".formatted(c));
            } else {
                quoted.appendCodePoint(c);
            }
        });
        return quoted.append('"').toString();
    }

    /// The configuration as it would be with the table, without anything being changed.
    ///
    /// @throws ConfigurationError if there is such a table already, or the file cannot be understood
    public Configuration tried() {
        if (!Configuration.read(file).names(name).isEmpty()) {
            throw new ConfigurationError(
                    "%s has a table [%s] already. Change it there, or take it away first.".formatted(file, name));
        }
        Path trial = write();
        try {
            return Configuration.read(trial);
        } finally {
            delete(trial);
        }
    }

    /// Adds the table.
    ///
    /// @throws ConfigurationError as for [#tried]
    public void keep() {
        tried();
        Path whole = write();
        try {
            Files.move(whole, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            delete(whole);
            throw unwritable(e);
        }
    }

    private Path write() {
        try {
            String before = Files.exists(file) ? Files.readString(file) : "";
            String gap = before.isBlank() ? "" : before.endsWith("\n") ? "\n" : "\n\n";
            Files.createDirectories(file.toAbsolutePath().getParent());
            Path whole = Files.createTempFile(file.toAbsolutePath().getParent(), "config", ".new");
            return Files.writeString(whole, before + gap + text);
        } catch (IOException e) {
            throw unwritable(e);
        }
    }

    private ConfigurationError unwritable(IOException e) {
        return new ConfigurationError("%s cannot be written (%s). Check that you may.".formatted(file, e.getMessage()));
    }

    private static void delete(Path trial) {
        try {
            Files.deleteIfExists(trial);
        } catch (IOException _) {
            // A file that nobody reads.
        }
    }
}
