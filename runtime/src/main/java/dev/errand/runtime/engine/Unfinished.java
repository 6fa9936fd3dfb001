package dev.errand.runtime.engine;

import dev.errand.os.device.Changes;
import dev.errand.os.device.DeviceFailure;
import dev.errand.runtime.journal.Entry.ChangesMade;
import dev.errand.runtime.journal.Entry.EffectDone;
import dev.errand.runtime.journal.Entry.EffectStarted;
import dev.errand.runtime.journal.Journal;
import dev.errand.runtime.journal.JournalFailure;
import dev.errand.runtime.journal.RunId;
import dev.errand.runtime.journal.RunState;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/// Completes changes to the device that a process was at when it died, before any run touches the same places: the redo
/// pass of a database that is opened. The runs are taken up again later.
final class Unfinished {
    private final Journal journal;
    private final Surroundings world;
    private final BiConsumer<RunId, Consumer<RunLog>> turns;
    private volatile boolean completed;

    /// @param turns gives somebody the turn at a run
    Unfinished(Journal journal, Surroundings world, BiConsumer<RunId, Consumer<RunLog>> turns) {
        this.journal = journal;
        this.world = world;
        this.turns = turns;
    }

    /// Does so once; whoever comes meanwhile waits.
    void complete() {
        if (!completed) {
            completeOnce();
        }
    }

    private synchronized void completeOnce() {
        if (completed) {
            return;
        }
        Set<RunState> active = RunState.where(RunState::isActive);
        for (Journal.Summary run : journal.runs(active, Integer.MAX_VALUE, Optional.empty())) {
            try {
                turns.accept(run.id(), this::complete);
            } catch (JournalFailure | Refusal _) {
                // One run that cannot be read or written keeps no other from going on; it says so when it is taken up.
            }
        }
        completed = true;
    }

    private void complete(RunLog log) {
        for (EffectStarted effect : log.run().effectsStarted()) {
            int step = effect.step();
            boolean isOpen =
                    !log.run().apply().steps.containsKey(step) && !log.run().areChangesMade(step);
            Optional<Changes> begun = effect.result() != null
                    ? Optional.of(effect.changes())
                    : log.run().effectDone(step).map(EffectDone::notes);
            if (isOpen && begun.isPresent() && isCommitted(begun.get())) {
                log.write(new ChangesMade(step));
            }
        }
    }

    /// What does not fit any more, the run itself will find and say.
    private boolean isCommitted(Changes changes) {
        try (Places.Claim claim = world.places().claim(changes)) {
            claim.change(() ->
                    changes.commit(world.device().storage(), world.device().objects()));
            return true;
        } catch (DeviceFailure _) {
            return false;
        }
    }
}
