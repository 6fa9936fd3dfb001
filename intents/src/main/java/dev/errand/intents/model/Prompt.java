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
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/// What a model is told. The lasting part comes first and is the same, byte for byte, for all intents of a device, so
/// that servers can keep it worked out; everything that changes stands in the second part.
///
/// @param lasting  role, rules, declarations, examples
/// @param changing time, place, language, denials, the intent
record Prompt(String lasting, String changing) {
    private static final Pattern CALL = Pattern.compile("\\b([a-z]\\w*\\.[a-z]\\w*)\\(");
    private static final Pattern CODE = Pattern.compile("(?s)```\\w+\\n(.*?)```");
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("EEEE, uuuu-MM-dd'T'HH:mm", Locale.ENGLISH);

    static Prompt of(PlanRequest request) {
        return new Prompt(lasting(request.language(), request.catalogue()), changing(request));
    }

    private static String lasting(Language language, Catalogue catalogue) {
        String name = language == Language.PYTHON ? "python" : "javascript";
        StringBuilder text = new StringBuilder(resource("rules-" + name + ".md"));
        text.append("\n## The operations of this device\n\n```")
                .append(language == Language.PYTHON ? "python" : "typescript")
                .append('\n')
                .append(Declared.in(language, catalogue).strip())
                .append("\n```\n\n## Examples\n");
        examples(name, catalogue).forEach(text::append);
        return text.toString();
    }

    /// Only what this device can do is shown: an example of a missing operation would teach to call it.
    private static List<String> examples(String name, Catalogue catalogue) {
        List<String> shown = new ArrayList<>();
        for (String example : resource("examples-" + name + ".md").split("(?m)^(?=Intent: )")) {
            boolean possible = CODE.matcher(example)
                    .results()
                    .flatMap(code -> CALL.matcher(code.group(1)).results())
                    .map((MatchResult call) -> call.group(1))
                    .filter(call -> isSkillOfErrand(call))
                    .allMatch(call -> catalogue.operation(call).isPresent());
            if (!example.isBlank() && possible) {
                shown.add("\n" + example.strip() + "\n");
            }
        }
        return shown;
    }

    /// Whether a call in an example means an operation rather than a method of a value.
    private static boolean isSkillOfErrand(String call) {
        return switch (call.substring(0, call.indexOf('.'))) {
            case "user", "files", "contacts", "mail", "calendar", "lists" -> true;
            default -> false;
        };
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
