package dev.errand.runtime.engine;

import dev.errand.runtime.journal.Entry.Failed;

/// A preview has shown that an effect cannot be.
final class Impossible extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final transient Failed failed;

    Impossible(Failed failed, Throwable cause) {
        super(failed.message(), cause);
        this.failed = failed;
    }

    Failed failed() {
        return failed;
    }
}
