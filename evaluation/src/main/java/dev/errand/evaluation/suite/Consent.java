package dev.errand.evaluation.suite;

import com.fasterxml.jackson.databind.JsonNode;
import dev.errand.evaluation.check.Deed;
import dev.errand.evaluation.check.Fields;
import dev.errand.evaluation.check.MalformedCase;
import dev.errand.evaluation.check.Wanted;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What the person of a case says when they are asked to approve.
public sealed interface Consent {
    /// They approve whatever they are asked.
    record All() implements Consent {}

    /// They refuse whatever they are asked.
    record None() implements Consent {}

    /// They are not there: the run waits.
    record Away() implements Consent {}

    /// They approve some calls and refuse others.
    ///
    /// @param calls     what they approve by its arguments
    /// @param otherwise what they say to operations that are named nowhere
    record Some(Map<String, Boolean> operations, Wanted calls, boolean otherwise) implements Consent {
        public Some {
            operations = Map.copyOf(operations);
        }

        private boolean approves(Deed deed, List<Deed> approved) {
            Boolean named = operations.get(deed.operation());
            if (named != null) {
                return named;
            }
            List<Deed> all = new ArrayList<>(approved);
            all.add(deed);
            return calls.names(deed.operation()) ? !calls.beyond(all).contains(deed) : otherwise;
        }
    }

    /// Whether a call may go on; empty where nobody is there to say.
    ///
    /// @param approved what they said yes to before
    default Optional<Boolean> says(Deed deed, List<Deed> approved) {
        return switch (this) {
            case All _ -> Optional.of(true);
            case None _ -> Optional.of(false);
            case Away _ -> Optional.empty();
            case Some some -> Optional.of(some.approves(deed, approved));
        };
    }

    /// `"all"`, `"none"`, `"only"` (what the case's `expect` says under that name), or an object of operations with
    /// true, false, or the arguments that are approved. Of operations that the object does not name, `"*"` says;
    /// without it they are refused where any is approved by name, and approved where all that is named is refused.
    ///
    /// @throws MalformedCase if it is something else
    static Consent parse(Fields fields, String name) {
        Optional<JsonNode> node = fields.get(name);
        if (node.isEmpty()) {
            return new Away();
        } else if (node.get().isBoolean()) {
            return node.get().booleanValue() ? new All() : new None();
        } else if (node.get().isObject()) {
            return some(fields, name);
        }
        return switch (node.get().asText()) {
            case "all" -> new All();
            case "none" -> new None();
            case "only" -> only(fields, name);
            default ->
                throw new MalformedCase(
                        fields.at(name),
                        "write \"all\", \"none\", \"only\", or an object such as {\"mail.send\": true}.");
        };
    }

    private static Consent some(Fields fields, String name) {
        Map<String, Boolean> operations = new LinkedHashMap<>();
        Map<String, JsonNode> calls = new LinkedHashMap<>();
        fields.members(name).forEach((operation, says) -> {
            if (says.isBoolean()) {
                operations.put(operation, says.booleanValue());
            } else {
                calls.put(operation, says);
            }
        });
        Boolean others = operations.remove("*");
        boolean otherwise = others == null ? !operations.containsValue(true) && calls.isEmpty() : others;
        return new Some(operations, Wanted.of(calls, fields.at(name)), otherwise);
    }

    private static Consent only(Fields fields, String name) {
        Fields expect = fields.get("expect")
                .map(node -> Fields.of(node, fields.at("expect")))
                .filter(node -> node.get("only").isPresent())
                .orElseThrow(() -> new MalformedCase(
                        fields.at(name), "\"only\" approves what \"expect\" has under \"only\", which is missing."));
        return new Some(Map.of(), Wanted.of(expect.members("only"), expect.at("only")), false);
    }
}
