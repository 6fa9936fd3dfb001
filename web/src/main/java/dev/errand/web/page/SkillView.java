package dev.errand.web.page;

import dev.errand.os.declaration.Declarations;
import dev.errand.os.operation.Catalogue;
import dev.errand.os.operation.Catalogue.SkillEntry;
import dev.errand.os.operation.Operation;
import dev.errand.os.operation.Sentence;
import dev.errand.os.spi.SkillOrigin;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// A skill as it is shown.
///
/// @param origin      where it comes from, in words
/// @param declaration as workflows and models see it
/// @param recipes     sentences for several of its operations at once
/// @param endsSoon    whether it is switched off from the next start
public record SkillView(
        String name,
        String summary,
        String origin,
        String declaration,
        List<OperationView> operations,
        List<Said> recipes,
        boolean endsSoon) {
    public SkillView {
        operations = List.copyOf(operations);
        recipes = List.copyOf(recipes);
    }

    /// A sentence that is understood without a model.
    public record Said(String language, String pattern) {}

    /// One of its operations.
    ///
    /// @param kind what it does to the world, in words
    /// @param undo whether it can be taken back; empty where there is nothing to take back
    public record OperationView(
            String name, String summary, String kind, String tone, String undo, List<Said> sentences) {
        public OperationView {
            sentences = List.copyOf(sentences);
        }

        static OperationView of(Operation operation, Texts t) {
            String kind = operation.effect().name().toLowerCase(Locale.ROOT);
            return new OperationView(
                    operation.qualifiedName(),
                    Visible.text(operation.summary()),
                    t.get("kind." + kind),
                    operation.effect().isEffect() ? EffectView.tone(kind) : "quiet",
                    !operation.effect().isEffect()
                            ? ""
                            : t.get(operation.undoable() ? "undo.possible" : "undo.impossible"),
                    said(operation.sentences()));
        }
    }

    static SkillView of(SkillEntry skill, SkillOrigin origin, boolean endsSoon, Catalogue catalogue, Texts t) {
        return new SkillView(
                skill.name(),
                Visible.text(skill.summary()),
                switch (origin) {
                    case SkillOrigin.BuiltIn() -> t.get("skills.builtin");
                    case SkillOrigin.Jar _, SkillOrigin.McpServer _, SkillOrigin.Document _ ->
                        Visible.text(origin.words());
                },
                Visible.text(Declarations.typeScript(catalogue, Set.of(skill.name()))),
                skill.operations().stream()
                        .map(operation -> OperationView.of(operation, t))
                        .toList(),
                said(skill.recipes()),
                endsSoon);
    }

    private static List<Said> said(List<Sentence> sentences) {
        return sentences.stream()
                .map(each -> new Said(each.language(), Visible.text(each.pattern())))
                .toList();
    }
}
