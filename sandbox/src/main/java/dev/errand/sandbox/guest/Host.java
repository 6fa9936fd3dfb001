package dev.errand.sandbox.guest;

import org.jspecify.annotations.Nullable;

/// Who answers a guest. Called on the guest's own thread, which may be near the end of its stack: an implementation
/// hands the question on and waits, no more.
public interface Host {
    /// The answer as the prelude reads it; `null` if the execution is to end here, uncatchably.
    @Nullable
    String ask(Question question) throws InterruptedException;
}
