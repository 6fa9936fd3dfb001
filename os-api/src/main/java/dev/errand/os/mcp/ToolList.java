package dev.errand.os.mcp;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import dev.errand.os.device.Hash;
import dev.errand.os.imported.ForeignWords;
import io.modelcontextprotocol.client.McpSyncClient;
import io.modelcontextprotocol.spec.McpSchema;
import io.modelcontextprotocol.spec.McpSchema.ListToolsResult;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The tools of a server as it lists them, as far as they can be used.
///
/// @param leftOut how many tools cannot be: too many, too long, without a name
record ToolList(List<Tool> tools, int leftOut) {
    static final int MOST_TOOLS = 200;
    private static final int MOST_PAGES = 20;
    private static final int LONGEST_NAME = 128;
    private static final int LONGEST_SUMMARY = 120;
    private static final int LARGEST_SCHEMA = 64 * 1024;
    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS);

    /// Asks for page after page, and not for ever.
    static ToolList of(McpSyncClient client) {
        Map<String, Tool> tools = new LinkedHashMap<>();
        int leftOut = 0;
        String cursor = null;
        for (int page = 0; page < MOST_PAGES; page++) {
            ListToolsResult listed = client.listTools(cursor);
            for (McpSchema.Tool each : listed.tools()) {
                Optional<Tool> tool = tools.size() < MOST_TOOLS ? tool(each) : Optional.empty();
                boolean isNew = tool.filter(t -> tools.putIfAbsent(t.original(), t) == null)
                        .isPresent();
                leftOut += isNew ? 0 : 1;
            }
            cursor = listed.nextCursor();
            if (cursor == null || cursor.isEmpty()) {
                break;
            }
        }
        return new ToolList(List.copyOf(tools.values()), leftOut);
    }

    private static Optional<Tool> tool(McpSchema.Tool listed) {
        String name = listed.name();
        JsonNode schema = JSON.valueToTree(listed.inputSchema());
        if (name == null
                || name.isBlank()
                || name.length() > LONGEST_NAME
                || schema.toString().length() > LARGEST_SCHEMA) {
            return Optional.empty();
        }
        String words =
                listed.description() != null ? listed.description() : listed.title() != null ? listed.title() : "";
        return Optional.of(Tool.of(
                name,
                ForeignWords.line(words, LONGEST_SUMMARY),
                schema,
                JSON.valueToTree(listed.annotations()),
                Hash.of(everythingSaid(listed))));
    }

    /// The same text for the same words, whatever order the server says them in.
    private static String everythingSaid(McpSchema.Tool listed) {
        try {
            return JSON.writeValueAsString(JSON.convertValue(listed, Object.class));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    Optional<Tool> named(String original) {
        return tools.stream().filter(tool -> tool.original().equals(original)).findFirst();
    }
}
