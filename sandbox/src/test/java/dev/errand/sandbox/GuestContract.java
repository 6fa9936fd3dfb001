package dev.errand.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneId;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterEach;

/// What the contracts of all languages need: a sandbox, a host that records, and whether others still run afterwards.
public abstract class GuestContract {
    protected static final Environment MORNING =
            new Environment(Instant.parse("2026-03-01T08:00:00Z"), 42, ZoneId.of("Europe/Berlin"));

    protected final RecordingCalls host = new RecordingCalls();

    /// A sandbox to be tested; it may be the same for all tests.
    protected abstract Sandbox sandbox();

    /// Runs a program in the contract's language.
    protected abstract Outcome run(String code);

    /// Whether a sandbox is left to live for the next test.
    @AfterEach
    void otherProgramsStillRun() {
        assertThat(run("return 'alive'")).isEqualTo(completed("\"alive\""));
    }

    protected static Outcome completed(String json) {
        return new Outcome.Completed(RecordingCalls.json(json), Closed.NOTHING);
    }

    protected static GuestError error(Outcome outcome) {
        return assertThat(outcome)
                .asInstanceOf(InstanceOfAssertFactories.type(Outcome.Threw.class))
                .actual()
                .error();
    }
}
