package dev.errand.intents.model;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The recordings of Flerlage, Behnke and Kao (arXiv 2504.17531): one JSON array a model, with `prompt`, `output` and
/// `generated_code`, Python for sixteen functions of their own.
///
/// The code is left as the model wrote it. Before it goes what it calls of those functions, under their names and
/// with their arguments, each written with the operations of this device: what it does is checked, previewed, asked
/// and undone as everything else is. Only a plan from such a recording has these functions; no skill offers them, so
/// neither a person nor a model that plans ever meets them.
final class PaperRecording {
    private static final Pattern INTENT = Pattern.compile("(?s).*\"([^\"]+)\".*");
    private static final Pattern NAME = Pattern.compile("(?m)^(?:def )?(\\w+)(?:\\(| =)");

    private PaperRecording() {}

    /// @param recording the whole file
    /// @param model     what to call the model, since the file does not
    /// @param place     the file, for messages
    static List<RecordedExchange> read(JsonNode recording, String model, String place) {
        List<RecordedExchange> exchanges = new ArrayList<>();
        for (JsonNode record : recording) {
            if (!record.path("prompt").isTextual() || !record.path("output").isTextual()) {
                throw new IllegalArgumentException(
                        "Record %d of the recording %s has no text \"prompt\" and \"output\"."
                                .formatted(exchanges.size() + 1, place));
            }
            exchanges.add(new RecordedExchange(
                    intent(record.get("prompt").textValue()),
                    "python",
                    model,
                    0,
                    1,
                    answer(record),
                    0,
                    0,
                    Math.round(
                            record.path("time_to_first_token_in_milliseconds").asDouble(0)),
                    Math.round(record.path("response_time_in_seconds").asDouble(0) * 1000),
                    Instant.EPOCH));
        }
        return exchanges;
    }

    /// The prompt may be the intention alone, or the whole prompt that quotes it.
    private static String intent(String prompt) {
        Matcher quoted = INTENT.matcher(prompt);
        return prompt.lines().count() > 1 && quoted.matches() ? quoted.group(1) : prompt;
    }

    private static String answer(JsonNode record) {
        String code = record.path("generated_code").asText("");
        return code.isBlank()
                ? record.get("output").textValue()
                : "```python\n%s\n\n%s\n```".formatted(needed(code), code.strip());
    }

    /// Those of the functions that the code calls, and what these need themselves.
    static String needed(String code) {
        StringBuilder needed = new StringBuilder();
        String[] parts = Resource.text("paper-functions.py").split("\n\n\n");
        String wanted = code;
        for (int i = parts.length - 1; i >= 0; i--) {
            Matcher name = NAME.matcher(parts[i]);
            if (name.find() && calls(wanted, name.group(1))) {
                needed.insert(0, parts[i].strip() + "\n");
                wanted += parts[i];
            }
        }
        return needed.toString();
    }

    private static boolean calls(String code, String name) {
        return Pattern.compile("(?<![\\w.])" + name + "\\b").matcher(code).find();
    }
}
