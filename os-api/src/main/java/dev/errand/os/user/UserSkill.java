package dev.errand.os.user;

import com.fasterxml.jackson.databind.JsonNode;
import dev.errand.os.device.DeviceFailure;
import dev.errand.os.operation.EffectClass;
import dev.errand.os.operation.Mark;
import dev.errand.os.operation.Question;
import dev.errand.os.spi.OperationSpec;
import dev.errand.os.spi.Param;
import dev.errand.os.spi.Sentences;
import dev.errand.os.spi.Skill;
import dev.errand.os.spi.SkillSpec;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Tells the person something and asks them. What is said or asked here is done by the runtime, through whatever
/// channel the person used.
@SkillSpec(name = "user", summary = "The person who gave the intent: tell them something, ask them.")
public final class UserSkill implements Skill {
    /// How a question may be answered.
    public record AskOptions(
            @Param("answers to choose from; none for free text") @Nullable
            List<String> choices) {}

    @OperationSpec(
            effect = EffectClass.SAY,
            summary = "Tells the person a text; lists and objects are written out readably.",
            headline = "Say “{text}”")
    @Sentences({"say {text}", "say the words {text}", "repeat after me {text}"})
    @Sentences(
            language = "de",
            value = {"sag[e] {text}", "sprich mir nach {text}"})
    public String say(@Param(mark = Mark.CONTENT) JsonNode text) {
        return PlainWords.of(text);
    }

    @OperationSpec(
            effect = EffectClass.ASK,
            summary = "Asks the person and returns the answer as text; one of the choices if there are any.",
            headline = "Ask “{question}”")
    @Sentences({"ask me {question}", "ask me the question {question}"})
    @Sentences(
            language = "de",
            value = {"frag[e] mich {question}"})
    public Question ask(@Param(mark = Mark.CONTENT) String question, AskOptions options) {
        List<String> choices = options.choices() == null ? List.of() : options.choices();
        return new Question(worded(question), choices.stream().distinct().toList(), false);
    }

    @OperationSpec(
            effect = EffectClass.ASK,
            summary = "Asks the person a yes-or-no question and returns true or false.",
            headline = "Ask “{question}”")
    @Sentences({"ask me (whether|if) {question}", "let me confirm {question}"})
    @Sentences(
            language = "de",
            value = {"frag[e] mich ob {question}"})
    public Question confirm(@Param(mark = Mark.CONTENT) String question) {
        return new Question(worded(question), List.of("yes", "no"), true);
    }

    private static String worded(String question) {
        if (question.isBlank()) {
            throw DeviceFailure.invalid("The question has no words.", "Say what the person should answer.");
        }
        return question;
    }
}
