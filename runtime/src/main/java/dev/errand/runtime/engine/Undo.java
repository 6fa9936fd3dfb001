package dev.errand.runtime.engine;

import com.fasterxml.jackson.core.JsonPointer;
import dev.errand.os.device.DeviceFailure;
import dev.errand.os.device.Draft;
import dev.errand.os.operation.Operation;
import dev.errand.os.operation.Origin;
import dev.errand.os.operation.Result;
import dev.errand.runtime.journal.Entry.EffectStarted;
import dev.errand.runtime.journal.Entry.EffectUndone;
import dev.errand.runtime.journal.Entry.RunUndone;
import dev.errand.runtime.journal.Entry.StepFinished;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Takes back the effects of a run, last first. It touches only what the journal names, and nothing that is no
/// longer as the run left it.
final class Undo {
    private final RunLog log;
    private final Surroundings world;

    Undo(RunLog log, Surroundings world) {
        this.log = log;
        this.world = world;
    }

    RunUndone undo() {
        List<Integer> undone = new ArrayList<>();
        List<String> left = new ArrayList<>();
        for (EffectStarted effect : log.run().effectsStarted().reversed()) {
            StepFinished finished = log.run().apply().steps.get(effect.step());
            boolean failed = finished != null && finished.value() == null;
            if (!failed && !isUndone(effect)) {
                String problem = undo(effect, finished);
                log.write(new EffectUndone(effect.step(), effect.number(), problem));
                if (problem.isEmpty()) {
                    undone.add(effect.number());
                } else {
                    left.add("%d %s: %s".formatted(effect.number(), describe(effect), problem));
                }
            }
        }
        return new RunUndone(undone, left);
    }

    private boolean isUndone(EffectStarted effect) {
        return log.run().undone().stream()
                .anyMatch(u -> u.number() == effect.number() && u.problem().isEmpty());
    }

    private String describe(EffectStarted effect) {
        return world.catalogue()
                .operation(effect.operation())
                .map(o -> o.describe(effect.arguments()))
                .orElse(effect.operation());
    }

    /// What kept it from being undone; empty if it was.
    ///
    /// @param finished absent where the run was ended before anybody knew whether the effect had happened
    private String undo(EffectStarted effect, @Nullable StepFinished finished) {
        Optional<Operation> operation = world.catalogue().operation(effect.operation());
        if (operation.isEmpty() || !operation.get().undoable()) {
            return "cannot be taken back";
        }
        try {
            if (effect.result() != null) { // its changes were journaled with its beginning
                effect.changes().revert(world.device().storage(), world.device().objects());
            } else if (finished == null) {
                return "it was interrupted; nobody knows whether it happened";
            } else {
                undoOutside(operation.get(), effect, finished);
            }
            return "";
        } catch (DeviceFailure e) {
            return e.getMessage();
        }
    }

    private void undoOutside(Operation operation, EffectStarted effect, StepFinished finished) {
        var returned = Objects.requireNonNull(finished.value());
        Map<JsonPointer, Origin> closed = new HashMap<>();
        returned.closed().forEach((p, o) -> closed.put(JsonPointer.compile(p), o));
        Draft draft = new Draft(world.device().storage(), world.clock()::instant);
        operation
                .body()
                .undo(
                        effect.arguments(),
                        new Result(returned.value(), returned.origin(), closed),
                        world.context(
                                log.run(),
                                effect.step(),
                                world.clock().instant(),
                                draft,
                                world.chance(log.run(), effect.step()),
                                false));
        draft.changes(world.device().objects())
                .commit(world.device().storage(), world.device().objects());
    }
}
