package dev.errand.runtime.home;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/// Writes values as TOML does, on one line.
final class TomlValue {
    private TomlValue() {}

    static String written(JsonNode value) {
        return switch (value.getNodeType()) {
            case STRING -> quoted(value.asText());
            case BOOLEAN, NUMBER -> value.asText();
            case ARRAY -> {
                List<String> elements = new ArrayList<>();
                value.forEach(element -> elements.add(written(element)));
                yield "[" + String.join(", ", elements) + "]";
            }
            case OBJECT -> {
                List<String> members = new ArrayList<>();
                value.properties()
                        .forEach(each -> members.add(
                                ConfigurationKey.written(List.of(each.getKey())) + " = " + written(each.getValue())));
                yield members.isEmpty() ? "{}" : "{ " + String.join(", ", members) + " }";
            }
            case NULL, MISSING, BINARY, POJO ->
                throw new IllegalArgumentException("A setting cannot hold nothing; unset it instead.");
        };
    }

    static String quoted(String text) {
        StringBuilder quoted = new StringBuilder("\"");
        text.codePoints().forEach(c -> quoted.append(escaped(c)));
        return quoted.append('"').toString();
    }

    private static String escaped(int c) {
        return switch (c) {
            case '"' -> "\\\"";
            case '\\' -> "\\\\";
            case '\n' -> "\\n";
            case '\r' -> "\\r";
            case '\t' -> "\\t";
            default -> isUnseen(c) ? "\\U%08X".formatted(c) : Character.toString(c);
        };
    }

    /// What a person would not see in the file, or what would turn the line around.
    private static boolean isUnseen(int c) {
        int type = Character.getType(c);
        return type == Character.CONTROL
                || type == Character.FORMAT
                || type == Character.LINE_SEPARATOR
                || type == Character.PARAGRAPH_SEPARATOR;
    }
}
