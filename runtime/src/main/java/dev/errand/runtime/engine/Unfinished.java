package dev.errand.runtime.engine;

import dev.errand.os.device.Changes;
import dev.errand.os.device.DeviceFailure;
import dev.errand.runtime.journal.Entry.EffectStarted;
import dev.errand.runtime.journal.Journal;
import dev.errand.runtime.journal.RunId;
import dev.errand.runtime.journal.RunState;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/// Completes changes to the device that a process was at when it died, before any run touches the same places: the redo
/// pass of a database that is opened. What came of it, each run finds out when it is taken up again.
final class Unfinished {
    private final Journal journal;
    private final Surroundings world;
    private volatile boolean completed;

    Unfinished(Journal journal, Surroundings world) {
        this.journal = journal;
        this.world = world;
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
        Set<RunState> active = EnumSet.noneOf(RunState.class);
        Arrays.stream(RunState.values()).filter(RunState::isActive).forEach(active::add);
        for (Journal.Summary run : journal.runs(active, Integer.MAX_VALUE, Optional.empty())) {
            complete(run.id());
        }
        completed = true;
    }

    private void complete(RunId id) {
        Run run = new Run(id, journal.read(id));
        for (EffectStarted effect : run.effectsStarted()) {
            if (!run.apply().steps.containsKey(effect.step())) {
                commit(effect.changes());
                run.effectDone(effect.step()).ifPresent(done -> commit(done.notes()));
            }
        }
    }

    /// What does not fit any more, the run itself will find and say.
    private void commit(Changes changes) {
        try (Places.Claim claim = world.places().claim(changes)) {
            claim.changed();
            changes.commit(world.device().storage(), world.device().objects());
        } catch (DeviceFailure _) {
            // as above
        }
    }
}
