package dev.errand.evaluation.check;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Calls of operations by their arguments. `{"mail.send": {"to": "ada@example.com"}}`: every call is like that; a
/// list: each of it stands for one call; `true`: any call. Immutable.
public final class Wanted {
    /// Nothing at all.
    public static final Wanted NOTHING = new Wanted(Map.of());

    private final Map<String, JsonNode> calls;

    private Wanted(Map<String, JsonNode> calls) {
        this.calls = new LinkedHashMap<>(calls);
    }

    /// @throws MalformedCase if it cannot be understood
    public static Wanted of(Map<String, JsonNode> members, String place) {
        members.forEach((operation, wanted) -> {
            if (!operation.matches("\\w+\\.(\\w+|\\*)")) {
                throw new MalformedCase(
                        place, "\"" + operation + "\" is no operation. Write skill.operation, as in mail.send.");
            }
            for (JsonNode each : wanted.isArray() ? wanted : List.of(wanted)) {
                if (!each.isObject() && !each.equals(BooleanNode.TRUE)) {
                    throw new MalformedCase(
                            place + ", " + operation,
                            "arguments were expected, or true, not " + Fields.shown(each) + ".");
                }
                Match.require(each, place + ", " + operation);
            }
        });
        return new Wanted(members);
    }

    /// Whether anything is said of an operation.
    public boolean names(String operation) {
        return calls.keySet().stream().anyMatch(each -> CallCheck.isOf(each, operation));
    }

    /// Which of these calls are none of the wanted ones, or more of them than wanted.
    public List<Deed> beyond(List<Deed> deeds) {
        Map<String, List<JsonNode>> open = new LinkedHashMap<>();
        calls.forEach((operation, wanted) -> {
            if (wanted.isArray()) {
                open.put(operation, new ArrayList<>(wanted.valueStream().toList()));
            }
        });
        return deeds.stream().filter(deed -> !covers(deed, open)).toList();
    }

    private boolean covers(Deed deed, Map<String, List<JsonNode>> open) {
        return calls.entrySet().stream()
                .filter(each -> CallCheck.isOf(each.getKey(), deed.operation()))
                .anyMatch(each -> {
                    List<JsonNode> single = open.get(each.getKey());
                    return single == null ? fits(each.getValue(), deed) : takesOne(single, deed);
                });
    }

    private static boolean takesOne(List<JsonNode> open, Deed deed) {
        for (int i = 0; i < open.size(); i++) {
            if (fits(open.get(i), deed)) {
                open.remove(i);
                return true;
            }
        }
        return false;
    }

    private static boolean fits(JsonNode wanted, Deed deed) {
        return wanted.isBoolean() || Match.fits(wanted, deed.arguments(), false);
    }
}
