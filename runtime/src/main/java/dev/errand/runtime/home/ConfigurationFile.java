package dev.errand.runtime.home;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// `config.toml` as a file that the person and programs change. The person's comments, order and spelling stay; a
/// change that cannot be made without touching anything else is refused and the file left as it was. It is replaced
/// as a whole, and keeps its permissions; a new one is for its owner only.
///
/// Several processes may change it at once. Thread-safe.
public final class ConfigurationFile {
    private static final Object WRITING = new Object();

    private final Path file;

    private ConfigurationFile(Path file) {
        this.file = file;
    }

    /// @param file need not exist
    public static ConfigurationFile at(Path file) {
        return new ConfigurationFile(file.toAbsolutePath());
    }

    public static ConfigurationFile of(Home home) {
        return at(home.configuration());
    }

    public Path path() {
        return file;
    }

    /// Everything in it.
    ///
    /// @throws ConfigurationError if it cannot be understood
    public ObjectNode content() {
        return edit(text()).content();
    }

    /// A setting, or a table.
    public Optional<JsonNode> get(ConfigurationKey key) {
        JsonNode node = content();
        for (String name : key.names()) {
            node = node.path(name);
        }
        return Optional.of(node).filter(found -> !found.isMissingNode());
    }

    /// @param key such as `mail.address`, see [ConfigurationKey]
    public void set(String key, String value) {
        set(Map.of(ConfigurationKey.parse(key), JsonNodeFactory.instance.textNode(value)));
    }

    public void set(String key, List<String> values) {
        var list = JsonNodeFactory.instance.arrayNode();
        values.forEach(list::add);
        set(Map.of(ConfigurationKey.parse(key), list));
    }

    /// Sets all of them or, if one is refused, none; in the order of the map.
    ///
    /// @param values texts, numbers, truth values, and lists and objects of them
    /// @throws ConfigurationError if the file cannot be understood, or one of them cannot be set
    /// @throws HomeFailure        if it cannot be written
    public void set(Map<ConfigurationKey, JsonNode> values) {
        change(text -> {
            String changed = text;
            for (Map.Entry<ConfigurationKey, JsonNode> each : values.entrySet()) {
                changed = edit(changed).with(each.getKey(), each.getValue());
            }
            return changed;
        });
    }

    /// Takes out a setting, or a table with all that is in it. Nothing happens if it is not there.
    public void unset(ConfigurationKey key) {
        if (get(key).isPresent()) {
            change(text -> edit(text).without(key));
        }
    }

    private TomlEdit edit(String text) {
        try {
            return new TomlEdit(text);
        } catch (JsonProcessingException e) {
            throw ConfigurationError.notUnderstood(file, e);
        }
    }

    private String text() {
        try {
            return Files.exists(file) ? Files.readString(file) : "";
        } catch (IOException e) {
            throw ConfigurationError.notRead(file, e);
        }
    }

    private interface Editing {
        String apply(String text);
    }

    private void change(Editing editing) {
        synchronized (WRITING) {
            try {
                Path place = Files.exists(file) ? file.toRealPath() : file; // a link stays one
                Files.createDirectories(file.resolveSibling("."));
                try (FileChannel channel = FileChannel.open(
                                file.resolveSibling(".config.lock"),
                                StandardOpenOption.CREATE,
                                StandardOpenOption.WRITE);
                        FileLock _ = channel.lock()) {
                    String before = text();
                    String after = editing.apply(before);
                    if (!after.equals(before)) {
                        replace(place, after);
                    }
                }
            } catch (IOException e) {
                throw HomeFailure.of("The configuration %s cannot be written".formatted(file), e);
            }
        }
    }

    private static void replace(Path place, String text) throws IOException {
        Path beside = place.resolveSibling("." + place.getFileName() + ".writing");
        try {
            Files.deleteIfExists(beside);
            PrivateFile.create(beside);
            Files.writeString(beside, text);
            try (FileOutputStream out = new FileOutputStream(beside.toFile(), true)) {
                out.getFD().sync();
            }
            if (PrivateFile.hasPermissions(place)) {
                Files.setPosixFilePermissions(beside, Files.getPosixFilePermissions(place));
            }
            Files.move(beside, place, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(beside);
        }
    }
}
