package dev.errand.runtime.home;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.toml.TomlMapper;
import dev.errand.os.device.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// What the person wrote into `config.toml`. Immutable; a missing file is an empty one.
public final class Configuration implements Settings {
    private final Map<String, List<String>> values;
    private final Map<String, String> environment;
    private final Path file;

    private Configuration(Path file, Map<String, List<String>> values, Map<String, String> environment) {
        this.file = file;
        this.values = values;
        this.environment = environment;
    }

    /// @throws ConfigurationError if the file is there and cannot be understood
    public static Configuration read(Path file) {
        return read(file, System.getenv());
    }

    /// @param environment variables that the configuration may refer to
    /// @throws ConfigurationError if the file is there and cannot be understood
    public static Configuration read(Path file, Map<String, String> environment) {
        Map<String, List<String>> values = new LinkedHashMap<>();
        if (Files.exists(file)) {
            try {
                flatten("", new TomlMapper().readTree(Files.readString(file)), values);
            } catch (JsonProcessingException e) {
                throw ConfigurationError.notUnderstood(file, e);
            } catch (IOException e) {
                throw ConfigurationError.notRead(file, e);
            }
        }
        return new Configuration(file, values, environment);
    }

    private static void flatten(String prefix, JsonNode node, Map<String, List<String>> values) {
        if (node.isObject()) {
            node.properties()
                    .forEach(each -> flatten(
                            prefix.isEmpty() ? each.getKey() : prefix + "." + each.getKey(), each.getValue(), values));
        } else if (node.isArray()) {
            List<String> texts = new java.util.ArrayList<>();
            node.forEach(element -> texts.add(element.asText()));
            values.put(prefix, texts);
        } else {
            values.put(prefix, List.of(node.asText()));
        }
    }

    @Override
    public Set<String> names(String table) {
        String prefix = table + ".";
        return values.keySet().stream()
                .filter(key -> key.startsWith(prefix))
                .map(key -> key.substring(prefix.length()))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @Override
    public Optional<String> text(String key) {
        return Optional.ofNullable(values.get(key))
                .filter(list -> !list.isEmpty())
                .map(List::getFirst);
    }

    @Override
    public List<String> texts(String key) {
        return values.getOrDefault(key, List.of());
    }

    @Override
    public Optional<String> variable(String name) {
        return Optional.ofNullable(environment.get(name));
    }

    @Override
    public Set<Path> guarded() {
        Set<Path> own = new LinkedHashSet<>();
        own.add(file);
        for (String name : List.of(".config.lock", Secrets.FOLDER, "rules.json", "skills")) {
            own.add(file.resolveSibling(name));
        }
        return own;
    }
}
