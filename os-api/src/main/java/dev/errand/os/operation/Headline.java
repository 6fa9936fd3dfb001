package dev.errand.os.operation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Fills a headline such as `Send “{subject}” to {to}[ with {attachments}]` with the arguments of a call.
final class Headline {
    private static final Pattern OPTIONAL = Pattern.compile("\\[([^\\]]*)]");
    private static final Pattern SLOT = Pattern.compile("\\{(\\w+)}");

    private Headline() {}

    static String fill(String headline, ObjectNode arguments) {
        String withParts = OPTIONAL.matcher(headline)
                .replaceAll(
                        part -> Matcher.quoteReplacement(isComplete(part.group(1), arguments) ? part.group(1) : ""));
        return SLOT.matcher(withParts)
                .replaceAll(slot -> Matcher.quoteReplacement(words(arguments.path(slot.group(1)))));
    }

    private static boolean isComplete(String part, ObjectNode arguments) {
        return SLOT.matcher(part).results().allMatch(slot -> {
            JsonNode value = arguments.path(slot.group(1));
            return !value.isMissingNode() && !value.isNull() && !(value.isArray() && value.isEmpty());
        });
    }

    private static String words(JsonNode value) {
        if (value.isArray()) {
            List<String> words = new ArrayList<>();
            value.forEach(element -> words.add(words(element)));
            return String.join(", ", words);
        }
        return value.isMissingNode() || value.isNull() ? "…" : value.isValueNode() ? value.asText() : value.toString();
    }
}
