package dev.errand.web.mcp;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;

/// Something that a client may call.
///
/// @param input  the schema of its arguments
/// @param output the schema of what it returns
/// @param hints  what it is like; a client that trusts this server may rely on them
record Tool(
        String name,
        String title,
        String description,
        Set<Hint> hints,
        ObjectNode input,
        ObjectNode output,
        Body body) {
    enum Hint {
        READ_ONLY("readOnlyHint"),
        DESTRUCTIVE("destructiveHint"),
        IDEMPOTENT("idempotentHint"),
        OPEN_WORLD("openWorldHint");

        private final String id;

        Hint(String id) {
            this.id = id;
        }

        static Set<Hint> of(Hint... hints) {
            Set<Hint> set = EnumSet.noneOf(Hint.class);
            set.addAll(Arrays.asList(hints));
            return set;
        }
    }

    /// How it works.
    interface Body {
        Returned call(ObjectNode arguments, Exchange exchange);
    }

    /// What it returns.
    ///
    /// @param text      the same in words
    /// @param isFailure whether what was wanted did not come about
    record Returned(String text, JsonNode document, boolean isFailure) {
        ObjectNode result() {
            ObjectNode result = JsonNodeFactory.instance.objectNode();
            result.putArray("content").addObject().put("type", "text").put("text", text);
            result.set("structuredContent", document);
            return result.put("isError", isFailure);
        }
    }

    ObjectNode document() {
        ObjectNode document = JsonNodeFactory.instance
                .objectNode()
                .put("name", name)
                .put("title", title)
                .put("description", description);
        document.set("inputSchema", input);
        document.set("outputSchema", output);
        ObjectNode annotations = document.putObject("annotations").put("title", title);
        for (Hint hint : Hint.values()) {
            annotations.put(hint.id, hints.contains(hint));
        }
        return document;
    }
}
