package dev.errand.runtime.engine;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.errand.os.operation.Operation;
import dev.errand.os.operation.Origin;
import dev.errand.os.operation.Provenance;
import dev.errand.os.operation.Result;
import dev.errand.os.operation.Shape;
import dev.errand.os.operation.StepContext;
import dev.errand.runtime.journal.Entry.Failed;
import dev.errand.runtime.labels.Labelling;
import dev.errand.runtime.labels.WatchedStorage;
import dev.errand.runtime.policy.Origins;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// One step's work, and the labels that come of it: of what it returns, of what it writes, and of the words in which it
/// fails.
final class Deed {
    private final Step step;
    private final ObjectNode arguments;
    private final Origins origins;
    private final StepContext context;
    private final Labelling labelling;

    /// @param watched the storage of the context
    Deed(Step step, ObjectNode arguments, Origins origins, WatchedStorage watched, StepContext context) {
        this.step = step;
        this.arguments = arguments;
        this.origins = origins;
        this.context = context;
        this.labelling = new Labelling(step.operation(), watched);
    }

    /// @throws dev.errand.os.device.DeviceFailure as the operation does
    Result perform() {
        Result result = step.operation().body().perform(arguments, context);
        Result labelled = labelling.labelled(Sources.named(step, arguments, result));
        Set<String> edited = EarlierPreview.edited(step.arguments(), arguments);
        labelling.labelWritten(
                arguments,
                origins.of(step.operation(), arguments, edited, step.proof()),
                origins.ofWritten(step.operation(), arguments, edited, step.proof()),
                labelled,
                context.stepId());
        return asItsArguments(labelled);
    }

    /// What is computed from arguments alone is as trusted as they are and known to nobody else, whatever the operation
    /// declares. A service may answer with what it was told.
    private Result asItsArguments(Result result) {
        Optional<Origin> told = origins.of(step.operation(), arguments, Set.of(), step.proof()).values().stream()
                .reduce(Origin::join);
        return switch (step.operation().effect()) {
            case PURE -> {
                Origin origin = told.orElse(new Origin(Provenance.CODE, step.name()));
                yield new Result(
                        result.value(),
                        new Origin(origin.provenance(), step.name(), origin.readers()),
                        result.closed());
            }
            case FETCH -> told.map(origin -> joined(result, origin)).orElse(result);
            case READ, ASK, SAY, WAIT, WRITE, SEND, EXECUTE, DESTROY, SPEND -> result;
        };
    }

    private static Result joined(Result result, Origin label) {
        Map<JsonPointer, Origin> closed = new HashMap<>();
        result.closed().forEach((place, origin) -> closed.put(place, origin.join(label)));
        return new Result(result.value(), result.origin().join(label), closed);
    }

    /// A failure with the label of the contents that were open when it came about: its message may quote them.
    Failed failed(Failed failed) {
        return labelling
                .opened()
                .map(label -> new Failed(
                        failed.name(),
                        failed.kind(),
                        failed.message(),
                        failed.remedy(),
                        originOf(failed, step.operation()).join(label)))
                .orElse(failed);
    }

    /// A message may quote what the operation came across: where that can be content that others wrote, so can be
    /// the message.
    static Origin originOf(Failed failed, Operation operation) {
        Origin known = failed.origin();
        Provenance provenance = hasContent(operation.result()) ? Provenance.OUTSIDE : operation.provenance();
        return known == null ? new Origin(provenance, "an error of " + operation.qualifiedName()) : known;
    }

    private static boolean hasContent(Shape shape) {
        return switch (shape) {
            case Shape.Structure structure ->
                structure.fields().stream().anyMatch(field -> field.content() || hasContent(field.shape()));
            case Shape.ListOf list -> hasContent(list.element());
            case Shape.Text _,
                    Shape.Whole _,
                    Shape.Decimal _,
                    Shape.Truth _,
                    Shape.Time _,
                    Shape.Choice _,
                    Shape.Reference _,
                    Shape.Any _,
                    Shape.Nothing _ -> false;
        };
    }
}
