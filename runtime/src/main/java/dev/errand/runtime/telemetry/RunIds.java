package dev.errand.runtime.telemetry;

import dev.errand.os.device.Hash;
import dev.errand.runtime.journal.RunId;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.sdk.trace.IdGenerator;
import org.jspecify.annotations.Nullable;

/// All spans of a run share a trace whose id follows from the run's id, so that what happens after a restart or days of
/// waiting lies in the same trace. The run's first span has an id that follows from it too: the others hang below it.
final class RunIds implements IdGenerator {
    private static final IdGenerator RANDOM = IdGenerator.random();

    private static final ThreadLocal<@Nullable SpanContext> NEXT = new ThreadLocal<>();

    /// The run's first span.
    static SpanContext root(RunId run) {
        String hash = Hash.of("errand run " + run.value());
        return SpanContext.createFromRemoteParent(
                hash.substring(0, 32), hash.substring(32, 48), TraceFlags.getSampled(), TraceState.getDefault());
    }

    /// The next span that this thread starts is the run's first.
    void nextIsRoot(RunId run) {
        NEXT.set(root(run));
    }

    @Override
    public String generateSpanId() {
        SpanContext root = NEXT.get();
        return root == null ? RANDOM.generateSpanId() : root.getSpanId();
    }

    /// Asked for after the span's id, and only where there is no parent.
    @Override
    public String generateTraceId() {
        SpanContext root = NEXT.get();
        return root == null ? RANDOM.generateTraceId() : root.getTraceId();
    }

    void rootIsStarted() {
        NEXT.remove();
    }
}
