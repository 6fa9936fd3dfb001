package dev.errand.sandbox;

/// Executes guest programs, each in a context of its own that nothing outlives.
///
/// Thread-safe; `execute` blocks its caller until the program has ended and calls back on [Calls] one call at a time.
/// Whatever the guest does, `execute` returns an [Outcome] and leaves the host and the next execution unharmed.
public interface Sandbox extends AutoCloseable {
    Outcome execute(Program program, Limits limits, Calls calls);

    /// Whether programs in this language can run here.
    boolean speaks(Language language);

    /// What stands between guest code and the device. May start what a first execution would start.
    Confinement confinement();

    @Override
    void close();
}
