package dev.errand.runtime.engine;

import dev.errand.os.device.ObjectStore;
import dev.errand.runtime.journal.Archive;
import dev.errand.runtime.journal.Journal;
import dev.errand.runtime.journal.RunId;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;

/// Forgets runs: their content leaves the journal, and the contents that only they needed leave the device's state.
///
/// The order makes a crash harmless: first nobody can read the run any more, then its kept contents go, then the bytes
/// are wiped from the journal's file. What a crash leaves is finished by [#finish] or by the next forgetting. Only for
/// whoever owns the home, while no run is being worked on.
public final class Keeping {
    private final Journal journal;
    private final Archive archive;
    private final ObjectStore objects;
    private final InstantSource clock;

    public Keeping(Journal journal, Archive archive, ObjectStore objects, InstantSource clock) {
        this.journal = journal;
        this.archive = archive;
        this.objects = objects;
        this.clock = clock;
    }

    /// What forgetting came to.
    ///
    /// @param runs     that were forgotten now
    /// @param contents how many kept contents were removed
    /// @param wiped    whether none of it is left in the journal's file; while another process reads it some may be
    public record Forgot(List<RunId> runs, int contents, boolean wiped) {}

    /// Forgets a run.
    ///
    /// @throws Refusal if there is no such run, it has not ended, or was forgotten before
    public Forgot forget(RunId id) {
        Journal.Summary summary = journal.summary(id).orElseThrow(() -> Refusal.noSuchRun(id.value()));
        if (!summary.state().isTerminal()) {
            throw Refusal.notEnded(id.value(), summary.state());
        }
        if (isBeingUndone(summary)) {
            throw Refusal.beingUndone(id.value());
        }
        Instant before = archive.forgotten().get(id);
        if (before != null) {
            throw Refusal.forgotten(id.value(), before);
        }
        archive.forget(summary, clock.instant());
        return finish(List.of(id));
    }

    /// Forgets the runs that ended before a time. Runs that wait are none of them, however old.
    public Forgot forgetEndedBefore(Instant time) {
        List<Journal.Summary> old = archive.ended().entrySet().stream()
                .filter(run -> run.getValue().isBefore(time))
                .map(run -> journal.summary(run.getKey()).orElseThrow())
                .filter(run -> !isBeingUndone(run))
                .toList();
        old.forEach(run -> archive.forget(run, clock.instant()));
        return finish(old.stream().map(Journal.Summary::id).toList());
    }

    /// A run that has ended is due only where its undo has begun: that still needs its contents.
    private static boolean isBeingUndone(Journal.Summary run) {
        return run.until().isAfter(Instant.EPOCH);
    }

    /// Removes contents that no run needs, and finishes what a crash interrupted.
    public Forgot finish() {
        return finish(List.of());
    }

    private Forgot finish(List<RunId> forgotten) {
        int removed = objects.removeAllBut(archive.neededContents());
        return new Forgot(forgotten, removed, archive.wipe());
    }
}
