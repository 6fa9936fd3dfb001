package dev.errand.web.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.errand.runtime.budget.Raise;
import dev.errand.runtime.engine.Approval;
import dev.errand.runtime.engine.ApprovalId;
import dev.errand.runtime.policy.Widening.Width;
import dev.errand.web.http.Body;
import dev.errand.web.http.Problem;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// A yes, to effects or to a larger budget.
record Consent(Approval approval, List<Raise> raises) {
    static Consent of(ObjectNode body, String by) {
        Body.only(body, Set.of("effects", "remember", "approval", "raise"));
        Set<Integer> numbers = new HashSet<>();
        Map<Integer, Map<String, JsonNode>> edits = new HashMap<>();
        JsonNode effects = body.path("effects");
        if (!effects.isMissingNode() && !effects.isNull()) {
            // An empty list must not be taken for all of them.
            if (!effects.isArray() || effects.isEmpty()) {
                throw Problem.invalid("\"effects\" lists the effects to approve, at least one; leave it out to approve"
                                + " all, or deny.")
                        .thrown();
            }
            effects.forEach(effect -> effect(effect, numbers, edits));
        }
        Optional<Width> remember = Body.text(body, "remember").map(Consent::width);
        Optional<ApprovalId> approval = Body.text(body, "approval")
                .map(id -> ApprovalId.parse(id)
                        .orElseThrow(() -> Problem.invalid("\"%s\" is no approval.".formatted(id))
                                .thrown()));
        return new Consent(new Approval(numbers, edits, by, remember, approval), raises(body.path("raise")));
    }

    private static void effect(JsonNode effect, Set<Integer> numbers, Map<Integer, Map<String, JsonNode>> edits) {
        if (!effect.isObject()
                || !effect.path("number").isInt()
                || effect.path("number").intValue() < 1) {
            throw Problem.invalid(
                            "Each of \"effects\" is an object with a \"number\", and \"arguments\" to be changed.")
                    .thrown();
        }
        Body.only((ObjectNode) effect, Set.of("number", "arguments"));
        int number = effect.path("number").intValue();
        numbers.add(number);
        JsonNode arguments = effect.path("arguments");
        if (arguments.isObject()) {
            Map<String, JsonNode> changes = new HashMap<>();
            arguments.properties().forEach(each -> changes.put(each.getKey(), each.getValue()));
            edits.put(number, changes);
        } else if (!arguments.isMissingNode() && !arguments.isNull()) {
            throw Problem.invalid("\"arguments\" is an object: argument → new value.")
                    .thrown();
        }
    }

    private static Width width(String typed) {
        for (Width width : Width.values()) {
            if (width.name().toLowerCase(Locale.ROOT).equals(typed)) {
                return width;
            }
        }
        throw Problem.invalid("\"remember\" is narrow, medium or wide.").thrown();
    }

    private static List<Raise> raises(JsonNode raise) {
        List<Raise> raises = new ArrayList<>();
        raise.properties()
                .forEach(each -> raises.add(
                        Raise.parse(each.getKey() + "=" + each.getValue().asText())));
        return raises;
    }
}
