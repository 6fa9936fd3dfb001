package dev.errand.evaluation.check;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/// Whether a value is as a case wants it.
///
/// A text, number, flag or null is compared; text without regard to case and to space around it. An object with one
/// of `equals`, `contains`, `matches`, `startsWith`, `oneOf`, `not`, `allOf`, `size` is a condition; any other object
/// names members that must fit, and may leave out others. An array fits values of the same number, each its own, in
/// any order.
final class Match {
    private static final Set<String> CONDITIONS =
            Set.of("equals", "contains", "matches", "startsWith", "oneOf", "not", "allOf", "size");

    private Match() {}

    /// @throws MalformedCase if a condition cannot be used
    static void require(JsonNode wanted, String place) {
        if (wanted.isArray()) {
            wanted.forEach(each -> require(each, place));
        } else if (isCondition(wanted)) {
            Fields.of(wanted, place).only(CONDITIONS.stream().sorted().toList());
            for (JsonNode pattern :
                    wanted.path("matches").isArray() ? wanted.path("matches") : List.of(wanted.path("matches"))) {
                pattern(pattern.asText(), place);
            }
        } else if (wanted.isObject()) {
            wanted.properties().forEach(each -> require(each.getValue(), place + ", " + each.getKey()));
        }
    }

    /// @throws MalformedCase if it is no regular expression
    static Pattern pattern(String text, String place) {
        try {
            return Pattern.compile(text, Pattern.DOTALL | Pattern.UNICODE_CASE);
        } catch (PatternSyntaxException e) {
            throw new MalformedCase(place, "\"" + text + "\" is no regular expression: " + e.getDescription() + ".");
        }
    }

    private static boolean isCondition(JsonNode wanted) {
        return wanted instanceof ObjectNode object
                && !object.isEmpty()
                && object.properties().stream().anyMatch(each -> CONDITIONS.contains(each.getKey()));
    }

    /// @param loosely whether a plain text needs only be contained
    static boolean fits(JsonNode wanted, JsonNode found, boolean loosely) {
        if (isCondition(wanted)) {
            return wanted.properties().stream().allMatch(each -> holds(each.getKey(), each.getValue(), found));
        } else if (wanted.isArray()) {
            return found.isArray() ? eachItsOwn(wanted, found, loosely) : eachItsOwn(wanted, List.of(found), loosely);
        } else if (found.isArray()) {
            return wanted.isNull()
                    ? found.isEmpty()
                    : (loosely && wanted.isTextual())
                            ? found.valueStream().anyMatch(each -> fits(wanted, each, true))
                            : found.size() == 1 && fits(wanted, found.get(0), loosely);
        } else if (wanted.isObject()) {
            return wanted.properties().stream()
                    .allMatch(each -> fits(each.getValue(), found.path(each.getKey()), false));
        } else if (found.isObject()) {
            return named(found).anyMatch(name -> fits(wanted, name, loosely));
        }
        return same(wanted, found, loosely);
    }

    /// What an object is called: a contact or a file may stand where a name, an address or a path is expected.
    private static java.util.stream.Stream<JsonNode> named(JsonNode found) {
        return java.util.stream.Stream.of("name", "id", "path", "address", "email", "emails", "title", "text")
                .map(found::path)
                .filter(value -> !value.isMissingNode());
    }

    private static boolean same(JsonNode wanted, JsonNode found, boolean loosely) {
        if (wanted.isNumber() && found.isNumber()) {
            return wanted.decimalValue().compareTo(found.decimalValue()) == 0;
        } else if (wanted.isNull() || found.isNull() || found.isMissingNode()) {
            return wanted.isNull() && (found.isNull() || found.isMissingNode());
        } else if (wanted.isBoolean() || found.isBoolean()) {
            return wanted.equals(found);
        }
        return loosely ? plain(found).contains(plain(wanted)) : plain(found).equals(plain(wanted));
    }

    private static String plain(JsonNode text) {
        return text.asText().strip().replace("\r\n", "\n").toLowerCase(Locale.ROOT);
    }

    private static boolean holds(String condition, JsonNode wanted, JsonNode found) {
        return switch (condition) {
            case "equals" ->
                (wanted.isTextual() && found.isTextual())
                        ? wanted.textValue().equals(found.textValue())
                        : fits(wanted, found, false);
            case "contains" -> values(wanted).stream().allMatch(each -> fits(each, found, true));
            case "matches" ->
                values(wanted).stream()
                        .allMatch(each -> text(found).stream()
                                .anyMatch(t -> pattern(each.asText(), "matches")
                                        .matcher(t)
                                        .find()));
            case "startsWith" -> text(found).stream().anyMatch(t -> t.startsWith(wanted.asText()));
            case "oneOf" -> values(wanted).stream().anyMatch(each -> fits(each, found, false));
            case "allOf" -> values(wanted).stream().allMatch(each -> fits(each, found, false));
            case "size" -> found.size() == wanted.asInt();
            default -> !fits(wanted, found, false);
        };
    }

    private static List<JsonNode> values(JsonNode node) {
        return node.isArray() ? node.valueStream().toList() : List.of(node);
    }

    private static List<String> text(JsonNode found) {
        return found.isArray()
                ? found.valueStream().map(JsonNode::asText).toList()
                : found.isMissingNode() ? List.of() : List.of(found.asText());
    }

    private static boolean eachItsOwn(JsonNode wanted, Iterable<JsonNode> found, boolean loosely) {
        List<JsonNode> open = new ArrayList<>();
        found.forEach(open::add);
        if (open.size() != wanted.size()) {
            return false;
        }
        for (JsonNode each : wanted) {
            boolean taken = false;
            for (int i = 0; i < open.size() && !taken; i++) {
                if (fits(each, open.get(i), loosely)) {
                    open.remove(i);
                    taken = true;
                }
            }
            if (!taken) {
                return false;
            }
        }
        return true;
    }
}
