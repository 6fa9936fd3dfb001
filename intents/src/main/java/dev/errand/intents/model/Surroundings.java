package dev.errand.intents.model;

import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.DoubleSupplier;

/// Time and chance, so that tests need neither wait nor be lucky.
///
/// @param chance a number from 0 up to, but not including, 1
record Surroundings(Sleeper sleeper, InstantSource clock, DoubleSupplier chance) {
    /// Waits before a request is made again.
    interface Sleeper {
        void sleep(Duration time) throws InterruptedException;
    }

    static Surroundings real() {
        return new Surroundings(
                Thread::sleep,
                InstantSource.system(),
                () -> ThreadLocalRandom.current().nextDouble());
    }
}
