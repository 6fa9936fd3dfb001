package dev.errand.runtime.engine;

import dev.errand.runtime.budget.Energy;
import dev.errand.runtime.budget.Spending;
import dev.errand.runtime.journal.Entry;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/// The time that the device works on a run, from when it is taken up until it ends or waits. For one thread.
final class Work {
    /// How much of it may be lost in a crash.
    private static final Duration UNRECORDED = Duration.ofSeconds(1);

    private final InstantSource clock;
    private final Energy energy;
    private Instant since;
    private Duration cpuBefore;

    Work(InstantSource clock, Energy energy) {
        this.clock = clock;
        this.energy = energy;
        since = clock.instant();
        cpuBefore = cpu();
    }

    private static Duration cpu() {
        return ProcessHandle.current().info().totalCpuDuration().orElse(Duration.ZERO);
    }

    /// What it took since it was recorded last.
    Spending unrecorded() {
        return Spending.work(active(clock.instant()), energy.of(cpu().minus(cpuBefore)));
    }

    /// The same without energy, which takes longer to find out.
    Spending unrecordedTime() {
        return Spending.work(active(clock.instant()), BigDecimal.ZERO);
    }

    private Duration active(Instant now) {
        return now.isBefore(since) ? Duration.ZERO : Duration.between(since, now); // a clock that was set back
    }

    boolean isDue() {
        return active(clock.instant()).compareTo(UNRECORDED) >= 0;
    }

    /// An entry for what it took since the last one.
    Entry.Worked take() {
        Instant now = clock.instant();
        Duration cpu = cpu();
        Duration busy = cpu.minus(cpuBefore);
        Entry.Worked worked = new Entry.Worked(active(now).toMillis(), busy.toMillis(), energy.of(busy));
        since = now;
        cpuBefore = cpu;
        return worked;
    }
}
