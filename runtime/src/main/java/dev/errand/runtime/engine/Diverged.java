package dev.errand.runtime.engine;

/// Code that is replayed made another call than the journal holds: the journal, the code or the sandbox has changed.
final class Diverged extends RuntimeException {
    private static final long serialVersionUID = 1;

    Diverged(int step, String recorded, String attempted) {
        super("Step %d was %s when it was recorded and is %s now. The run stops here, since going on would be guessing."
                .formatted(step, recorded, attempted));
    }
}
