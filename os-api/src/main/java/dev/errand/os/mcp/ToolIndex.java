package dev.errand.os.mcp;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What a server offered when it was last asked, kept in the cache so that nobody has to ask it at every start.
///
/// @param configuration hash of what it was reached by ([ServerSettings#hash])
/// @param problem       why it could not be asked; empty if it could
record ToolIndex(String configuration, Instant asked, List<Tool> tools, String problem) {
    /// Of a server that is not asked.
    static final ToolIndex NOTHING = new ToolIndex("", Instant.EPOCH, List.of(), "");

    private static final ObjectMapper JSON = new ObjectMapper();

    ToolIndex {
        tools = List.copyOf(tools);
    }

    /// Empty where there is none, where it is of another configuration, or damaged: then the server is asked again.
    static Optional<ToolIndex> read(Path folder, ServerSettings server) {
        Path file = file(folder, server.name());
        try {
            JsonNode json = Files.exists(file) ? JSON.readTree(file.toFile()) : JSON.nullNode();
            if (json.path("configuration").asText().equals(server.hash())) {
                List<Tool> tools = new ArrayList<>();
                json.path("tools").forEach(each -> tools.add(tool(each)));
                return Optional.of(new ToolIndex(
                        server.hash(),
                        Instant.parse(json.path("asked").asText()),
                        tools,
                        json.path("problem").asText()));
            }
        } catch (IOException | RuntimeException _) {
            // Somebody else's bytes in a cache: as good as none.
        }
        return Optional.empty();
    }

    private static Tool tool(JsonNode json) {
        return new Tool(
                json.required("original").asText(),
                json.required("summary").asText(),
                json.required("schema"),
                json.required("hints"),
                json.required("fingerprint").asText());
    }

    /// Several processes may write it; each replaces the whole file at once.
    void write(Path folder, String name) {
        ObjectNode json = JSON.createObjectNode()
                .put("configuration", configuration)
                .put("asked", asked.toString())
                .put("problem", problem);
        for (Tool tool : tools) {
            json.withArray("tools")
                    .addObject()
                    .put("original", tool.original())
                    .put("summary", tool.summary())
                    .put("fingerprint", tool.fingerprint())
                    .set("schema", tool.schema());
            ((ObjectNode) json.path("tools").path(json.path("tools").size() - 1)).set("hints", tool.hints());
        }
        try {
            Files.createDirectories(folder);
            Path written = Files.createTempFile(folder, name, ".new");
            Files.writeString(written, JSON.writerWithDefaultPrettyPrinter().writeValueAsString(json));
            Files.move(
                    written, file(folder, name), StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path file(Path folder, String name) {
        return folder.resolve(name + ".json");
    }
}
