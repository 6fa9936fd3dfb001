package dev.errand.runtime.engine;

import static dev.errand.runtime.engine.OtlpReceiver.attributes;
import static dev.errand.runtime.engine.OtlpReceiver.hex;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.errand.intents.WorkflowCheck;
import dev.errand.os.device.Settings;
import dev.errand.runtime.journal.Entry;
import dev.errand.runtime.journal.Recorded;
import dev.errand.runtime.journal.RunId;
import dev.errand.runtime.telemetry.RunMetrics;
import dev.errand.runtime.telemetry.Telemetry;
import dev.errand.runtime.telemetry.TelemetrySettings;
import dev.errand.sandbox.Language;
import dev.errand.sandbox.check.JavaScriptChecker;
import dev.errand.sandbox.host.InProcessSandbox;
import io.opentelemetry.proto.trace.v1.Span;
import java.math.BigDecimal;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What operators see of runs, as a real receiver gets it; and what they must not see.
final class TelemetryTest {
    private static final String WORDS = "tulips-for-ada";
    private static final String DELIVERY = "courier.deliver('ada@b.example', '" + WORDS + "')";

    @TempDir
    Path home;

    private TestDevice device;
    private OtlpReceiver receiver;

    @BeforeEach
    void device() {
        device = new TestDevice(home);
        receiver = new OtlpReceiver();
    }

    @AfterEach
    void close() {
        device.close();
        receiver.close();
    }

    private static TelemetrySettings settings(URI address, boolean content) {
        return new TelemetrySettings(address, Map.of("X-Key", "k3y"), "errand-test", content);
    }

    /// One process that works on runs, at a time.
    private void process(Instant now, boolean content, java.util.function.Consumer<Engine> work) {
        try (Telemetry telemetry = new Telemetry(settings(receiver.address(), content))) {
            work.accept(engine(now, telemetry.listener()));
        }
    }

    private Engine engine(Instant now, RunListener listener) {
        return new Engine(
                device.journal,
                device.device,
                device.catalogue,
                new InProcessSandbox(),
                new WorkflowCheck(new JavaScriptChecker()),
                name -> {
                    throw new AssertionError(name);
                },
                () -> now,
                device.rules,
                Engine.Rules.STANDARD,
                listener);
    }

    private static RunId begin(Engine engine, String code) {
        RunId id = engine.start(
                new Entry.RunStarted(
                        WORDS, "terminal", "en", "UTC", 42, new Entry.RunOptions("code", "js", false, false)),
                Language.JAVASCRIPT,
                code);
        engine.advance(id);
        return id;
    }

    private RunId deliveredByTwoProcesses(boolean content) {
        RunId[] run = new RunId[1];
        process(TestDevice.START, content, engine -> run[0] = begin(engine, DELIVERY));
        process(TestDevice.START.plus(Duration.ofMinutes(5)), content, engine -> {
            engine.approve(run[0], new Approval(Set.of(), Map.of(), "terminal"));
            engine.advance(run[0]);
        });
        return run[0];
    }

    @Test
    void allThatBelongsToARunLiesInOneTraceAlsoAfterARestart() {
        deliveredByTwoProcesses(false);
        assertThat(receiver.spans().stream().map(span -> hex(span.getTraceId())).distinct())
                .hasSize(1);
        List<Span> stretches = receiver.named("invoke_agent errand");
        assertThat(stretches).hasSize(2);
        Span first = stretches.getFirst();
        assertThat(hex(first.getParentSpanId())).isEmpty();
        assertThat(stretches.getLast().getParentSpanId()).isEqualTo(first.getSpanId());
        assertThat(attributes(first))
                .containsEntry("gen_ai.operation.name", "invoke_agent")
                .containsEntry("errand.run.state", "awaiting_approval");
        assertThat(attributes(stretches.getLast())).containsEntry("errand.run.state", "succeeded");
        assertThat(receiver.keys()).containsOnly("k3y");
    }

    @Test
    void whatIsWrittenAtOnceIsOneStretch() {
        process(TestDevice.START, false, engine -> begin(engine, "files.nope('x')"));
        assertThat(receiver.named("invoke_agent errand"))
                .singleElement()
                .satisfies(span -> assertThat(attributes(span))
                        .containsEntry("errand.run.state", "failed")
                        .containsEntry("error.type", "guest"));
    }

