package dev.errand.os.kit;

import dev.errand.os.declaration.Declarations;
import dev.errand.os.operation.Catalogue;
import dev.errand.os.operation.Catalogue.SkillEntry;
import dev.errand.os.operation.EffectClass;
import dev.errand.os.operation.Operation;
import dev.errand.os.operation.Parameter;
import java.util.Collection;
import java.util.List;
import java.util.regex.Pattern;

/// Names and words: what guest code, approvals and declarations are made of.
final class WordingRules {
    private static final Pattern NAME = Pattern.compile("[a-z][A-Za-z0-9_]*");
    private static final Pattern SLOT = Pattern.compile("\\{(\\w+)(?::\\w+)?}");
    private static final int LONGEST_SUMMARY = 160;

    private final SkillEntry skill;
    private final Collection<Finding> findings;

    WordingRules(SkillEntry skill, Collection<Finding> findings) {
        this.skill = skill;
        this.findings = findings;
    }

    void check() {
        if (!NAME.matcher(skill.name()).matches()) {
            findings.add(Finding.error(
                    skill.name(), "\"" + skill.name() + "\" is no name for code.", "Use a lower-case word."));
        }
        if (skill.operations().isEmpty()) {
            findings.add(
                    Finding.error(skill.name(), "It has no operation.", "Mark a public method with @OperationSpec."));
        }
        summary(skill.name(), skill.summary());
        skill.operations().forEach(this::operation);
        declared();
    }

    private void summary(String of, String summary) {
        if (summary.isBlank() || summary.lines().count() > 1 || summary.length() > LONGEST_SUMMARY) {
            findings.add(Finding.error(
                    of,
                    "Its summary is not one line of at most " + LONGEST_SUMMARY + " characters.",
                    "Say in one line what it does; models and people read it."));
        }
    }

    private void operation(Operation operation) {
        String name = operation.qualifiedName();
        if (!NAME.matcher(operation.name()).matches()) {
            findings.add(Finding.error(name, "Its name is no name for code.", "Use a lower-case word."));
        }
        summary(name, operation.summary());
        if (operation.effect().isEffect()) {
            slots(operation, operation.headline(), "headline");
        }
        operation.sentences().forEach(sentence -> slots(operation, sentence.pattern(), "sentence"));
        if (operation.effect() == EffectClass.WRITE && !operation.undoable()) {
            findings.add(Finding.warning(
                    name,
                    "It changes something and cannot be undone: allowed, but it always asks.",
                    "Keep to context.storage(), or add a method with @UndoOf(\"" + operation.name() + "\")."));
        }
        boolean lasting = operation.effect().compareTo(EffectClass.SEND) >= 0;
        if (lasting && !operation.body().previews()) {
            findings.add(Finding.warning(
                    name,
                    "Nothing is known of it before it happens: allowed, but the person approves blindly.",
                    "Add a method with @PreviewOf(\"" + operation.name()
                            + "\") that checks and returns what is known."));
        }
    }

    private void slots(Operation operation, String text, String where) {
        List<String> names =
                operation.parameters().stream().map(Parameter::name).toList();
        SLOT.matcher(text)
                .results()
                .map(slot -> slot.group(1))
                .filter(slot -> !names.contains(slot))
                .forEach(slot -> {
                    findings.add(Finding.error(
                            operation.qualifiedName(),
                            "Its %s \"%s\" has {%s}, which is no parameter.".formatted(where, text, slot),
                            "Parameters are " + String.join(", ", names) + "."));
                });
    }

    /// Both declarations name every operation with every parameter.
    private void declared() {
        Catalogue alone = new Catalogue(List.of(skill));
        String typeScript = Declarations.typeScript(alone);
        String python = Declarations.python(alone);
        for (Operation operation : skill.operations()) {
            boolean all = typeScript.contains("  " + operation.name() + "(")
                    && python.contains("def " + operation.name())
                    && operation.parameters().stream()
                            .allMatch(p -> typeScript.contains(p.name()) && python.contains(p.name()));
            if (!all) {
                findings.add(Finding.error(
                        operation.qualifiedName(),
                        "Its declaration lacks a name.",
                        "Use letters and digits for names of operations and parameters."));
            }
        }
    }
}
