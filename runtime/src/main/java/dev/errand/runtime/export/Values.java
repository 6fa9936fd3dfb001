package dev.errand.runtime.export;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;

/// Values as a person reads them.
final class Values {
    private static final int LONGEST = 4_000;
    private static final int BRIEF = 600;
    private static final int LINE = 60;

    private Values() {}

    /// Text as it is, all else as JSON; very long ones cut, which is said.
    static String inWords(JsonNode value) {
        return upTo(LONGEST, value);
    }

    /// The same where there is less room.
    static String brief(JsonNode value) {
        return upTo(BRIEF, value);
    }

    private static String upTo(int most, JsonNode value) {
        String line = value.isContainerNode() ? value.toString() : value.asText();
        String text = value.isContainerNode() && line.length() > LINE ? value.toPrettyString() : line;
        return text.length() <= most
                ? text
                : text.substring(0, most) + "… (" + text.length() + " characters; the export as JSON lines has all)";
    }

    /// `modelCalls` as `Model calls`.
    static String title(String member) {
        String spaced = member.replaceAll("([A-Z])", " $1").toLowerCase(Locale.ROOT);
        return spaced.substring(0, 1).toUpperCase(Locale.ROOT) + spaced.substring(1);
    }
}
