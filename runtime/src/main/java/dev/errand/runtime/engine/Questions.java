package dev.errand.runtime.engine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.errand.intents.Channel;
import dev.errand.os.operation.Origin;
import dev.errand.os.operation.Provenance;
import dev.errand.runtime.journal.Entry.QuestionAnswered;
import dev.errand.runtime.journal.Entry.QuestionAsked;
import dev.errand.runtime.journal.Entry.Returned;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Questions to the person, and what their answers mean.
final class Questions {
    private static final Set<String> YES = Set.of("yes", "y", "ja", "j", "true", "ok", "okay", "sure");
    private static final Set<String> NO = Set.of("no", "n", "nein", "false", "nope");

    private Questions() {}

    static QuestionAsked ask(int lane, int step, JsonNode question, List<String> said) {
        List<String> choices = new ArrayList<>();
        question.path("choices").forEach(choice -> choices.add(choice.asText()));
        return new QuestionAsked(
                lane,
                step,
                question.path("text").asText(),
                choices,
                question.path("confirm").asBoolean(),
                said);
    }

    /// What an answer stands for: a choice by its number, its text or a part of the text that only it has; anything
    /// for a question without choices.
    static Optional<String> understand(QuestionAsked question, String answer) {
        String said = answer.strip();
        String plain = said.toLowerCase(Locale.ROOT);
        if (question.confirm()) {
            return YES.contains(plain) ? Optional.of("yes") : NO.contains(plain) ? Optional.of("no") : Optional.empty();
        }
        if (question.choices().isEmpty()) {
            return said.isEmpty() ? Optional.empty() : Optional.of(said);
        }
        if (plain.matches("\\d{1,4}") && isNumberOf(question, Integer.parseInt(plain))) {
            return Optional.of(question.choices().get(Integer.parseInt(plain) - 1));
        }
        List<String> same = question.choices().stream()
                .filter(choice -> choice.strip().equalsIgnoreCase(said))
                .toList();
        List<String> partly = question.choices().stream()
                .filter(choice -> choice.toLowerCase(Locale.ROOT).contains(plain))
                .toList();
        return !same.isEmpty()
                ? Optional.of(same.getFirst())
                : partly.size() == 1 && !plain.isEmpty() ? Optional.of(partly.getFirst()) : Optional.empty();
    }

    private static boolean isNumberOf(QuestionAsked question, int number) {
        return number >= 1 && number <= question.choices().size();
    }

    /// What an answer could be.
    static String hint(QuestionAsked question) {
        if (question.confirm()) {
            return "Answer yes or no.";
        }
        StringBuilder hint = new StringBuilder("Answer with a number or a choice:");
        for (int i = 0; i < question.choices().size(); i++) {
            hint.append(" [")
                    .append(i + 1)
                    .append("] ")
                    .append(question.choices().get(i));
        }
        return question.choices().isEmpty()
                ? "Say something."
                : hint.append('.').toString();
    }

    /// The answer as the guest gets it. What a program answered may be anybody's words.
    static Returned value(QuestionAsked question, QuestionAnswered answered) {
        JsonNode value = question.confirm()
                ? JsonNodeFactory.instance.booleanNode(answered.answer().equals("yes"))
                : JsonNodeFactory.instance.textNode(answered.answer());
        Origin origin = Channel.isOutside(answered.by())
                ? new Origin(Provenance.OUTSIDE, "whoever answered")
                : new Origin(Provenance.USER, "your answer");
        return new Returned(value, origin, Map.of(), List.of());
    }
}
