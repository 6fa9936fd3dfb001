package dev.errand.os.operation;

/// How a step is settled that had begun when the process died, and has no journaled result.
public enum Recovery {
    /// Doing it again does no harm.
    REPEATABLE,
    /// The step's id goes with the call, so that doing it again is noticed by the other side.
    IDEMPOTENT,
    /// All changes go through the device's [dev.errand.os.device.Storage]: hashes journaled before and after tell what
    /// happened,
    /// and the run completes it.
    JOURNALED,
    /// Nobody can tell; the person is asked what they see.
    ONCE
}
