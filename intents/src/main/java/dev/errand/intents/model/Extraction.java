package dev.errand.intents.model;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Takes the workflow out of what a model wrote: reasoning, prose, fences and wrappings come off. Decides nothing about
/// the code itself; where it cannot tell which code is meant, it says so, for the model to write it again.
final class Extraction {
    /// What an answer holds.
    sealed interface Found {
        record Code(String text) implements Found {}

        /// The model says that the device cannot do it.
        record Decline(String reason) implements Found {}

        /// No code, or no telling which; the problem is in words for the model.
        record Nothing(String problem) implements Found {}
    }

    private static final Set<String> WRAPPINGS =
            Set.of("code", "workflow", "javascript", "js", "typescript", "python", "program", "script", "answer");
    private static final Pattern DECLINE =
            Pattern.compile("(?m)^[ \\t]*(?://|#+|\\*\\*|`)?[ \\t]*DECLINE:[ \\t]*(.*)$");
    private static final Pattern REASONING = Pattern.compile("(?si)<(think|thinking|reasoning|analysis)>.*?</\\1>");
    private static final Pattern REASONING_END = Pattern.compile("(?i)</(?:think|thinking|reasoning|analysis)>");
    private static final Pattern REASONING_START = Pattern.compile("(?i)^\\s*<(?:think|thinking|reasoning|analysis)>");
    private static final Pattern PAGE = Pattern.compile("(?i)^\\s*<(?:!doctype|html|head|body|\\?xml)\\b");

    static final String NO_CODE =
            "The answer holds no workflow. Answer with the whole workflow in one fenced code block, or with one line"
                    + " that begins with DECLINE: if this device cannot do it.";

    private final Blocks blocks;

    /// @param operations the names of all operations of the device, `skill.operation`
    Extraction(Collection<String> operations) {
        blocks = new Blocks(operations);
    }

    Found from(String answer) {
        return from(answer.replace("\r\n", "\n"), true);
    }

    private Found from(String answer, boolean unwrap) {
        String text = withoutReasoning(answer).strip();
        if (text.isEmpty()) {
            return new Found.Nothing("The answer is empty. " + NO_CODE);
        }
        if (PAGE.matcher(text).find()) {
            return new Found.Nothing("The answer is a web page. " + NO_CODE);
        }
        List<Fence> fences = Fence.all(text);
        if (unwrap) {
            Optional<String> wrapped = wrapped(text, fences);
            if (wrapped.isPresent()) {
                return from(wrapped.get(), false);
            }
        }
        Found found = fences.isEmpty() ? blocks.bare(text) : blocks.choose(fences);
        return switch (found) {
            case Found.Code code -> declined(code.text()).orElse(code);
            case Found.Decline decline -> decline;
            // Prose may mention the word, but only code that is there can contradict it.
            case Found.Nothing nothing -> anywhere(text).orElse(nothing);
        };
    }

    /// Code that begins with a refusal is one, whatever follows it.
    private static Optional<Found> declined(String code) {
        String first = code.lines().filter(line -> !line.isBlank()).findFirst().orElse("");
        return anywhere(first);
    }

    private static Optional<Found> anywhere(String text) {
        Matcher decline = DECLINE.matcher(text);
        if (!decline.find()) {
            return Optional.empty();
        }
        String reason = decline.group(1).replaceAll("[*`]+\\s*$", "").strip();
        return Optional.of(
                new Found.Decline(reason.isEmpty() ? "The model says that this device cannot do it." : reason));
    }

    static String withoutReasoning(String answer) {
        // Chat templates of some models open the reasoning in the prompt, so that only its end is seen.
        String text = REASONING.matcher(answer).replaceAll("");
        int from = 0;
        Matcher end = REASONING_END.matcher(text);
        while (end.find()) {
            from = end.end();
        }
        text = text.substring(from);
        return REASONING_START.matcher(text).find() ? "" : text;
    }

    private static Optional<String> wrapped(String text, List<Fence> fences) {
        String json = fences.size() == 1 && fences.getFirst().language().equals("json")
                ? fences.getFirst().text().strip()
                : text;
        if (!json.startsWith("{") || !json.endsWith("}")) {
            return Optional.empty();
        }
        try {
            JsonNode node = new ObjectMapper().readTree(json);
            for (var member : node.properties()) {
                if (member.getValue().isTextual()
                        && WRAPPINGS.contains(member.getKey().toLowerCase(Locale.ROOT))) {
                    return Optional.of(member.getValue().textValue());
                }
            }
        } catch (JsonProcessingException _) {
            // A block of code also begins and ends with braces.
        }
        return Optional.empty();
    }
}
