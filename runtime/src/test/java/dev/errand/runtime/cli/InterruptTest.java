package dev.errand.runtime.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.errand.runtime.cli.ErrandProcess.Ended;
import dev.errand.runtime.cli.ErrandProcess.Running;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Ctrl-C, and processes that end without a word.
class InterruptTest {
    private static final String THROUGH_THE_GATE = """
            mail.send({to: "claims@harbormutual.example.com", subject: "Hello", body: "One."});
            gate.pass();
            lists.add("shopping", "candles");
            user.say("All done.");
            """;

    @TempDir
    Path temporary;

    private DemoHome home;
    private Gate gate;

    @BeforeEach
    void device() {
        home = DemoHome.in(temporary);
        gate = Gate.in(temporary);
    }

    private Running startThroughTheGate(String... more) {
        return gate.build(home.errand())
                .typing(THROUGH_THE_GATE)
                .start(java.util.stream.Stream.concat(
                                java.util.stream.Stream.of("run", "--code", "-", "--yes"),
                                java.util.stream.Stream.of(more))
                        .toArray(String[]::new));
    }

    @Test
    void ctrlCOnceFinishesTheStepAndParks() {
        String run;
        try (Running running = startThroughTheGate()) {
            gate.awaitReached();
            running.interrupt("Stopping after this step");
            gate.open();
            Ended parked = running.end().exits(3);
            run = parked.run();
            assertThat(parked.out()).contains("was interrupted").contains("errand resume");
        }
        assertThat(home.text("lists/shopping.md")).doesNotContain("candles");

        Ended resumed = gate.build(home.errand()).run("resume").exits(0);

        assertThat(resumed.out()).contains("All done.");
        assertThat(home.text("lists/shopping.md")).containsOnlyOnce("candles");
        assertThat(home.sent()).hasSize(1);
        assertThat(home.run("show", run).exits(0).out()).contains("succeeded");
    }

    @Test
    void ctrlCTwiceCancels() {
        try (Running running = startThroughTheGate("--json")) {
            gate.awaitReached();
            running.interrupt("Ctrl-C again cancels");
            running.interrupt("Cancelling");
            gate.open();
            Ended cancelled = running.end().exits(130);
            assertThat(cancelled.document().path("state").asText()).isEqualTo("cancelled");
        }
        assertThat(home.text("lists/shopping.md")).doesNotContain("candles");
        assertThat(home.sent()).hasSize(1);
        assertThat(home.run("resume").exits(0).err()).contains("Nothing was interrupted");
    }

    @Test
    void ctrlCWhileItWaitsForATimeParks() {
        try (Running running =
                home.errand().typing("clock.sleep(50); user.say('late');").start("run", "--code", "-", "--jsonl")) {
            running.awaitLine("\"run-parked\"");
            running.interrupt("Stopping after this step");
            assertThat(running.end().exits(3).out()).startsWith("{\"event\":\"run-started\"");
        }
        Ended inbox = home.run("inbox", "--json").exits(0);
        assertThat(inbox.document()).isEmpty();
    }

    @Test
    void whatAKilledProcessBeganIsFinishedByTheNextCommand() {
        try (Running running = startThroughTheGate()) {
            gate.awaitReached();
            running.kill();
        }
        gate.open();

        Ended next = gate.build(home.errand()).run("what time is it").exits(0);

        assertThat(next.out()).doesNotContain("All done.");
        assertThat(next.err().lines()).singleElement().asString().contains("had been interrupted", "succeeded");
        assertThat(home.text("lists/shopping.md")).containsOnlyOnce("candles");
        assertThat(home.sent()).hasSize(1);
    }

    @Test
    void aSecondProcessWaitsForTheFirst() {
        try (Running first = startThroughTheGate();
                Running second = waitingFor(first)) {
            assertThat(second.isAlive()).isTrue();
            gate.open();
            assertThat(first.end().exits(0).out()).contains("All done.");
            assertThat(second.end().exits(0).out()).matches("(?s).*\\d\\d:\\d\\d.*");
        }
        assertThat(home.sent()).hasSize(1);
    }

    private Running waitingFor(Running first) {
        gate.awaitReached();
        assertThat(first.isAlive()).isTrue();
        return gate.build(home.errand()).start("what time is it");
    }
}
