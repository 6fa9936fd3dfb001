package dev.errand.runtime.telemetry;

import dev.errand.runtime.engine.Run;
import dev.errand.runtime.engine.RunListener;
import dev.errand.runtime.journal.Entry;
import dev.errand.runtime.journal.Recorded;
import io.prometheus.metrics.config.EscapingScheme;
import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.function.LongSupplier;

/// Metrics of runs in Prometheus' text format. Each holds its own registry. Thread-safe.
///
/// Labels have few values: states, decisions, operations of the catalogue; never words of a person or of a run.
public final class RunMetrics implements RunListener {
    private final PrometheusRegistry registry = new PrometheusRegistry();
    private final Counter runs = Counter.builder()
            .name("errand_runs_total")
            .help("Runs that have ended, by how")
            .labelNames("outcome")
            .register(registry);
    private final Counter approvals = Counter.builder()
            .name("errand_approvals_total")
            .help("Decisions on effects that were asked for")
            .labelNames("decision", "source")
            .register(registry);
    private final Histogram approvalWait = Histogram.builder()
            .name("errand_approval_wait_seconds")
            .help("From the question to the decision")
            .classicOnly()
            .classicUpperBounds(1, 5, 15, 60, 300, 900, 3600, 14_400, 86_400)
            .register(registry);
    private final Counter steps = Counter.builder()
            .name("errand_steps_total")
            .help("Operations that were called for real, by how they ended")
            .labelNames("operation", "outcome")
            .register(registry);
    private final Histogram stepTime = Histogram.builder()
            .name("errand_step_seconds")
            .help("How long operations took")
            .labelNames("operation")
            .classicOnly()
            .classicUpperBounds(0.001, 0.005, 0.025, 0.1, 0.5, 2.5, 10, 60)
            .register(registry);
    private final Histogram prompts = Histogram.builder()
            .name("errand_prompts_per_run")
            .help("How often a person was asked in a run that has ended")
            .classicOnly()
            .classicUpperBounds(0, 1, 2, 3, 5, 10)
            .register(registry);
    private final Histogram tokens = Histogram.builder()
            .name("gen_ai_client_token_usage")
            .help("Tokens that planning took")
            .labelNames("gen_ai_request_model", "gen_ai_token_type")
            .classicOnly()
            .classicUpperBounds(1, 4, 16, 64, 256, 1024, 4096, 16_384, 65_536, 262_144, 1_048_576)
            .register(registry);

    private final Counter cost = Counter.builder()
            .name("errand_cost_usd_total")
            .help("Money that planning by models took, in US dollars, where their prices are known")
            .register(registry);

    /// @param parked how many runs wait, whenever the metrics are read
    public RunMetrics(LongSupplier parked) {
        GaugeWithCallback.builder()
                .name("errand_parked_runs")
                .help("Runs that wait for a person, a time or a budget")
                .callback(value -> value.call((double) parked.getAsLong()))
                .register(registry);
    }

    @Override
    public void recorded(Run run, Recorded recorded) {
        Facts.of(run, recorded).ifPresent(this::count);
    }

    private void count(Fact fact) {
        switch (fact) {
            case Fact.Planned planned -> {
                if (planned.byModel()) {
                    planned.tokens()
                            .forEach((type, number) ->
                                    tokens.labelValues(planned.model(), type).observe((double) number));
                }
                BigDecimal usd = planned.spent().usd();
                if (usd != null) {
                    cost.inc(usd.doubleValue());
                }
            }
            case Fact.StepDone step -> {
                if (step.lane() == Entry.APPLY_LANE) {
                    steps.labelValues(step.operation(), step.outcome()).inc();
                    stepTime.labelValues(step.operation()).observe(seconds(step.from(), step.to()));
                }
            }
            case Fact.Decided decided -> {
                approvals.labelValues(decided.decision(), decided.source()).inc();
                approvalWait.observe(seconds(decided.asked(), decided.decided()));
            }
            case Fact.Ended ended -> {
                runs.labelValues(ended.state().id()).inc();
                if (ended.prompts() >= 0) {
                    prompts.observe(ended.prompts());
                }
            }
        }
    }

    private static double seconds(Instant from, Instant to) {
        return Math.max(0, Duration.between(from, to).toNanos() / 1e9);
    }

    /// All metrics in Prometheus' text format (`text/plain; version=0.0.4`).
    public String text() {
        try (ByteArrayOutputStream out = new ByteArrayOutputStream()) {
            PrometheusTextFormatWriter.create().write(out, registry.scrape(), EscapingScheme.UNDERSCORE_ESCAPING);
            return out.toString(StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
