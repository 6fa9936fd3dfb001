package dev.errand.os.mcp;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.errand.os.operation.Origin;
import dev.errand.os.operation.Result;
import dev.errand.os.operation.Shape;
import io.modelcontextprotocol.spec.McpSchema.AudioContent;
import io.modelcontextprotocol.spec.McpSchema.BlobResourceContents;
import io.modelcontextprotocol.spec.McpSchema.CallToolResult;
import io.modelcontextprotocol.spec.McpSchema.Content;
import io.modelcontextprotocol.spec.McpSchema.EmbeddedResource;
import io.modelcontextprotocol.spec.McpSchema.ImageContent;
import io.modelcontextprotocol.spec.McpSchema.ResourceLink;
import io.modelcontextprotocol.spec.McpSchema.TextContent;
import io.modelcontextprotocol.spec.McpSchema.TextResourceContents;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// What a tool answered: text, and data where it gives some. Both are closed until code reads them.
final class Answer {
    /// What a call returns; what is not text is only described.
    static final Shape SHAPE = new Shape.Structure(
            "ToolAnswer",
            List.of(
                    new Shape.Field("text", new Shape.Text(), false, true, ""),
                    new Shape.Field("data", new Shape.Any(), true, true, "")));

    private static final ObjectMapper JSON = new ObjectMapper();

    private Answer() {}

    static Result of(CallToolResult answered, Origin origin) {
        ObjectNode value = JSON.createObjectNode().put("text", text(answered));
        Map<JsonPointer, Origin> closed = new HashMap<>(Map.of(JsonPointer.compile("/text"), origin));
        JsonNode data = JSON.valueToTree(answered.structuredContent());
        if (data != null && !data.isNull() && !data.isMissingNode()) {
            value.set("data", data);
            closed.put(JsonPointer.compile("/data"), origin);
        }
        return new Result(value, origin, closed);
    }

    static String text(CallToolResult answered) {
        List<Content> contents = answered.content() == null ? List.of() : answered.content();
        return contents.stream().map(Answer::text).collect(Collectors.joining("\n"));
    }

    private static String text(Content content) {
        return switch (content) {
            case TextContent text -> or(text.text(), "");
            case ImageContent image -> binary("image", image.mimeType(), image.data());
            case AudioContent audio -> binary("audio", audio.mimeType(), audio.data());
            case ResourceLink link -> "[link: %s]".formatted(or(link.uri(), "unknown"));
            case EmbeddedResource embedded ->
                switch (embedded.resource()) {
                    case TextResourceContents text -> or(text.text(), "");
                    case BlobResourceContents blob -> binary("file", blob.mimeType(), blob.blob());
                    case null, default -> "[something of an unknown kind]";
                };
            default -> "[something of an unknown kind]";
        };
    }

    private static String binary(String kind, @Nullable String type, @Nullable String base64) {
        return "[%s, %s, %d bytes]"
                .formatted(kind, or(type, "unknown type"), or(base64, "").length() * 3L / 4);
    }

    private static String or(@Nullable String text, String otherwise) {
        return text == null ? otherwise : text;
    }
}
