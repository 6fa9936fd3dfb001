package dev.errand.runtime.explain;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Whether one value can be seen in another.
final class Values {
    /// Shorter texts are found in others by chance.
    private static final int TELLING = 3;

    private static final Pattern LONG_WORD = Pattern.compile("[\\p{L}\\d]{5,}|\\d{4,}");

    private Values() {}

    /// How surely a value came from another, from surest to not at all.
    enum Match {
        SAME,
        PART,
        NONE
    }

    /// How surely `wanted`, or a part of it, came from what was returned.
    static Match match(JsonNode wanted, JsonNode returned) {
        Match best = Match.NONE;
        List<JsonNode> leaves = leaves(returned);
        for (JsonNode part : leaves(wanted)) {
            for (JsonNode leaf : leaves) {
                Match match = matchLeaf(part, leaf);
                best = match.compareTo(best) < 0 ? match : best;
            }
        }
        return best;
    }

    private static Match matchLeaf(JsonNode part, JsonNode leaf) {
        if (part.isNumber() && leaf.isNumber()) {
            return part.doubleValue() == leaf.doubleValue() ? Match.SAME : Match.NONE;
        }
        String text = part.asText();
        String from = leaf.asText();
        if (part.isTextual() && text.equals(from)) {
            return Match.SAME;
        }
        boolean within = leaf.isNumber() ? hasWord(text, from) : from.length() >= TELLING && text.contains(from);
        boolean extracted = text.length() >= TELLING && from.contains(text);
        return within || extracted || hasLine(text, from) || shareWord(text, from) ? Match.PART : Match.NONE;
    }

    /// Whether a longer word of one is a word of the other.
    private static boolean shareWord(String text, String from) {
        Matcher words = LONG_WORD.matcher(text);
        while (words.find()) {
            if (hasWord(from, words.group())) {
                return true;
            }
        }
        return false;
    }

    private static boolean hasWord(String text, String word) {
        return Pattern.compile("(?<![\\w.])" + Pattern.quote(word) + "(?!\\w)")
                .matcher(text)
                .find();
    }

    /// Whether a whole line of one is a line of the other.
    private static boolean hasLine(String text, String from) {
        return from.indexOf('\n') >= 0
                && from.lines()
                        .filter(line -> line.strip().length() > 2 * TELLING)
                        .anyMatch(text::contains);
    }

    /// Texts and numbers in a value; nothing is said by what is true, false or null.
    static List<JsonNode> leaves(JsonNode value) {
        List<JsonNode> leaves = new ArrayList<>();
        collect(value, leaves);
        return leaves;
    }

    private static void collect(JsonNode value, List<JsonNode> leaves) {
        if (value.isContainerNode()) {
            value.forEach(child -> collect(child, leaves));
        } else if (value.isNumber() || (value.isTextual() && !value.textValue().isBlank())) {
            leaves.add(value);
        }
    }
}
