package dev.errand.runtime.telemetry;

import dev.errand.runtime.engine.Run;
import dev.errand.runtime.engine.RunListener;
import dev.errand.runtime.journal.Entry;
import dev.errand.runtime.journal.Recorded;
import dev.errand.runtime.journal.RunId;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.metrics.DoubleHistogram;
import io.opentelemetry.api.metrics.LongCounter;
import io.opentelemetry.api.metrics.LongHistogram;
import io.opentelemetry.api.metrics.Meter;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// Runs as spans. One `invoke_agent` for each stretch in which a run is worked on, from its start or from being taken
/// up until it waits or has ended; below it `chat` for planning by a model, `execute_tool` for each step, and
/// `errand.approval` from a question to its decision, which may have begun long before. Thread-safe.
final class RunSpans implements RunListener {
    private final Tracer tracer;
    private final RunIds ids;
    private final boolean content;
    private final Map<RunId, Span> open = new ConcurrentHashMap<>();
    private final LongHistogram tokens;
    private final DoubleHistogram duration;
    private final LongCounter runs;
    private final DoubleHistogram approvalWait;

    RunSpans(Tracer tracer, Meter meter, RunIds ids, boolean content) {
        this.tracer = tracer;
        this.ids = ids;
        this.content = content;
        this.tokens = meter.histogramBuilder(GenAi.TOKEN_USAGE)
                .setUnit("{token}")
                .ofLongs()
                .build();
        this.duration = meter.histogramBuilder(GenAi.DURATION).setUnit("s").build();
        this.runs = meter.counterBuilder("errand.runs").setUnit("{run}").build();
        this.approvalWait =
                meter.histogramBuilder("errand.approval.wait").setUnit("s").build();
    }

    @Override
    public void recorded(Run run, Recorded recorded) {
        Optional<Fact> fact = Facts.of(run, recorded);
        // Several entries may have been written at once: only the last one shows how the run stands after it.
        boolean rests = recorded.sequence() == run.length() && !run.state().isActive();
        if (rests && fact.isEmpty() && !open.containsKey(run.id())) {
            return; // a note about work that is over
        }
        Span stretch = open.computeIfAbsent(run.id(), _ -> begin(run, recorded));
        fact.ifPresent(found -> tell(run.id(), found, stretch));
        if (rests) {
            open.remove(run.id());
            stretch.setAttribute(GenAi.STATE, run.state().id());
            stretch.end(recorded.at());
        }
    }

    private void tell(RunId run, Fact fact, Span stretch) {
        Context below = Context.root().with(stretch);
        switch (fact) {
            case Fact.Planned planned -> planned(planned, below);
            case Fact.StepDone step -> step(run, step, below);
            case Fact.Decided decided -> decided(decided, below);
            case Fact.Ended ended -> ended(ended, stretch);
        }
    }

    private Span begin(Run run, Recorded first) {
        boolean isStart = first.sequence() == 1;
        SpanBuilder builder = tracer.spanBuilder(GenAi.INVOKE_AGENT + " errand")
                .setSpanKind(SpanKind.INTERNAL)
                .setStartTimestamp(first.at())
                .setAttribute(GenAi.OPERATION, GenAi.INVOKE_AGENT)
                .setAttribute(GenAi.PROVIDER, "errand")
                .setAttribute(GenAi.AGENT, "errand")
                .setAttribute(GenAi.CONVERSATION, run.id().value())
                .setAttribute(GenAi.CHANNEL, run.start().channel())
                .setAttribute(GenAi.PLANNER, run.start().options().planner());
        if (content) {
            builder.setAttribute(GenAi.INTENT, run.start().intent());
        }
        if (!isStart) {
            return builder.setParent(Context.root().with(Span.wrap(RunIds.root(run.id()))))
                    .startSpan();
        }
        ids.nextIsRoot(run.id());
        try {
            return builder.setNoParent().startSpan();
        } finally {
            ids.rootIsStarted();
        }
    }

