package dev.errand.os.mcp;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.errand.os.device.Device;
import dev.errand.os.device.Settings;
import dev.errand.os.operation.Catalogue;
import dev.errand.os.operation.Operation;
import dev.errand.os.operation.Result;
import dev.errand.os.operation.StepContext;
import dev.errand.os.spi.SkillSource;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;

/// A device with MCP servers, called the way the runtime does.
final class McpKit implements AutoCloseable, Settings {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path home;
    private final Map<String, List<String>> settings = new HashMap<>();
    private final Map<String, String> variables = new HashMap<>(System.getenv());
    private McpServers servers;
    private SkillSource.Found found;

    McpKit(Path home) {
        this.home = home;
    }

    McpKit setting(String key, String... values) {
        settings.put(key, List.of(values));
        return this;
    }

    McpKit variable(String name, String value) {
        variables.put(name, value);
        return this;
    }

    /// One more start of the program: nothing is left of the one before but what is on disk.
    McpKit start() {
        close();
        servers = new McpServers(this, home.resolve("cache"));
        found = servers.find();
        return this;
    }

    McpServers servers() {
        return servers;
    }

    List<String> troubles() {
        return found.troubles();
    }

    Catalogue catalogue() {
        return new Catalogue(found.skills());
    }

    Operation operation(String name) {
        return catalogue()
                .operation(name)
                .orElseThrow(() -> new AssertionError(name + " is not among "
                        + catalogue().operations().stream()
                                .map(Operation::qualifiedName)
                                .toList() + troubles()));
    }

    Result call(String name, String named) {
        Operation operation = operation(name);
        ObjectNode arguments = operation.bind(JSON.createArrayNode(), (ObjectNode) json(named));
        Device device = Device.at(home, this);
        return operation
                .body()
                .perform(
                        arguments,
                        new StepContext(
                                "run-1",
                                Instant.parse("2026-03-02T09:00:00Z"),
                                ZoneId.of("Europe/Berlin"),
                                Locale.ENGLISH,
                                new Random(1),
                                device.storage(),
                                this,
                                device.cache(),
                                device.model(),
                                false,
                                JSON.createObjectNode()));
    }

    String text(String name, String named) {
        return call(name, named).value().path("text").asText();
    }

    static com.fasterxml.jackson.databind.JsonNode json(String text) {
        try {
            return JSON.readTree(text.replace('\'', '"'));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(text, e);
        }
    }

    @Override
    public Optional<String> text(String key) {
        return Optional.ofNullable(settings.get(key)).map(List::getFirst);
    }

    @Override
    public List<String> texts(String key) {
        return settings.getOrDefault(key, List.of());
    }

    @Override
    public Set<String> names(String table) {
        Set<String> names = new TreeSet<>();
        settings.keySet().stream()
                .filter(key -> key.startsWith(table + "."))
                .forEach(key -> names.add(key.substring(table.length() + 1)));
        return names;
    }

    @Override
    public Optional<String> variable(String name) {
        return Optional.ofNullable(variables.get(name));
    }

    @Override
    public void close() {
        if (servers != null) {
            servers.close();
        }
    }
}
