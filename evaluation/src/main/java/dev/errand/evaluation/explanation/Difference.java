package dev.errand.evaluation.explanation;

import com.fasterxml.jackson.databind.JsonNode;
import dev.errand.runtime.explain.Question;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What a person would ask about a run that did not do what it should have done.
final class Difference {
    private static final String SAY = "user.say";

    private Difference() {}

    /// The question; empty if both runs came to the same.
    static Optional<Question> between(JsonNode healthy, JsonNode faulty) {
        if (!faulty.path("state").asText().equals("succeeded")) {
            return Optional.of(new Question.WhyFailed());
        }
        return inEffects(healthy.path("effects"), faulty.path("effects"))
                .or(() -> inWords(healthy, faulty))
                .or(() -> inResult(healthy, faulty));
    }

    /// Nobody asks about what happens to be the value of the last line.
    private static Optional<Question> inResult(JsonNode healthy, JsonNode faulty) {
        boolean returns = healthy.at("/plan/code").asText().contains("\nreturn ");
        return returns && !healthy.path("result").equals(faulty.path("result"))
                ? Optional.of(new Question.WhyResult())
                : Optional.empty();
    }

    /// Whether something that the person is asked about is not what the healthy run did.
    static boolean isUnwanted(JsonNode healthy, JsonNode proposed) {
        List<JsonNode> wanted = list(healthy.path("effects"));
        List<JsonNode> asked = list(proposed.path("effects"));
        for (int i = 0; i < asked.size(); i++) {
            boolean isAsked = asked.get(i).path("decision").asText().equals("asked");
            if (isAsked
                    && (i >= wanted.size()
                            || !asked.get(i)
                                    .path("operation")
                                    .equals(wanted.get(i).path("operation"))
                            || !asked.get(i)
                                    .path("arguments")
                                    .equals(wanted.get(i).path("arguments")))) {
                return true;
            }
        }
        return false;
    }

    private static List<JsonNode> list(JsonNode array) {
        List<JsonNode> list = new ArrayList<>();
        array.forEach(list::add);
        return list;
    }

    private static Optional<Question> inEffects(JsonNode healthy, JsonNode faulty) {
        for (int i = 0; i < Math.max(healthy.size(), faulty.size()); i++) {
            JsonNode wanted = healthy.path(i);
            JsonNode done = faulty.path(i);
            int number = done.path("number").asInt();
            if (done.isMissingNode()) {
                return Optional.of(
                        new Question.WhyNotReached(wanted.path("line").asInt()));
            } else if (wanted.isMissingNode()) {
                return Optional.of(new Question.WhyEffect(number, ""));
            } else if (!wanted.path("operation").equals(done.path("operation"))
                    || !wanted.path("line").equals(done.path("line"))) {
                return Optional.of(
                        faulty.size() < healthy.size()
                                ? new Question.WhyNotReached(wanted.path("line").asInt())
                                : new Question.WhyEffect(number, ""));
            }
            Optional<String> argument = argument(wanted.path("arguments"), done.path("arguments"));
            if (argument.isPresent()) {
                return Optional.of(new Question.WhyEffect(number, argument.get()));
            }
        }
        return Optional.empty();
    }

    /// The first argument that differs; one that is missing cannot be asked about.
    private static Optional<String> argument(JsonNode wanted, JsonNode done) {
        if (wanted.equals(done)) {
            return Optional.empty();
        }
        return Optional.of(done.properties().stream()
                .filter(member -> !member.getValue().equals(wanted.path(member.getKey())))
                .map(java.util.Map.Entry::getKey)
                .findFirst()
                .orElse(""));
    }

    private static Optional<Question> inWords(JsonNode healthy, JsonNode faulty) {
        List<JsonNode> wanted = said(healthy);
        List<JsonNode> done = said(faulty);
        for (int i = 0; i < Math.max(wanted.size(), done.size()); i++) {
            if (i >= done.size()) {
                return Optional.of(
                        new Question.WhyNotReached(wanted.get(i).path("line").asInt()));
            }
            JsonNode step = done.get(i);
            if (i >= wanted.size()) {
                return Optional.of(new Question.WhyStep(step.path("number").asInt(), ""));
            } else if (!wanted.get(i).path("arguments").equals(step.path("arguments"))) {
                return Optional.of(new Question.WhyStep(step.path("number").asInt(), "text"));
            }
        }
        return Optional.empty();
    }

    private static List<JsonNode> said(JsonNode document) {
        return list(document.path("steps")).stream()
                .filter(step -> step.path("operation").asText().equals(SAY))
                .toList();
    }
}
