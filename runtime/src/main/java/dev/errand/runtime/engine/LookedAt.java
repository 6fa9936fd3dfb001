package dev.errand.runtime.engine;

/// What somebody had seen of a run when they decided about it, by the number of its last entry then. Where the run has
/// gone on since, they have decided about something else than what is asked now.
public record LookedAt(long length) {
    /// For whoever decides about the run as it stands.
    public static final LookedAt NOW = new LookedAt(-1);

    /// A run that was shown to them.
    public static LookedAt of(Run run) {
        return new LookedAt(run.length());
    }

    boolean isStill(Run run) {
        return length < 0 || run.length() == length;
    }
}
