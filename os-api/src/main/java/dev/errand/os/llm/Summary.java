package dev.errand.os.llm;

import dev.errand.os.device.DeviceFailure;
import dev.errand.os.device.Model;
import dev.errand.os.operation.StepContext;
import java.util.ArrayList;
import java.util.List;

/// Sums up a text of any length: a long one part by part, then what was written about its parts, until that is short
/// enough to be summed up at once. So a model is never sent more than one part.
final class Summary {
    /// Characters; what is longer is no text that somebody wants summed up, and would cost hundreds of questions.
    private static final int LONGEST = 600_000;

    private static final int SENTENCES_A_PART = 8;

    private final StepContext context;
    private long inputTokens;
    private long outputTokens;

    private Summary(StepContext context) {
        this.context = context;
    }

    /// @throws DeviceFailure if the text is empty or too long, or the model gives no answer
    static Written of(String text, int sentences, StepContext context) {
        if (text.length() > LONGEST) {
            throw DeviceFailure.invalid(
                    "The text of %,d characters is longer than the %,d that are summed up."
                            .formatted(text.length(), LONGEST),
                    "Give it a part of the text.");
        }
        return new Summary(context).written(text, sentences);
    }

    private Written written(String text, int sentences) {
        String rest = text;
        while (rest.length() > Parts.LONGEST) {
            rest = summedUpInParts(rest);
        }
        String task = "Summarize a text in at most " + counted(sentences)
                + ", in the language of the text. Write the summary and nothing else."
                + (rest.equals(text) ? "" : " The text is made of summaries of the parts of a longer one, in order.");
        Model.Completion last = asked(task, rest);
        return Written.of(new Model.Completion(last.text(), last.model(), inputTokens, outputTokens));
    }

    private String summedUpInParts(String text) {
        List<String> parts = Parts.of(text);
        List<String> summaries = new ArrayList<>();
        for (int i = 0; i < parts.size(); i++) {
            String task =
                    "Summarize part %d of %d of a text in at most %s, in the language of the text, with the facts that a summary of the whole text needs. Write the summary and nothing else."
                            .formatted(i + 1, parts.size(), counted(SENTENCES_A_PART));
            summaries.add(asked(task, parts.get(i)).text().strip());
        }
        String summary = String.join("\n\n", summaries);
        if (summary.length() > text.length() / 2) {
            throw DeviceFailure.failed(
                    "The language model did not shorten the text: %,d characters became %,d."
                            .formatted(text.length(), summary.length()),
                    "Give it a part of the text, or name another model.");
        }
        return summary;
    }

    private Model.Completion asked(String task, String text) {
        Model.Completion completion = context.model().complete(Question.about(task, text, context));
        inputTokens += completion.inputTokens();
        outputTokens += completion.outputTokens();
        return completion;
    }

    private static String counted(int sentences) {
        return sentences == 1 ? "1 sentence" : sentences + " sentences";
    }
}
