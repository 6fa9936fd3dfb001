package dev.errand.sandbox;

import java.time.Duration;

/// What one execution may use. Time spent inside [Calls] does not count.
///
/// @param statements      guest statements executed
/// @param wallTime        time in guest code
/// @param allocatedBytes  bytes that guest code allocates in all
/// @param outputCharacters characters that leave the guest in arguments and in the result, in all
/// @param calls           operation calls
/// @param stackBytes      stack of the guest's thread; it bounds the call depth
public record Limits(
        long statements, Duration wallTime, long allocatedBytes, long outputCharacters, int calls, long stackBytes) {
    /// Generous for a workflow, small for a machine.
    public static final Limits STANDARD =
            new Limits(10_000_000, Duration.ofSeconds(10), 512L << 20, 4_000_000, 1_000, 4L << 20);
}
