package dev.errand.os.llm;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.errand.os.device.DeviceFailure;
import dev.errand.os.device.Model;
import dev.errand.os.operation.EffectClass;
import dev.errand.os.operation.Mark;
import dev.errand.os.operation.StepContext;
import dev.errand.os.spi.Audience;
import dev.errand.os.spi.OperationSpec;
import dev.errand.os.spi.Param;
import dev.errand.os.spi.Sentences;
import dev.errand.os.spi.Skill;
import dev.errand.os.spi.SkillSpec;

/// The person's language model as a tool for code: it has no operations, so nothing that a text says to it can do
/// more than change what it writes. What it writes counts as written by somebody outside.
@SkillSpec(name = "llm", summary = "A language model without operations: ask, summarize, extract")
@Sentences(
        value = {"(summarize|summarise|sum up) [the|my] [file|document] {file:path}"},
        code = """
                const summary = llm.summarize(files.read(file));
                user.say(summary.text);
                return summary;
                """)
@Sentences(
        value = {
            "(summarize|summarise|sum up) the [wikipedia|web|blog|news] (page|article|website|post) [at|on] {url:text}"
        },
        code = """
                const summary = llm.summarize(web.read(url).text);
                user.say(summary.text);
                return summary;
                """)
@Sentences(
        language = "de",
        value = {"fass [die|das|den|meine|mein|meinen] [Datei|Dokument] {file:path} zusammen"},
        code = """
                const summary = llm.summarize(files.read(file));
                user.say(summary.text);
                return summary;
                """)
public final class LlmSkill implements Skill {
    private static final int USUAL_SENTENCES = 3;
    private static final int MOST_SENTENCES = 50;
    private static final int ATTEMPTS = 2;
    private static final ObjectMapper JSON = new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    @OperationSpec(
            effect = EffectClass.FETCH,
            summary = "What the language model answers; it can look nothing up",
            readers = Audience.EVERYBODY)
    @Sentences("ask the [language] model {prompt}")
    @Sentences(language = "de", value = "frag das [Sprachmodell|Modell] {prompt}")
    public Written ask(@Param(mark = Mark.CONTENT) String prompt, StepContext context) {
        return Written.of(context.model().complete(Question.alone(prompt)));
    }

    @OperationSpec(
            effect = EffectClass.FETCH,
            summary = "A text of any length in a few sentences, in its language",
            readers = Audience.EVERYBODY)
    public Written summarize(@Param(mark = Mark.CONTENT) String text, SummaryOptions options, StepContext context) {
        Integer wanted = options.sentences();
        int sentences = wanted == null ? USUAL_SENTENCES : wanted;
        if (sentences < 1 || sentences > MOST_SENTENCES) {
            throw DeviceFailure.invalid(
                    "A summary of " + sentences + " sentences makes no sense.", "Use 1 to " + MOST_SENTENCES + ".");
        }
        return Summary.of(text, sentences, context);
    }

    @OperationSpec(
            effect = EffectClass.FETCH,
            summary = "Data found in a text, such as {name: \"string\", \"amount?\": \"number\", tags: [\"string\"]}",
            readers = Audience.EVERYBODY)
    public Extracted extract(
            @Param(mark = Mark.CONTENT) String text,
            @Param(value = "names and types, or JSON Schema", mark = Mark.CONTENT) JsonNode schema,
            StepContext context) {
        Wanted wanted = Wanted.of(schema);
        String task =
                "Extract data from a text as one JSON value of this schema, and write nothing else. Names that end in"
                        + " ? are optional: leave out what the text does not say.\n\nSchema: " + schema;
        String problem = "";
        long tokens = 0;
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            Model.Completion completion = context.model().complete(Question.about(task + problem, text, context));
            tokens += completion.inputTokens() + completion.outputTokens();
            try {
                return new Extracted(wanted.taken(json(completion.text()), "the value"), completion.model(), tokens);
            } catch (Wanted.Mismatch e) {
                problem = "\n\nAn earlier answer was wrong: " + e.getMessage() + ".";
            }
        }
        throw DeviceFailure.failed(
                "The language model did not give what the schema wants."
                        + problem.replaceFirst("(?s).*: ", " At last: "),
                "Ask for less, or for optional members, or name another model.");
    }

    /// The JSON in an answer, which models like to put between fences.
    private static JsonNode json(String answer) throws Wanted.Mismatch {
        String plain = answer.replaceFirst("(?s)^.*</think>", "").strip();
        String inside = plain.replaceFirst("(?s)^[^\\[{\"]*```(?:json)?\\s*(.*?)```.*$", "$1")
                .strip();
        try {
            JsonNode value = JSON.readTree(inside);
            if (value != null && !value.isMissingNode()) {
                return value;
            }
        } catch (JsonProcessingException _) {
            // Said below.
        }
        throw new Wanted.Mismatch("it was not one JSON value");
    }
}
