package dev.errand.intents.model;

import dev.errand.intents.Channel;
import dev.errand.intents.Intent;
import dev.errand.intents.PlanRequest;
import dev.errand.intents.model.WorkedExamples.Example;
import dev.errand.os.operation.Catalogue;
import dev.errand.sandbox.Language;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// What a model is told. The lasting part comes first and is the same, byte for byte, for all intents of a device, so
/// that servers can keep it worked out; everything that changes stands in the second part.
///
/// Where the declarations of all skills fit, they belong to the lasting part. Where they do not, the lasting part has
/// the skills' names, and the second part the declarations of those that have to do with the intent; a model asks for
/// others by name ([OnRequest]).
///
/// @param lasting  role, rules, declarations
/// @param changing examples, time, place, language, what the person says of themselves, refusals, failures, the
///                 intent
record Prompt(String lasting, String changing) {
    /// Of declarations, in characters of TypeScript or Python: about 3,050 tokens.
    static final int MOST_DECLARED = 11_400;

    /// Of declarations, where they are chosen for the intent: about 2,400 tokens.
    static final int MOST_CHOSEN = 9_000;

    /// Of examples: about 260 tokens.
    static final int MOST_EXAMPLES = 1_000;

    private static final int MOST_SENTENCES = 2;

    /// Without it nothing could be asked or said.
    private static final String ALWAYS = "user";

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("EEEE, uuuu-MM-dd'T'HH:mm", Locale.ENGLISH);

    static Prompt of(PlanRequest request, Ranking ranking) {
        return of(request, ranking, MOST_DECLARED);
    }

    /// @param mostDeclared how many characters of declarations may stand in the lasting part
    static Prompt of(PlanRequest request, Ranking ranking, int mostDeclared) {
        Language language = request.language();
        Catalogue catalogue = request.catalogue();
        String words = request.intent().text();
        List<Example> examples =
                WorkedExamples.like(words, ranking, WorkedExamples.all(language, catalogue), MOST_EXAMPLES);
        Relevance relevance = new Relevance(ranking, catalogue, words);
        Set<String> inFull = OnRequest.namesInFull(catalogue);
        String all = OnRequest.declarations(language, catalogue, inFull);
        String rules = Resource.text("rules-" + Resource.word(language) + ".md");
        String end = examples(examples) + sentences(relevance) + circumstances(request);
        if (all.length() <= mostDeclared) {
            return new Prompt(rules + declared(language, all) + OnRequest.index(catalogue), end);
        }
        Set<String> chosen = chosen(language, catalogue, relevance.skills(), examples);
        return new Prompt(
                rules + OnRequest.fullIndex(catalogue),
                declared(language, OnRequest.declarations(language, catalogue, chosen)) + end);
    }

    private static String declared(Language language, String declarations) {
        return "\n## The operations of this device\n\n```%s\n%s\n```\n"
                .formatted(language == Language.PYTHON ? "python" : "typescript", declarations);
    }

    /// As many skills as fit, those of the examples among them: an example of what is not declared would be of no
    /// use.
    static Set<String> chosen(Language language, Catalogue catalogue, List<String> skills, List<Example> examples) {
        Set<String> wanted = new LinkedHashSet<>(List.of(ALWAYS));
        int best = Math.min(2, skills.size());
        wanted.addAll(skills.subList(0, best));
        examples.forEach(example -> wanted.addAll(example.skills()));
        wanted.addAll(skills.subList(best, skills.size()));
        wanted.addAll(OnRequest.namesInFull(catalogue)); // where there is room left, it costs less than a question
        Set<String> chosen = new LinkedHashSet<>();
        for (String skill : wanted) {
            chosen.add(skill);
            if (OnRequest.declarations(language, catalogue, chosen).length() > MOST_CHOSEN) {
                chosen.remove(skill);
            }
        }
        return chosen;
    }

    private static String examples(List<Example> examples) {
        StringBuilder text = new StringBuilder("\n## Examples, written on Monday, 2026-03-02T10:00\n");
        examples.forEach(example -> text.append(example.text()));
        return text.toString();
    }

    private static String sentences(Relevance relevance) {
        List<String> sentences = relevance.sentences(MOST_SENTENCES);
        return sentences.isEmpty()
                ? ""
                : "\nPeople say, among other things:\n- " + String.join("\n- ", sentences) + "\n";
    }

    private static String circumstances(PlanRequest request) {
        StringBuilder text = new StringBuilder("\n## Now\n\n%s, time zone %s. The person's language: %s.\n"
                .formatted(
                        TIME.format(request.now().atZone(request.zone())),
                        request.zone(),
                        request.intent().language().getDisplayLanguage(Locale.ENGLISH)));
        if (!request.about().isEmpty()) {
            text.append("The person says of themselves:\n");
            request.about().forEach(each -> text.append("- ").append(each).append('\n'));
        }
        if (!request.intent().before().isEmpty()) {
            text.append("Before that, in the same conversation, the person said:\n");
            request.intent()
                    .before()
                    .forEach(each -> text.append("- ").append(each).append('\n'));
        }
        for (PlanRequest.Denial denial : request.denials()) {
            refused(
                    text,
                    "The person refused this workflow",
                    denial.code(),
                    "because, in their words: "
                            + (denial.reason().isBlank() ? "(no reason given)" : denial.reason())
                            + "\nDo not propose the same again.");
        }
        for (PlanRequest.Failure failure : request.failures()) {
            refused(
                    text,
                    "This workflow failed when it was tried without effects",
                    failure.code(),
                    "Line %d: %s\nWrite the whole workflow anew so that this cannot happen."
                            .formatted(
                                    failure.finding().line(), failure.finding().sentence()));
        }
        text.append(spoken(request.intent()));
        return text.append("\nIntent: ")
                .append(request.intent().text())
                .append('\n')
                .toString();
    }

    private static String spoken(Intent intent) {
        return intent.channel() == Channel.VOICE
                ? "\nThe intent was spoken, and a recogniser wrote it down: a word may stand for another that sounds like"
                        + " it. Ask the person rather than act on words that make no sense.\n"
                : "";
    }

    private static void refused(StringBuilder text, String what, String code, String why) {
        text.append("\n%s:\n````\n%s\n````\n%s\n".formatted(what, code.strip(), why));
    }
}
