package dev.errand.runtime.journal;

/// Somebody else has written the same run in the meantime: what was to be appended does not follow the last entry.
/// Nothing was written, and other runs are not concerned. Read the run again.
public final class RunConflict extends JournalFailure {
    private static final long serialVersionUID = 1;

    RunConflict(String message) {
        super(message, new IllegalStateException("a gap in the numbers of a run's entries"));
    }
}
