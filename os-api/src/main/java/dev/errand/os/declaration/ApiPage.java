package dev.errand.os.declaration;

import dev.errand.os.operation.Catalogue.SkillEntry;
import dev.errand.os.operation.Operation;
import dev.errand.os.operation.Parameter;
import dev.errand.os.operation.Sentence;
import java.util.List;
import java.util.stream.Collectors;

/// Skills as a page of documentation in Markdown.
final class ApiPage {
    private static final String HEAD = """
            # The OS API

            What workflows may call. `errand api --format markdown` writes this page from the skills' annotations, and a
            test keeps it true. Calls are `skill.operation(…)`; parameters in the second list of a signature go into one
            object at the end. What each class of effect means for approvals stands in
            [the decision on rules](decisions/0009-rules.md).
            """;

    private final List<SkillEntry> skills;

    ApiPage(List<SkillEntry> skills) {
        this.skills = skills;
    }

    String text() {
        StringBuilder page = new StringBuilder(HEAD);
        skills.forEach(skill -> page.append(skill(skill)));
        return page.toString();
    }

    private String skill(SkillEntry skill) {
        StringBuilder text =
                new StringBuilder("\n## %s\n\n%s\n\n| operation | effect | what it does |\n| --- | --- | --- |\n"
                        .formatted(skill.name(), Wording.oneLine(skill.summary())));
        for (Operation operation : skill.operations()) {
            text.append("| `%s` | %s%s | %s |\n"
                    .formatted(
                            cell(signature(operation)),
                            operation.effect(),
                            operation.effect().isEffect() && operation.undoable() ? ", undo" : "",
                            cell(Wording.oneLine(operation.summary()))));
        }
        List<String> said = skill.operations().stream()
                .flatMap(operation -> operation.sentences().stream())
                .filter(sentence -> sentence.language().equals("en"))
                .map(Sentence::pattern)
                .limit(3)
                .toList();
        if (!said.isEmpty()) {
            text.append("\nSaid, for example: ")
                    .append(said.stream().map(each -> "“" + each + "”").collect(Collectors.joining(", ")))
                    .append(".\n");
        }
        return text.append(types(skill)).toString();
    }

    private static String signature(Operation operation) {
        String byPlace = names(
                operation.parameters().stream().filter(Parameter::positional).toList());
        String named = names(
                operation.parameters().stream().filter(p -> !p.positional()).toList());
        String options = named.isEmpty() ? "" : "{" + named + "}";
        return operation.name() + "(" + byPlace + (byPlace.isEmpty() || named.isEmpty() ? "" : ", ") + options + ")";
    }

    private static String names(List<Parameter> parameters) {
        return parameters.stream()
                .map(parameter -> parameter.name() + (parameter.required() ? "" : "?"))
                .collect(Collectors.joining(", "));
    }

    private static String types(SkillEntry skill) {
        String declared = new TypeScriptText(List.of(skill), Detail.FULL).text().strip();
        return "\n<details><summary>Types</summary>\n\n```typescript\n" + declared + "\n```\n\n</details>\n";
    }

    private static String cell(String text) {
        return text.replace("|", "\\|");
    }
}
