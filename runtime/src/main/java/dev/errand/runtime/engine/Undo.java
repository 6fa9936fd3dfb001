package dev.errand.runtime.engine;

import com.fasterxml.jackson.core.JsonPointer;
import dev.errand.os.device.Changes;
import dev.errand.os.device.DeviceFailure;
import dev.errand.os.device.Draft;
import dev.errand.os.operation.Operation;
import dev.errand.os.operation.Origin;
import dev.errand.os.operation.Recovery;
import dev.errand.os.operation.Result;
import dev.errand.runtime.engine.UndoPlan.Status;
import dev.errand.runtime.journal.Entry;
import dev.errand.runtime.journal.Entry.EffectStarted;
import dev.errand.runtime.journal.Entry.EffectUndoDone;
import dev.errand.runtime.journal.Entry.EffectUndone;
import dev.errand.runtime.journal.Entry.RunUndone;
import dev.errand.runtime.journal.Entry.StepFinished;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/// Takes back effects of a run, last first. It touches only what the journal names, and nothing that is no longer as
/// the run left it. What a crash cuts short of it, it goes on with, and does nothing twice.
final class Undo {
    private static final String LOST = "taking it back was interrupted; nobody knows whether that happened";

    private final RunLog log;
    private final Surroundings world;

    Undo(RunLog log, Surroundings world) {
        this.log = log;
        this.world = world;
    }

    /// Does what was begun with [Entry.UndoStarted], or what is open of it.
    void goOn() {
        List<Integer> open = log.run().undo().open();
        UndoPlan plan = UndoPlanning.of(log.run(), world, Set.copyOf(open));
        for (UndoPlan.Item item : plan.items()) {
            EffectStarted effect = log.run().effectStarted(item.step()).orElseThrow();
            EffectUndone undone = new EffectUndone(item.step(), item.effect(), takeBack(effect, item));
            List<Entry> entries = new ArrayList<>(List.of(undone));
            if (log.run().undo().open().size() == 1) {
                end(undone).ifPresent(entries::add);
            }
            log.write(entries);
        }
    }

    /// The run as a whole is undone once nothing is left that was not tried.
    private Optional<RunUndone> end(EffectUndone last) {
        Map<Integer, EffectUndone> tried = new HashMap<>(Map.of(last.number(), last));
        log.run().undo().outcomes().forEach(undone -> tried.putIfAbsent(undone.number(), undone));
        List<Integer> undone = new ArrayList<>();
        List<String> left = new ArrayList<>();
        for (EffectStarted effect : UndoPlanning.done(log.run()).reversed()) {
            EffectUndone outcome = tried.get(effect.number());
            if (outcome == null) {
                return Optional.empty();
            } else if (outcome.problem().isEmpty()) {
                undone.add(effect.number());
            } else {
                left.add("%d %s: %s"
                        .formatted(effect.number(), UndoPlan.summary(effect, world.catalogue()), outcome.problem()));
            }
        }
        return Optional.of(new RunUndone(undone, left));
    }

    /// What kept it from being taken back; empty if it was.
    private String takeBack(EffectStarted effect, UndoPlan.Item item) {
        Optional<EffectUndoDone> done = log.run().undo().done(effect.number());
        try {
            if (done.isPresent()) {
                note(done.get().notes());
                return "";
            }
            if (item.status() == Status.STAYS) {
                return item.reason();
            }
            Operation operation =
                    world.catalogue().operation(effect.operation()).orElseThrow();
            if (UndoPlanning.isLocal(effect)) {
                return locally(effect);
            }
            if (log.run().undo().isCutShort(effect.number()) && operation.recovery() == Recovery.ONCE) {
                return LOST;
            }
            log.write(new Entry.EffectUndoStarted(effect.step(), effect.number()));
            return outside(operation, effect);
        } catch (DeviceFailure e) {
            return e.getMessage();
        }
    }

    /// Whatever of it was done before a crash is seen to be done.
    private String locally(EffectStarted effect) {
        try (Places.Claim claim = world.places().claim(effect.changes())) {
            claim.change(() -> effect.changes()
                    .revert(world.device().storage(), world.device().objects()));
            return "";
        }
    }

    private String outside(Operation operation, EffectStarted effect) {
        StepFinished finished = Objects.requireNonNull(log.run().apply().steps.get(effect.step()));
        var returned = Objects.requireNonNull(finished.value());
        Map<JsonPointer, Origin> closed = new HashMap<>();
        returned.closed().forEach((pointer, origin) -> closed.put(JsonPointer.compile(pointer), origin));
        Draft draft = new Draft(world.device().storage(), world.clock()::instant);
        try (Places.Claim _ = world.places().claim(Deeds.name(operation, effect.arguments()))) {
            operation
                    .body()
                    .undo(
                            effect.arguments(),
                            new Result(returned.value(), returned.origin(), closed),
                            world.context(
                                    log,
                                    effect.step(),
                                    world.clock().instant(),
                                    draft,
                                    world.chance(log.run(), effect.step()),
                                    false));
        } catch (IllegalArgumentException | IllegalStateException | NullPointerException e) {
            return "taking it back failed unexpectedly: " + e; // a fault of one skill keeps no other effect from it
        }
        Changes notes = draft.changes(world.device().objects());
        if (!notes.changes().isEmpty()) {
            log.write(new EffectUndoDone(effect.step(), effect.number(), notes));
            note(notes);
        }
        return "";
    }

    private void note(Changes notes) {
        try (Places.Claim claim = world.places().claim(notes)) {
            claim.change(
                    () -> notes.commit(world.device().storage(), world.device().objects()));
        }
    }
}
