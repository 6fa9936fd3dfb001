package dev.errand.runtime.schedule;

import dev.errand.runtime.engine.Keeping;
import dev.errand.runtime.home.JournalKeep;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Forgets what the journal is not to keep any longer: at the first look, and once a day from then on.
///
/// For one thread, which owns the home when it forgets.
public final class Retention {
    private static final Duration BETWEEN = Duration.ofDays(1);

    private final JournalKeep keep;
    private final Keeping keeping;
    private @Nullable Instant last;

    public Retention(JournalKeep keep, Keeping keeping) {
        this.keep = keep;
        this.keeping = keeping;
    }

    /// How long runs are kept.
    public JournalKeep keep() {
        return keep;
    }

    /// Whether a day has passed since it last forgot. A clock that is put back by a day counts as well.
    public boolean isDue(Instant now) {
        Instant before = last;
        return before == null || Duration.between(before, now).abs().compareTo(BETWEEN) >= 0;
    }

    /// Forgets what is too old now, and finishes what was not finished before. If it fails, a day passes until it is
    /// due again.
    ///
    /// @throws dev.errand.runtime.journal.JournalFailure if the journal cannot be changed
    public Keeping.Forgot forget(Instant now) {
        last = now;
        return keep.keptSince(now).map(keeping::forgetEndedBefore).orElseGet(keeping::finish);
    }
}
