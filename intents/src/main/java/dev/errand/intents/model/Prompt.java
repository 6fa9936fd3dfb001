package dev.errand.intents.model;

import dev.errand.intents.PlanRequest;
import dev.errand.os.operation.Catalogue;
import dev.errand.sandbox.Language;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What a model is told. The lasting part comes first and is the same, byte for byte, for all intents of a device, so
/// that servers can keep it worked out; everything that changes stands in the second part.
///
/// @param lasting  role, rules, declarations, examples
/// @param changing time, place, language, denials, the intent
record Prompt(String lasting, String changing) {
    /// In the file every example begins with a line that names the operations it needs.
    private static final Pattern EXAMPLE = Pattern.compile("(?ms)^Needs:([^\\n]*)\\n(.*?)(?=^Needs:|\\z)");

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("EEEE, uuuu-MM-dd'T'HH:mm", Locale.ENGLISH);

    static Prompt of(PlanRequest request) {
        return new Prompt(lasting(request.language(), request.catalogue()), changing(request));
    }

    private static String lasting(Language language, Catalogue catalogue) {
        boolean python = language == Language.PYTHON;
        String name = python ? "python" : "javascript";
        StringBuilder text = new StringBuilder(resource("rules-" + name + ".md"));
        text.append("\n## The operations of this device\n\n```")
                .append(python ? "python" : "typescript")
                .append('\n')
                .append(OnRequest.declarations(language, catalogue, OnRequest.namesInFull(catalogue)))
                .append("\n```\n")
                .append(OnRequest.index(catalogue))
                .append("\n## Examples\n");
        examples(name, catalogue).forEach(text::append);
        return text.toString();
    }

    /// Only what this device can do is shown: an example of a missing operation would teach to call it.
    private static List<String> examples(String name, Catalogue catalogue) {
        List<String> shown = new ArrayList<>();
        Matcher example = EXAMPLE.matcher(resource("examples-" + name + ".md"));
        while (example.find()) {
            boolean possible = Arrays.stream(example.group(1).strip().split(" +"))
                    .filter(needed -> !needed.isEmpty())
                    .allMatch(needed -> catalogue.operation(needed).isPresent());
            if (possible) {
                shown.add("\n" + example.group(2).strip() + "\n");
            }
        }
        return shown;
    }

    private static String changing(PlanRequest request) {
        StringBuilder text = new StringBuilder("Now: %s, time zone %s. The person's language: %s.\n"
                .formatted(
                        TIME.format(request.now().atZone(request.zone())),
                        request.zone(),
                        request.intent().language().getDisplayLanguage(Locale.ENGLISH)));
        for (PlanRequest.Denial denial : request.denials()) {
            text.append("\nThe person refused this workflow:\n````\n")
                    .append(denial.code().strip())
                    .append("\n````\nbecause, in their words: ")
                    .append(denial.reason().isBlank() ? "(no reason given)" : denial.reason())
                    .append("\nDo not propose the same again.\n");
        }
        return text.append("\nIntent: ")
                .append(request.intent().text())
                .append('\n')
                .toString();
    }

    private static String resource(String name) {
        try (InputStream stream = Prompt.class.getResourceAsStream(name)) {
            if (stream == null) {
                throw new IllegalStateException("The resource " + name + " is missing from the jar.");
            }
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
