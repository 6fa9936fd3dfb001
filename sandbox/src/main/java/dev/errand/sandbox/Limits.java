package dev.errand.sandbox;

import java.time.Duration;

/// What one execution may use. Time spent inside [Calls] does not count.
///
/// @param statements       guest statements executed
/// @param cpuTime          processor time of guest code
/// @param wallTime         time in guest code
/// @param allocatedBytes   bytes that guest code allocates in all
/// @param outputCharacters characters that leave the guest in arguments and in the result, in all
/// @param callCharacters   characters of the arguments of one call
/// @param calls            operation calls
/// @param promises         promises that are not settled yet, at one time
/// @param stackBytes       stack of the guest's thread; it bounds the call depth
public record Limits(
        long statements,
        Duration cpuTime,
        Duration wallTime,
        long allocatedBytes,
        long outputCharacters,
        long callCharacters,
        int calls,
        int promises,
        long stackBytes) {
    /// Generous for a workflow, small for a machine.
    public static final Limits STANDARD = new Limits(
            10_000_000,
            Duration.ofSeconds(10),
            Duration.ofSeconds(20),
            512L << 20,
            4_000_000,
            1_000_000,
            1_000,
            10_000,
            4L << 20);

    public Limits withStatements(long count) {
        return new Limits(
                count,
                cpuTime,
                wallTime,
                allocatedBytes,
                outputCharacters,
                callCharacters,
                calls,
                promises,
                stackBytes);
    }

    /// The same with other times.
    public Limits withTimes(Duration cpu, Duration wall) {
        return new Limits(
                statements, cpu, wall, allocatedBytes, outputCharacters, callCharacters, calls, promises, stackBytes);
    }

    public Limits withAllocatedBytes(long bytes) {
        return new Limits(
                statements, cpuTime, wallTime, bytes, outputCharacters, callCharacters, calls, promises, stackBytes);
    }

    public Limits withOutputCharacters(long characters) {
        return new Limits(
                statements, cpuTime, wallTime, allocatedBytes, characters, callCharacters, calls, promises, stackBytes);
    }

    public Limits withCalls(int count) {
        return new Limits(
                statements,
                cpuTime,
                wallTime,
                allocatedBytes,
                outputCharacters,
                callCharacters,
                count,
                promises,
                stackBytes);
    }
}
