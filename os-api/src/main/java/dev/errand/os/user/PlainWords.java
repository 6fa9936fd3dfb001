package dev.errand.os.user;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/// Writes plain data the way a person reads it: a list line by line, an object as `name: value` lines, what lies deeper
/// on one line.
final class PlainWords {
    private static final Pattern HUMP = Pattern.compile("(?<=[\\p{Ll}\\p{N}])(?=\\p{Lu})");

    private PlainWords() {}

    static String of(JsonNode value) {
        if (value.isContainerNode() && value.isEmpty()) {
            return "nothing";
        } else if (value.isArray()) {
            List<String> lines = new ArrayList<>();
            value.forEach(element -> lines.add((value.size() > 1 ? "- " : "") + inLine(element)));
            return String.join("\n", lines);
        }
        return value.isObject() ? String.join("\n", members(value)) : inLine(value);
    }

    private static String inLine(JsonNode value) {
        if (value.isObject()) {
            return value.isEmpty() ? "nothing" : String.join(", ", members(value));
        } else if (value.isArray()) {
            List<String> elements = new ArrayList<>();
            value.forEach(element -> elements.add(element.isObject() ? "(" + inLine(element) + ")" : inLine(element)));
            return elements.isEmpty() ? "nothing" : String.join(", ", elements);
        } else if (value.isBoolean()) {
            return value.booleanValue() ? "yes" : "no";
        }
        return value.isNumber() ? number(value.decimalValue()) : value.isNull() ? "nothing" : value.asText();
    }

    /// Members without a value say nothing to a person and are left out, unless there is nothing else.
    private static List<String> members(JsonNode object) {
        List<String> lines = new ArrayList<>();
        for (Map.Entry<String, JsonNode> member : object.properties()) {
            JsonNode value = member.getValue();
            if (!value.isNull() && !(value.isContainerNode() && value.isEmpty())) {
                String words = value.isObject() ? "(" + inLine(value) + ")" : inLine(value);
                lines.add(name(member.getKey()) + ": " + words);
            }
        }
        return lines.isEmpty() ? List.of("nothing") : lines;
    }

    private static String name(String key) {
        return HUMP.matcher(key).find() ? HUMP.matcher(key).replaceAll(" ").toLowerCase(Locale.ROOT) : key;
    }

    /// Rounded to six decimals: the 17 digits of a computed fraction are noise to a person.
    private static String number(BigDecimal number) {
        BigDecimal rounded = number.setScale(6, RoundingMode.HALF_EVEN).stripTrailingZeros();
        return rounded.signum() == 0 && number.signum() != 0
                ? number.stripTrailingZeros().toString()
                : rounded.toPlainString();
    }
}
