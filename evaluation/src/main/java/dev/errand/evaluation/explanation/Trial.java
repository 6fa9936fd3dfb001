package dev.errand.evaluation.explanation;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.errand.intents.Channel;
import dev.errand.intents.WorkflowCheck;
import dev.errand.os.device.Device;
import dev.errand.os.device.Settings;
import dev.errand.os.operation.Catalogue;
import dev.errand.os.sample.SampleDevice;
import dev.errand.runtime.budget.Budgets;
import dev.errand.runtime.engine.Approval;
import dev.errand.runtime.engine.Engine;
import dev.errand.runtime.engine.Run;
import dev.errand.runtime.engine.RunDocument;
import dev.errand.runtime.engine.RunListener;
import dev.errand.runtime.journal.Entry;
import dev.errand.runtime.journal.Journal;
import dev.errand.runtime.journal.RunId;
import dev.errand.runtime.policy.RuleFile;
import dev.errand.sandbox.Language;
import dev.errand.sandbox.Limits;
import dev.errand.sandbox.Sandbox;
import dev.errand.sandbox.check.JavaScriptChecker;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/// One run of a program on a sample device of its own, with a person who approves, or refuses what they did not mean.
final class Trial {
    private static final Instant START = Instant.parse("2026-03-02T09:00:00Z");
    private static final int MOST_ROUNDS = 20;
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Limits LIMITS = Limits.STANDARD
            .withStatements(2_000_000)
            .withTimes(Duration.ofSeconds(60), Duration.ofSeconds(60))
            .withCalls(200);

    private static final class Watch implements InstantSource {
        Instant now = START;

        @Override
        public Instant instant() {
            return now;
        }
    }

    private static final Settings NO_SETTINGS = new Settings() {
        @Override
        public Optional<String> text(String key) {
            return Optional.empty();
        }

        @Override
        public List<String> texts(String key) {
            return List.of();
        }
    };

    /// A run and its document, in which the run's own id reads `RUN`, so that documents can be compared.
    record Ended(Run run, JsonNode document) {}

    private final Watch watch = new Watch();
    private final Catalogue catalogue;
    private final Engine engine;

    /// @param home empty; the device is made in it
    Trial(Path home, Journal journal, Sandbox sandbox, Catalogue catalogue) {
        SampleDevice.create(home, Clock.fixed(START, ZoneOffset.UTC));
        this.catalogue = catalogue;
        this.engine = new Engine(
                journal,
                Device.at(home, NO_SETTINGS),
                catalogue,
                sandbox,
                new WorkflowCheck(new JavaScriptChecker()),
                name -> {
                    throw new IllegalStateException("Nothing is to be planned by " + name);
                },
                watch,
                new RuleFile(home.resolve("rules.json"), catalogue),
                new Engine.Rules(LIMITS, Duration.ofMinutes(15), Duration.ofHours(24), Budgets.NONE),
                RunListener.silent());
    }

    /// @param approves whether the person lets what is proposed happen, by the run's document
    Ended run(String code, Predicate<JsonNode> approves) {
        Entry.RunOptions options = new Entry.RunOptions("code", "js", false, false);
        RunId id = engine.start(
                new Entry.RunStarted("bench", Channel.TERMINAL.id(), "en", "UTC", 1, options),
                Language.JAVASCRIPT,
                code);
        Run run = engine.advance(id);
        for (int i = 0; i < MOST_ROUNDS && !run.state().isTerminal(); i++) {
            goOn(run, approves);
            run = engine.advance(id);
        }
        return new Ended(run, document(run));
    }

    private void goOn(Run run, Predicate<JsonNode> approves) {
        switch (run.state()) {
            case AWAITING_APPROVAL -> {
                if (approves.test(document(run))) {
                    engine.approve(run.id(), Approval.ofAll("bench"));
                } else {
                    engine.deny(run.id(), "That is not what I meant", "bench");
                }
            }
            case AWAITING_ANSWER -> engine.answer(run.id(), "1", "bench");
            case AWAITING_TIMER -> watch.now = run.until();
            case PLANNING,
                    PREVIEWING,
                    PREVIEWED,
                    RUNNING,
                    OVER_BUDGET,
                    SUCCEEDED,
                    FAILED,
                    DECLINED,
                    DENIED,
                    CANCELLED,
                    UNDONE -> throw new IllegalStateException("Run " + run.id() + " does not go on: " + run.state());
        }
    }

    private JsonNode document(Run run) {
        try {
            String text = JSON.writeValueAsString(RunDocument.of(run, catalogue));
            return JSON.readTree(text.replace(run.id().value(), "RUN"));
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
