package dev.errand.runtime.engine;

import dev.errand.os.device.DeviceFailure;
import dev.errand.os.operation.Result;
import dev.errand.runtime.journal.Entry.Failed;
import dev.errand.runtime.journal.Entry.Returned;
import dev.errand.runtime.journal.Entry.StepFinished;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// How a step ended. Exactly one of `value` and `failure` is there.
///
/// @param known whether it ended so in an earlier preview, and was not carried out again
record Done(
        @Nullable Returned value,
        @Nullable Failed failure,
        boolean chance,
        Instant startedAt,
        long durationMs,
        boolean known) {
    /// As an earlier preview found it.
    static Done known(StepFinished before, Instant at) {
        return new Done(before.value(), before.failure(), before.chance(), at, 0, true);
    }

    static Done returned(Returned value, Instant at) {
        return new Done(value, null, false, at, 0, false);
    }

    static Done failed(Failed failure, Instant at) {
        return new Done(null, failure, false, at, 0, false);
    }

    Done timed(Instant from, Instant to, boolean drewChance) {
        return new Done(
                value, failure, drewChance, from, Duration.between(from, to).toMillis(), known);
    }

    static Returned returned(Result result, List<String> unknown) {
        Map<String, dev.errand.os.operation.Origin> closed = new HashMap<>();
        result.closed().forEach((pointer, origin) -> closed.put(pointer.toString(), origin));
        return new Returned(result.value(), result.origin(), closed, unknown);
    }

    static Failed failed(DeviceFailure failure) {
        return new Failed("Error", failure.kind().name(), failure.getMessage(), failure.remedy());
    }
}
