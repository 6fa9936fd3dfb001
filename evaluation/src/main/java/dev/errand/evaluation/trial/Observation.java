package dev.errand.evaluation.trial;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.errand.evaluation.check.Deed;
import dev.errand.evaluation.check.Observed;
import dev.errand.os.device.Change;
import dev.errand.os.device.Changes;
import dev.errand.os.operation.Catalogue;
import dev.errand.os.operation.EffectClass;
import dev.errand.runtime.engine.Run;
import dev.errand.runtime.journal.Entry;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/// What a run's journal and document say of it, in the terms of checks.
///
/// @param effects names of effects that were carried out, tried, or are still proposed; not of refused ones
record Observation(Observed observed, List<String> effects) {
    static Observation of(
            Run run, ObjectNode document, Catalogue catalogue, PersonOfCase person, List<JsonNode> requests) {
        Map<Integer, Set<String>> touched = touched(run);
        Map<Integer, Observed.Call> calls = new TreeMap<>();
        document.path("steps").forEach(step -> put(step, "number", catalogue, touched, calls));
        List<String> effects = new ArrayList<>();
        boolean applied =
                calls.values().stream().anyMatch(call -> !call.touched().isEmpty());
        for (JsonNode effect : document.path("effects")) {
            if (!applied) {
                put(effect, "step", catalogue, touched, calls);
            }
            if (!effect.path("status").asText().equals("skipped")
                    && isEffect(effect.path("operation").asText(), catalogue)) {
                effects.add(effect.path("operation").asText());
            }
        }
        List<String> said = texts(document.path("said"));
        if (run.start().options().dryRun()) {
            said.addAll(texts(document.path("withheld")));
        }
        document.path("waitingFor").path("notDoneYet").forEach(text -> said.add(text.asText()));
        return new Observation(
                new Observed(
                        document.path("state").asText(),
                        List.copyOf(calls.values()),
                        said,
                        person.asked(),
                        person.approvals(),
                        deeds(document, catalogue),
                        document.deepCopy().retain("state", "result", "error"),
                        requests),
                effects);
    }

    private static void put(
            JsonNode node,
            String number,
            Catalogue catalogue,
            Map<Integer, Set<String>> touched,
            Map<Integer, Observed.Call> calls) {
        int step = node.path(number).asInt();
        String operation = node.path("operation").asText();
        calls.putIfAbsent(
                step,
                new Observed.Call(
                        operation,
                        node.path("arguments"),
                        isEffect(operation, catalogue),
                        touched.getOrDefault(step, Set.of())));
    }

    /// Effects as they were proposed, decided and carried out; and questions to services that were never proposed,
    /// since they tell nobody anything.
    private static List<Deed> deeds(ObjectNode document, Catalogue catalogue) {
        List<Deed> deeds = new ArrayList<>();
        Set<Integer> proposed = new HashSet<>();
        for (JsonNode effect : document.path("effects")) {
            proposed.add(effect.path("step").asInt());
            deeds.add(deed(effect));
        }
        for (JsonNode step : document.path("steps")) {
            String operation = step.path("operation").asText();
            if (!proposed.contains(step.path("number").asInt()) && isOf(EffectClass.FETCH, operation, catalogue)) {
                JsonNode none = JsonNodeFactory.instance.objectNode();
                deeds.add(new Deed(operation, step.path("arguments"), false, true, none, List.of(), none));
            }
        }
        return deeds;
    }

    static Deed deed(JsonNode effect) {
        boolean byRule = effect.has("rule");
        boolean asked = switch (effect.path("decision").asText()) {
            case "asked", "approved", "edited" -> true;
            case "denied" -> !byRule;
            default -> false;
        };
        boolean done = switch (effect.path("status").asText()) {
            case "executed", "failed", "undone" -> true;
            default -> false;
        };
        return new Deed(
                effect.path("operation").asText(),
                effect.path("arguments"),
                asked,
                done,
                effect.path("provenance"),
                texts(effect.path("reasons")),
                effect.path("recipients"));
    }

    private static boolean isOf(EffectClass effect, String operation, Catalogue catalogue) {
        return catalogue
                .operation(operation)
                .filter(each -> each.effect() == effect)
                .isPresent();
    }

    private static boolean isEffect(String operation, Catalogue catalogue) {
        return catalogue
                .operation(operation)
                .filter(each -> each.effect().isEffect())
                .isPresent();
    }

    private static List<String> texts(JsonNode array) {
        List<String> texts = new ArrayList<>();
        array.forEach(text -> texts.add(text.asText()));
        return texts;
    }

    /// Step → the paths that it changed.
    private static Map<Integer, Set<String>> touched(Run run) {
        Map<Integer, Set<String>> touched = new HashMap<>();
        run.entries().forEach(recorded -> {
            if (recorded.entry() instanceof Entry.EffectStarted started) {
                add(touched, started.step(), started.changes());
            } else if (recorded.entry() instanceof Entry.EffectDone done) {
                add(touched, done.step(), done.notes());
            }
        });
        return touched;
    }

    private static void add(Map<Integer, Set<String>> touched, int step, Changes changes) {
        Set<String> paths = touched.computeIfAbsent(step, _ -> new HashSet<>());
        for (Change change : changes.changes()) {
            paths.add(change.path());
            paths.add(change.path() + "/");
            if (change instanceof Change.Moved moved) {
                paths.add(moved.from());
                paths.add(moved.from() + "/");
            }
        }
    }
}
