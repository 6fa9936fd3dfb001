package dev.errand.runtime.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Clocks are set, jump after a sleep of the machine, and go back. A run's own time never does.
final class ClockJumpTest {
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
    void aWaitIsOverAtItsTimeHoweverTheClockGotThere() {
        Seen waiting = device.run("clock.sleep(3600); files.write('a.txt', 'A');");
        assertThat(waiting.state()).isEqualTo("awaiting_timer");
        device.pass(Duration.ofDays(-3));
        assertThat(device.advance(waiting.id()).state()).isEqualTo("awaiting_timer");
        device.pass(Duration.ofDays(30));
        assertThat(device.advance(waiting.id()).state()).isEqualTo("succeeded");
        assertThat(device.has("a.txt")).isTrue();
    }

    @Test
    void theRunsTimeNeverGoesBack() {
        Seen waiting = device.run("const t = Date.now(); clock.sleep(60); return [t, Date.now()];");
        device.pass(Duration.ofSeconds(61));
        device = device.restarted();
        Seen done = device.advance(waiting.id());
        assertThat(done.result().get(1).asLong())
                .isGreaterThanOrEqualTo(done.result().get(0).asLong() + 60_000);

        Seen asked = device.run("const t = Date.now(); user.ask('Go on?'); return [t, Date.now(), clock.now().iso];");
        device.pass(Duration.ofDays(-2));
        Seen answered = device.answer(asked, "yes");
        assertThat(answered.state()).isEqualTo("succeeded");
        assertThat(answered.result().get(1).asLong())
                .isGreaterThanOrEqualTo(answered.result().get(0).asLong());
    }

    @Test
    void anApprovalDoesNotExpireWhenTheClockGoesBackAndDoesWhenItJumpsFar() {
        String code = "mail.send({to: 'a@b.example', subject: 'S', body: 'B'})";
        Seen first = device.run(code);
        device.pass(Duration.ofHours(-12));
        assertThat(device.approve(first).state()).isEqualTo("succeeded");
        Seen second = device.run(code);
        device.pass(Duration.ofDays(400));
        assertThatThrownBy(() -> device.approve(second))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("expired");
        assertThat(device.advance(second.id()).state()).isEqualTo("denied");
    }

    @Test
    void aPreviewIsNotTakenForFreshBecauseTheClockWentBack() {
        device.file("list.txt", "one");
        Seen asked = device.run("mail.send({to: 'a@b.example', subject: 'S', body: files.read('list.txt')})");
        device.file("list.txt", "two");
        device.pass(Duration.ofDays(-1));
        Seen run = device.approve(asked);
        // What was approved is what is sent; a clock that cannot be trusted must not make it anything else.
        assertThat(run.state()).isIn("succeeded", "awaiting_approval");
        if (run.state().equals("succeeded")) {
            assertThat(run.effect(1).at("/arguments/body").asText()).isEqualTo("one");
        }
    }
}
