package dev.errand.intents;

import dev.errand.os.operation.Catalogue;
import dev.errand.os.operation.EffectClass;
import dev.errand.os.operation.Operation;
import dev.errand.os.operation.Shape;
import dev.errand.sandbox.Language;
import dev.errand.sandbox.check.Checker;
import dev.errand.sandbox.check.Finding;
import dev.errand.sandbox.check.Inspection;
import dev.errand.sandbox.check.Signature;
import java.util.List;

/// Checks workflow code against the operations of a device. Thread-safe.
public final class WorkflowCheck {
    private final Checker checker;

    public WorkflowCheck(Checker checker) {
        this.checker = checker;
    }

    public Inspection inspect(Language language, String code, Catalogue catalogue) {
        Inspection found = checker.inspect(language, code, signatures(catalogue));
        return catalogue.switchedOff().isEmpty() ? found : found.with(said(found.findings(), catalogue));
    }

    /// A skill that the person switched off is not just unknown: whoever wrote the code is told to do without it.
    private static List<Finding> said(List<Finding> findings, Catalogue catalogue) {
        return findings.stream()
                .map(each -> catalogue.switchedOff().stream()
                        .filter(skill -> each.message().equals("There is no skill " + skill))
                        .findFirst()
                        .map(skill -> new Finding(
                                each.rule(),
                                each.line(),
                                each.column(),
                                "The person has switched the skill " + skill + " off (permissions.skills.off)",
                                "do without it, or decline"))
                        .orElse(each))
                .toList();
    }

    private static List<Signature> signatures(Catalogue catalogue) {
        return catalogue.operations().stream().map(WorkflowCheck::signature).toList();
    }

    private static Signature signature(Operation operation) {
        return new Signature(
                operation.qualifiedName(),
                operation.parameters().stream()
                        .map(p -> new Signature.Parameter(p.name(), p.positional(), p.required(), word(p.shape())))
                        .toList(),
                reach(operation.effect()));
    }

    private static Signature.Reach reach(EffectClass effect) {
        return switch (effect) {
            case PURE, READ, ASK, SAY, WAIT, FETCH, WRITE -> Signature.Reach.RECOVERABLE;
            case SEND, EXECUTE, DESTROY, SPEND -> Signature.Reach.LASTING;
        };
    }

    private static String word(Shape shape) {
        return switch (shape) {
            case Shape.Text _, Shape.Time _, Shape.Choice _ -> "text";
            case Shape.Whole _ -> "integer";
            case Shape.Decimal _ -> "number";
            case Shape.Truth _ -> "boolean";
            case Shape.Structure _ -> "object";
            case Shape.Reference _, Shape.ListOf _, Shape.Any _, Shape.Nothing _ -> "any";
        };
    }
}
