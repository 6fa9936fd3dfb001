package dev.errand.intents;

import dev.errand.os.operation.Catalogue;
import dev.errand.os.operation.EffectClass;
import dev.errand.os.operation.Operation;
import dev.errand.os.operation.Shape;
import dev.errand.sandbox.Language;
import dev.errand.sandbox.check.Checker;
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
        return checker.inspect(language, code, signatures(catalogue));
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
