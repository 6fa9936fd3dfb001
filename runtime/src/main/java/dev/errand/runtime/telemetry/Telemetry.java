package dev.errand.runtime.telemetry;

import dev.errand.runtime.engine.RunListener;
import io.opentelemetry.common.ComponentLoader;
import io.opentelemetry.exporter.otlp.http.metrics.OtlpHttpMetricExporter;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.common.export.HttpSenderProvider;
import io.opentelemetry.sdk.metrics.SdkMeterProvider;
import io.opentelemetry.sdk.metrics.export.AggregationTemporalitySelector;
import io.opentelemetry.sdk.metrics.export.PeriodicMetricReader;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.export.BatchSpanProcessor;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;

/// Sends traces and metrics of runs over OTLP/HTTP. Touch this class only where [TelemetrySettings] says so: the
/// exporters come with it.
///
/// A receiver that does not answer costs at most a few seconds at the end of the process, and its loss.
public final class Telemetry implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(2);
    // Held here, as loggers that nobody holds forget their level. A receiver that is down is not the person's concern.
    private static final Logger EXPORTERS = Logger.getLogger("io.opentelemetry");

    private final SdkTracerProvider tracers;
    private final SdkMeterProvider meters;
    private final RunSpans listener;

    public Telemetry(TelemetrySettings settings) {
        EXPORTERS.setLevel(Level.OFF);
        RunIds ids = new RunIds();
        Resource resource = Resource.builder()
                .put("service.name", settings.service())
                .setSchemaUrl(GenAi.SCHEMA)
                .build();
        this.tracers = SdkTracerProvider.builder()
                .setResource(resource)
                .setIdGenerator(ids)
                .addSpanProcessor(BatchSpanProcessor.builder(spans(settings)).build())
                .build();
        this.meters = SdkMeterProvider.builder()
                .setResource(resource)
                .registerMetricReader(
                        PeriodicMetricReader.builder(metrics(settings)).build())
                .build();
        this.listener = new RunSpans(tracers.get("dev.errand"), meters.get("dev.errand"), ids, settings.content());
    }

    private static OtlpHttpSpanExporter spans(TelemetrySettings settings) {
        var builder = OtlpHttpSpanExporter.builder()
                .setEndpoint(settings.endpoint() + "/v1/traces")
                .setTimeout(PATIENCE)
                .setConnectTimeout(PATIENCE)
                .setRetryPolicy(null)
                .setComponentLoader(new OwnSender());
        settings.headers().forEach(builder::addHeader);
        return builder.build();
    }

    /// Differences, not sums: a process lives for one command, and sums would begin anew with each.
    private static OtlpHttpMetricExporter metrics(TelemetrySettings settings) {
        var builder = OtlpHttpMetricExporter.builder()
                .setEndpoint(settings.endpoint() + "/v1/metrics")
                .setTimeout(PATIENCE)
                .setConnectTimeout(PATIENCE)
                .setRetryPolicy(null)
                .setAggregationTemporalitySelector(AggregationTemporalitySelector.deltaPreferred())
                .setComponentLoader(new OwnSender());
        settings.headers().forEach(builder::addHeader);
        return builder.build();
    }

    /// Lets exporters find one sender, whatever others lie on the class path.
    private static final class OwnSender implements ComponentLoader {
        @Override
        public <T> Iterable<T> load(Class<T> wanted) {
            HttpSenderProvider provider = JdkSender::new;
            return wanted.isInstance(provider) ? List.of(wanted.cast(provider)) : List.of();
        }
    }

    public RunListener listener() {
        return listener;
    }

    /// Sends what has gathered.
    @Override
    public void close() {
        listener.endAll();
        CompletableResultCode.ofAll(List.of(tracers.shutdown(), meters.shutdown()))
                .join(PATIENCE.toMillis() + 500, TimeUnit.MILLISECONDS);
    }
}