    @Test
    void stepsAndApprovalsHangBelowTheStretchInWhichTheyHappened() {
        RunId run = deliveredByTwoProcesses(false);
        Span last = receiver.named("invoke_agent errand").getLast();
        Span step = receiver.named("execute_tool courier.deliver").getLast();
        assertThat(step.getParentSpanId()).isEqualTo(last.getSpanId());
        assertThat(attributes(step))
                .containsEntry("gen_ai.tool.name", "courier.deliver")
                .containsEntry("gen_ai.tool.call.id", run + "/0/1")
                .containsEntry("errand.preview", "false")
                .containsEntry("errand.outcome", "ok");
        Span approval = receiver.named("errand.approval").getFirst();
        assertThat(approval.getEndTimeUnixNano() - approval.getStartTimeUnixNano())
                .as("from the question to the decision, in another process")
                .isEqualTo(Duration.ofMinutes(5).toNanos());
        assertThat(attributes(approval))
                .containsEntry("errand.decision", "approved")
                .containsEntry("errand.decision.source", "person");
        assertThat(receiver.metricNames()).contains("errand.runs", "errand.approval.wait");
    }

    @Test
    void noContentLeavesUnlessThePersonSaysSo() {
        deliveredByTwoProcesses(false);
        process(TestDevice.START, false, engine -> begin(engine, "files.read('" + WORDS + "')"));
        assertThat(receiver.everything()).contains("courier.deliver").doesNotContain(WORDS, "ada@b.example");
        assertThat(attributes(receiver.named("execute_tool files.read").getFirst()))
                .containsEntry("error.type", "NOT_FOUND");

        deliveredByTwoProcesses(true);
        assertThat(receiver.everything()).contains(WORDS, "ada@b.example", "gen_ai.tool.call.arguments");
    }

    @Test
    void aReceiverThatIsNotThereCostsNoRun() {
        URI nobody = receiver.address();
        receiver.close();
        try (Telemetry telemetry = new Telemetry(settings(nobody, false))) {
            RunId run = begin(engine(TestDevice.START, telemetry.listener()), "lists.add('a', 'b')");
            assertThat(device.seen(run).state()).isEqualTo("succeeded");
        }
    }

    @Test
    void planningByAModelIsAChat() {
        try (Telemetry telemetry = new Telemetry(settings(receiver.address(), false))) {
            Recorded start = new Recorded(1, TestDevice.START, TestDevice.started("openai", false, false, "terminal"));
            Recorded plan = new Recorded(
                    2,
                    TestDevice.START.plusSeconds(3),
                    new Entry.PlanReady(
                            "js",
                            "1",
                            "h",
                            "openai",
                            "m-1",
                            List.of(),
                            new Entry.Spent(2, 345, 100, 2500, 300, 45, false, new BigDecimal("0.25"))));
            Run run = new Run(new RunId("r-chat2222"), List.of(start, plan));
            telemetry.listener().recorded(run, start);
            telemetry.listener().recorded(run, plan);
        }
        Span chat = receiver.named("chat m-1").getFirst();
        assertThat(chat.getEndTimeUnixNano() - chat.getStartTimeUnixNano())
                .isEqualTo(Duration.ofMillis(2500).toNanos());
        assertThat(attributes(chat))
                .containsEntry("gen_ai.operation.name", "chat")
                .containsEntry("gen_ai.request.model", "m-1")
                .containsEntry("gen_ai.usage.input_tokens", "300")
                .containsEntry("gen_ai.usage.output_tokens", "45");
        assertThat(receiver.metricNames()).contains("gen_ai.client.token.usage", "gen_ai.client.operation.duration");
    }

