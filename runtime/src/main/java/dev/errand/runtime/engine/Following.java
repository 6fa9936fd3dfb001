package dev.errand.runtime.engine;

import dev.errand.runtime.journal.Journal;
import dev.errand.runtime.journal.Recorded;
import dev.errand.runtime.journal.RunId;
import java.util.List;

/// A run that is read on as its journal grows: each entry is read once, however often somebody looks. For one thread
/// at a time.
public final class Following {
    private final Journal journal;
    private final Run run;

    Following(Journal journal, RunId id) {
        this.journal = journal;
        this.run = new Run(id, List.of());
    }

    public RunId id() {
        return run.id();
    }

    /// Tells a listener what has come since it was asked last, as it was told when it happened.
    ///
    /// @return the run as it stands; it grows with the next reading
    public Run readOn(RunListener listener) {
        for (Recorded recorded : journal.read(run.id(), run.length())) {
            run.add(recorded);
            listener.recorded(run, recorded);
        }
        return run;
    }
}
