package dev.errand.evaluation.trial;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;

/// Processor time of this process and of all that it started, those that have ended among them.
///
/// Linux keeps it in `/proc/PID/stat`, also for children that were waited for; a process whose parent was killed
/// before it is lost to the sum. Elsewhere it is the time of the processes that live.
final class ProcessorTime {
    /// Linux counts in hundredths of a second, whatever the kernel's own clock.
    private static final int TICKS_A_SECOND = 100;

    /// utime, stime, cutime and cstime, counted after the name of the command.
    private static final int FIRST = 11;

    private static final int FIELDS = 4;

    private ProcessorTime() {}

    static Duration soFar() {
        ProcessHandle here = ProcessHandle.current();
        return Stream.concat(Stream.of(here), here.descendants())
                .map(ProcessorTime::of)
                .reduce(Duration.ZERO, Duration::plus);
    }

    private static Duration of(ProcessHandle process) {
        Path stat = Path.of("/proc", String.valueOf(process.pid()), "stat");
        try {
            String line = Files.readString(stat);
            String[] fields = line.substring(line.lastIndexOf(')') + 2).split(" ");
            long ticks = 0;
            for (int i = FIRST; i < FIRST + FIELDS; i++) {
                ticks += Long.parseLong(fields[i]);
            }
            return Duration.ofMillis(ticks * 1000 / TICKS_A_SECOND);
        } catch (IOException _) {
            return process.info().totalCpuDuration().orElse(Duration.ZERO);
        }
    }
}