    @Test
    void tokensAndMoneyAreCounted() {
        RunMetrics metrics = new RunMetrics(() -> 0);
        Recorded start = new Recorded(1, TestDevice.START, TestDevice.started("openai", false, false, "terminal"));
        Entry.Spent told = new Entry.Spent(1, 345, 0, 0, 300, 45, false, new BigDecimal("0.25"));
        Entry.Spent before = new Entry.Spent(1, 77, 0, 0, 0, 0, false, null);
        for (Entry.Spent spent : List.of(told, before)) {
            Recorded plan = new Recorded(
                    2, TestDevice.START, new Entry.PlanReady("js", "1", "h", "openai", "m-1", List.of(), spent));
            metrics.recorded(new Run(new RunId("r-chat2222"), List.of(start, plan)), plan);
        }
        assertThat(metrics.text())
                .contains(
                        "gen_ai_client_token_usage_sum{gen_ai_request_model=\"m-1\",gen_ai_token_type=\"input\"} 300.0")
                .contains(
                        "gen_ai_client_token_usage_sum{gen_ai_request_model=\"m-1\",gen_ai_token_type=\"output\"} 45.0")
                .contains(
                        "gen_ai_client_token_usage_sum{gen_ai_request_model=\"m-1\",gen_ai_token_type=\"total\"} 77.0")
                .contains("errand_cost_usd_total 0.25");
    }

    @Test
    void theEnvironmentComesBeforeTheConfigurationAndWrongAddressesAreSaid() {
        assertThat(TelemetrySettings.of(configured(Map.of()), Map.of())).isEmpty();
        Settings own = configured(Map.of("telemetry.otlp", "http://own.example:4318/", "telemetry.content", "true"));
        TelemetrySettings found = TelemetrySettings.of(own, Map.of()).orElseThrow();
        assertThat(found.endpoint()).isEqualTo(URI.create("http://own.example:4318"));
        assertThat(found.content()).isTrue();
        TelemetrySettings named = TelemetrySettings.of(
                        own,
                        Map.of(
                                "OTEL_EXPORTER_OTLP_ENDPOINT", "https://other.example",
                                "OTEL_EXPORTER_OTLP_HEADERS", "authorization=Bearer s3cret,x=y"))
                .orElseThrow();
        assertThat(named.endpoint()).isEqualTo(URI.create("https://other.example"));
        assertThat(named.headers())
                .containsEntry("authorization", "Bearer s3cret")
                .containsEntry("x", "y");
        assertThat(named.toString()).doesNotContain("s3cret");
        assertThat(TelemetrySettings.of(own, Map.of("OTEL_SDK_DISABLED", "true")))
                .isEmpty();
        for (String wrong : List.of("localhost:4318", "ftp://x.example", "http://", "http://a b")) {
            assertThatThrownBy(() -> TelemetrySettings.of(configured(Map.of("telemetry.otlp", wrong)), Map.of()))
                    .as(wrong)
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("http://localhost:4318");
        }
    }

    private static Settings configured(Map<String, String> values) {
        return new Settings() {
            @Override
            public Optional<String> text(String key) {
                return Optional.ofNullable(values.get(key));
            }

            @Override
            public List<String> texts(String key) {
                return text(key).stream().toList();
            }
        };
    }

    @Test
    void metricsCountWhatTheJournalTells() {
        RunMetrics metrics = new RunMetrics(() -> 3);
        Seen done = device.approve(device.run(DELIVERY));
        Seen denied = device.deny(device.run(DELIVERY), "");
        Seen failed = device.run("lists.add('a', 'b'); files.read('nope')");
        for (Seen run : List.of(done, denied, failed)) {
            run.run().entries().forEach(recorded -> metrics.recorded(run.run(), recorded));
        }
        assertThat(metrics.text())
                .contains("errand_runs_total{outcome=\"succeeded\"} 1.0")
                .contains("errand_runs_total{outcome=\"denied\"} 1.0")
                .contains("errand_runs_total{outcome=\"failed\"} 1.0")
                .contains("errand_approvals_total{decision=\"approved\",source=\"person\"} 1.0")
                .contains("errand_approvals_total{decision=\"denied\",source=\"person\"} 1.0")
                .contains("errand_approval_wait_seconds_count 2")
                .contains("errand_steps_total{operation=\"courier.deliver\",outcome=\"ok\"} 1.0")
                .contains("errand_step_seconds_count{operation=\"courier.deliver\"} 1")
                .contains("errand_prompts_per_run_bucket{le=\"0.0\"} 1")
                .contains("errand_prompts_per_run_count 3")
                .contains("errand_cost_usd_total 0.0")
                .contains("errand_parked_runs 3.0")
                .doesNotContain(WORDS, "ada@b.example");
    }
}