    private void planned(Fact.Planned planned, Context below) {
        if (!planned.byModel()) {
            return;
        }
        SpanBuilder builder = child(
                        (GenAi.CHAT + " " + planned.model()).strip(), SpanKind.CLIENT, planned.from(), below)
                .setAttribute(GenAi.OPERATION, GenAi.CHAT)
                .setAttribute(GenAi.PROVIDER, "openai")
                .setAttribute(GenAi.MODEL_CALLS, (long) planned.spent().modelCalls())
                .setAttribute(GenAi.OUTCOME, planned.outcome());
        planned.tokens().forEach((type, number) -> builder.setAttribute(GenAi.TOKENS_OF.formatted(type), number));
        if (planned.spent().usd() != null) {
            builder.setAttribute(GenAi.USD, planned.spent().usd().doubleValue());
        }
        if (!planned.model().isEmpty()) {
            builder.setAttribute(GenAi.MODEL, planned.model());
        }
        Span span = builder.startSpan();
        if (planned.outcome().equals("failed")) {
            span.setStatus(StatusCode.ERROR).setAttribute(GenAi.ERROR, "_OTHER");
        }
        span.end(planned.to());
        Attributes about =
                Attributes.of(GenAi.OPERATION, GenAi.CHAT, GenAi.PROVIDER, "openai", GenAi.MODEL, planned.model());
        planned.tokens()
                .forEach((type, number) -> tokens.record(
                        number, about.toBuilder().put(GenAi.TOKEN_TYPE, type).build()));
        duration.record(seconds(planned.from(), planned.to()), about);
    }

    private void step(RunId run, Fact.StepDone step, Context below) {
        SpanBuilder builder = child(GenAi.EXECUTE_TOOL + " " + step.operation(), SpanKind.INTERNAL, step.from(), below)
                .setAttribute(GenAi.OPERATION, GenAi.EXECUTE_TOOL)
                .setAttribute(GenAi.TOOL, step.operation())
                .setAttribute(GenAi.TOOL_TYPE, "function")
                .setAttribute(GenAi.TOOL_CALL, run + "/" + step.lane() + "/" + step.step())
                .setAttribute(GenAi.PREVIEW, step.lane() != Entry.APPLY_LANE)
                .setAttribute(GenAi.OUTCOME, step.outcome());
        if (content) {
            builder.setAttribute(GenAi.TOOL_ARGUMENTS, step.arguments().toString());
            if (step.result() != null) {
                builder.setAttribute(GenAi.TOOL_RESULT, step.result().toString());
            }
        }
        Span span = builder.startSpan();
        if (!step.error().isEmpty()) {
            span.setStatus(StatusCode.ERROR).setAttribute(GenAi.ERROR, step.error());
        }
        span.end(step.to());
    }

    private void decided(Fact.Decided decided, Context below) {
        child(GenAi.APPROVAL, SpanKind.INTERNAL, decided.asked(), below)
                .setAttribute(GenAi.DECISION, decided.decision())
                .setAttribute(GenAi.SOURCE, decided.source())
                .setAttribute(GenAi.EFFECTS, (long) decided.effects())
                .startSpan()
                .end(decided.decided());
        approvalWait.record(
                seconds(decided.asked(), decided.decided()),
                Attributes.of(GenAi.DECISION, decided.decision(), GenAi.SOURCE, decided.source()));
    }

    private void ended(Fact.Ended ended, Span stretch) {
        runs.add(1, Attributes.of(GenAi.STATE, ended.state().id()));
        if (!ended.error().isEmpty()) {
            stretch.setStatus(StatusCode.ERROR).setAttribute(GenAi.ERROR, ended.error());
        }
    }

    private SpanBuilder child(String name, SpanKind kind, Instant from, Context below) {
        return tracer.spanBuilder(name).setParent(below).setSpanKind(kind).setStartTimestamp(from);
    }

    private static double seconds(Instant from, Instant to) {
        return Math.max(0, Duration.between(from, to).toNanos() / 1e9);
    }

    /// Ends what is open when the process stops.
    void endAll() {
        open.values().forEach(Span::end);
        open.clear();
    }
}
