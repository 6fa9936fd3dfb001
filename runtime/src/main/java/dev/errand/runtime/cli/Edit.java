package dev.errand.runtime.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A change to an effect's arguments as it is typed: `1.subject=New text`. A value that is JSON counts as that.
record Edit(int effect, String path, JsonNode value) {
    static final String FORM = "A change looks like 1.subject=New text: effect number, argument, new value.";
    private static final Pattern TYPED = Pattern.compile("\\s*(\\d{1,6})\\.([\\w./]+)=(.*)", Pattern.DOTALL);

    static Optional<Edit> parse(String typed) {
        Matcher matcher = TYPED.matcher(typed);
        return matcher.matches()
                ? Optional.of(new Edit(Integer.parseInt(matcher.group(1)), matcher.group(2), value(matcher.group(3))))
                : Optional.empty();
    }

    private static JsonNode value(String text) {
        try {
            JsonNode value = new ObjectMapper().readTree(text);
            return value == null || value.isMissingNode() ? TextNode.valueOf(text) : value;
        } catch (JsonProcessingException e) {
            return TextNode.valueOf(text); // plain words are the usual case
        }
    }
}
