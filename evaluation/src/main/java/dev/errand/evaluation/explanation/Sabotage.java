package dev.errand.evaluation.explanation;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.errand.os.device.DeviceFailure;
import dev.errand.os.operation.Body;
import dev.errand.os.operation.Catalogue;
import dev.errand.os.operation.Operation;
import dev.errand.os.operation.Origin;
import dev.errand.os.operation.Result;
import dev.errand.os.operation.StepContext;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A catalogue in which one step of a run goes wrong, in its preview as well as for real.
final class Sabotage {
    private final Fault fault;
    private final @Nullable JsonNode older;

    /// @param older what the same operation returned earlier in the healthy run
    Sabotage(Fault fault, @Nullable JsonNode older) {
        this.fault = fault;
        this.older = older;
    }

    Catalogue of(Catalogue catalogue) {
        return new Catalogue(catalogue.skills().stream()
                .map(skill -> new Catalogue.SkillEntry(
                        skill.name(),
                        skill.summary(),
                        skill.operations().stream().map(this::of).toList(),
                        skill.recipes()))
                .toList());
    }

    private Operation of(Operation operation) {
        return isSpared(operation) ? operation : operation.carriedOutBy(new Spoilt(operation.body()));
    }

    /// What these return is not the result of the step.
    static boolean isSpared(Operation operation) {
        return switch (operation.effect()) {
            case ASK, SAY, WAIT -> true;
            case PURE, READ, FETCH, WRITE, SEND, EXECUTE, DESTROY, SPEND -> false;
        };
    }

    private final class Spoilt implements Body {
        private final Body body;

        Spoilt(Body body) {
            this.body = body;
        }

        @Override
        public Result perform(ObjectNode arguments, StepContext context) {
            if (!context.stepId().endsWith("-" + fault.step())) {
                return body.perform(arguments, context);
            }
            if (fault.kind() == FaultKind.THROWN) {
                throw fault.seed() % 2 == 0
                        ? DeviceFailure.unreachable("The device does not answer.", "Try again later.")
                        : DeviceFailure.failed("Something went wrong on the device.", "");
            }
            return spoilt(body.perform(arguments, context));
        }

        private Result spoilt(Result result) {
            JsonNode value = new Spoiling(fault.seed()).spoil(fault.kind(), result.value(), older);
            Map<JsonPointer, Origin> closed = new HashMap<>();
            result.closed().forEach((field, origin) -> {
                if (!value.at(field).isMissingNode()) {
                    closed.put(field, origin);
                }
            });
            return new Result(value, result.origin(), closed);
        }

        @Override
        public Optional<Result> preview(ObjectNode arguments, StepContext context) {
            Optional<Result> foreseen = body.preview(arguments, context);
            return context.stepId().endsWith("-" + fault.step()) ? foreseen.map(this::spoilt) : foreseen;
        }

        @Override
        public boolean undoable() {
            return body.undoable();
        }

        @Override
        public void undo(ObjectNode arguments, Result result, StepContext context) {
            body.undo(arguments, result, context);
        }
    }
}
