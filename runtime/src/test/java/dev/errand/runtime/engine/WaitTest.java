package dev.errand.runtime.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.errand.runtime.journal.RunId;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Runs that wait, and what a run refuses in each state.
final class WaitTest {
    @TempDir
    Path home;

    private TestDevice device;

    @BeforeEach
    void open() {
        device = new TestDevice(home);
    }

    @AfterEach
    void close() {
        device.close();
    }

    @Test
    void aTimerIsTakenUpAfterARestartOnceItsTimeHasCome() {
        Seen waiting = device.run("""
                files.write("before.txt", "1");
                clock.sleep(3600);
                files.write("after.txt", "2");
                return clock.now().epochSeconds;
                """);
        assertThat(waiting.state()).isEqualTo("awaiting_timer");
        assertThat(waiting.document().at("/waitingFor/until").asText()).isEqualTo("2026-03-02T10:00:00Z");
        assertThat(device.has("before.txt")).isTrue();
        assertThat(device.has("after.txt")).isFalse();

        device = device.restarted();
        assertThat(device.engine.interrupted()).isEmpty();
        assertThat(device.advance(waiting.id()).state()).isEqualTo("awaiting_timer");
        device.pass(Duration.ofHours(3));
        assertThat(device.engine.interrupted()).containsExactly(waiting.id());
        Seen done = device.advance(waiting.id());
        assertThat(done.state()).isEqualTo("succeeded");
        assertThat(device.has("after.txt")).isTrue();
        assertThat(device.engine.interrupted()).isEmpty();
    }

    @Test
    void aRunThatWaitsHoldsNoThread() {
        Seen asked = device.run("const x = user.ask('Who?'); return x;");
        Seen timer = device.run("clock.sleep(60);");
        assertThat(asked.state()).isEqualTo("awaiting_answer");
        assertThat(timer.state()).isEqualTo("awaiting_timer");
        // A guest's thread ends a moment after its run has parked.
        long patience = System.nanoTime() + Duration.ofSeconds(10).toNanos();
        while (guests().findAny().isPresent() && System.nanoTime() < patience) {
            Thread.onSpinWait();
        }
        assertThat(guests()).isEmpty();
    }

    private static Stream<Thread> guests() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.isAlive() && thread.getName().equals("errand-guest"));
    }

    @Test
    void interruptedRunsAreListedOldestFirstAndParkedOnesAreNot() {
        RunId first = device.start("files.write('a.txt', 'A');");
        device.run("user.ask('Who?');");
        device.run("courier.deliver('a@b.example', 'hi');");
        RunId second = device.start("files.write('b.txt', 'B');");
        device = device.restarted();
        assertThat(device.engine.interrupted()).containsExactly(first, second);
        device.engine.interrupted().forEach(device::advance);
        assertThat(device.engine.interrupted()).isEmpty();
        assertThat(device.text("a.txt") + device.text("b.txt")).isEqualTo("AB");
    }

    @Test
    void anInterruptedThreadStopsAndTheRunGoesOnLater() {
        RunId id = device.start("files.write('a.txt', 'A');");
        Thread.currentThread().interrupt();
        device.engine.advance(id);
        assertThat(Thread.interrupted()).isTrue();
        assertThat(device.has("a.txt")).isFalse();
        assertThat(device.advance(id).state()).isEqualTo("succeeded");
    }

    @Test
    void cancellingEndsARunAndLeavesWhatWasDoneAndSaid() {
        Seen waiting = device.run("""
                files.write("a.txt", "A");
                user.say("one");
                clock.sleep(60);
                user.say("two");
                """);
        device.engine.cancel(waiting.id());
        Seen cancelled = device.seen(waiting.id());
        assertThat(cancelled.state()).isEqualTo("cancelled");
        assertThat(cancelled.said()).containsExactly("one");
        assertThat(cancelled.withheld()).isEmpty();
        assertThat(device.has("a.txt")).isTrue();
        device.pass(Duration.ofHours(1));
        assertThat(device.advance(waiting.id()).state()).isEqualTo("cancelled");
    }

    @Test
    void whatDoesNotFitTheStateOfARunIsRefusedWithWords() {
        Seen done = device.run("user.say('hi');");
        RunId id = done.id();
        refused(() -> device.engine.approve(id, Approval.ofAll("t")), "is succeeded; there is nothing to approve");
        refused(() -> device.engine.deny(id, "", "t"), "is succeeded; there is nothing to deny");
        refused(() -> device.engine.answer(id, "x", "t"), "is succeeded; there is nothing to answer");
        refused(() -> device.engine.cancel(id), "is succeeded; there is nothing to cancel");
        refused(() -> device.engine.undo(id), "is succeeded; there is nothing to undo");
        refused(() -> device.engine.run(new RunId("r-nothing1")), "There is no run r-nothing1 on this device");
        Seen asked = device.run("user.ask('Which?', {choices: ['red', 'blue']});");
        refused(() -> device.engine.answer(asked.id(), "green", "t"), "[1] red [2] blue");
        refused(() -> device.engine.undo(asked.id()), "is awaiting answer; there is nothing to undo");
    }

    private static void refused(Runnable wish, String message) {
        assertThatThrownBy(wish::run).isInstanceOf(Refusal.class).hasMessageContaining(message);
    }
}
