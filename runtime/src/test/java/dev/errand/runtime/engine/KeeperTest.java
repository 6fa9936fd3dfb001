package dev.errand.runtime.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.errand.runtime.journal.Entry;
import dev.errand.runtime.journal.RunId;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// What goes on by itself does so while somebody keeps it, and not before its time.
@Timeout(60)
final class KeeperTest {
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

    private CountDownLatch ends(int runs) {
        CountDownLatch ended = new CountDownLatch(runs);
        device.listener = (_, recorded) -> {
            if (recorded.entry() instanceof Entry.RunFinished) {
                ended.countDown();
            }
        };
        return ended;
    }

    private static void await(CountDownLatch latch) throws InterruptedException {
        assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
    }

    private Keeper keep(int atOnce) {
        return Keeper.of(device.engine, atOnce, (id, e) -> {
            throw new AssertionError(id + " cannot go on", e);
        });
    }

    @Test
    void whatWasInterruptedAndWhatIsDueIsGoneOnWith() throws Exception {
        Seen timer = device.run("clock.sleep(3600); files.write('timer.txt', 'T');");
        Seen expiring = device.run("courier.deliver('a@b.example', 'hi');");
        RunId active = device.start("files.write('active.txt', 'A');");
        CountDownLatch first = ends(1);
        try (Keeper keeper = keep(4)) {
            await(first);
            assertThat(device.text("active.txt")).isEqualTo("A");
            CountDownLatch second = ends(1);
            device.pass(Duration.ofHours(1));
            keeper.look();
            await(second);
            assertThat(device.text("timer.txt")).isEqualTo("T");
            CountDownLatch third = ends(1);
            device.pass(Duration.ofHours(24));
            keeper.look();
            await(third);
        }
        assertThat(device.seen(active).state()).isEqualTo("succeeded");
        assertThat(device.seen(timer.id()).state()).isEqualTo("succeeded");
        assertThat(device.seen(expiring.id()).error()).contains("expired");
        assertThat(device.outside.delivered).isEmpty();
    }

    @Test
    void nothingIsTakenUpBeforeItsTimeNorAfterTheKeeperIsClosed() {
        Seen timer = device.run("clock.sleep(3600); files.write('timer.txt', 'T');");
        Keeper keeper = keep(2);
        keeper.look();
        keeper.close();
        assertThat(device.seen(timer.id()).state()).isEqualTo("awaiting_timer");
        device.pass(Duration.ofHours(2));
        keeper.look();
        assertThat(device.has("timer.txt")).isFalse();
    }

    @Test
    void manyDueRunsAreTakenUpAFewAtATime() throws Exception {
        for (int i = 0; i < 12; i++) {
            device.start("lamps.turnOn('lamp %d');".formatted(i));
        }
        Set<RunId> at = ConcurrentHashMap.newKeySet();
        AtomicInteger most = new AtomicInteger();
        CountDownLatch ended = new CountDownLatch(12);
        device.listener = (run, recorded) -> {
            if (recorded.entry() instanceof Entry.Worked) {
                return; // the account of what was taken, once all is over
            }
            at.add(run.id());
            most.accumulateAndGet(at.size(), Math::max);
            if (recorded.entry() instanceof Entry.RunFinished) {
                at.remove(run.id());
                ended.countDown();
            }
        };
        try (Keeper _ = keep(3)) {
            await(ended);
        }
        assertThat(device.outside.lamps).hasSize(12);
        assertThat(most.get()).isLessThanOrEqualTo(3);
    }

    @Test
    void aRunThatIsParkedWakesTheKeeperInTime() throws Exception {
        CountDownLatch ended = ends(1);
        try (Keeper keeper = keep(2)) {
            Seen timer = device.run("clock.sleep(1); files.write('timer.txt', 'T');");
            assertThat(timer.state()).isEqualTo("awaiting_timer");
            device.pass(Duration.ofSeconds(1));
            await(ended); // by itself: it was told when the run was parked
            assertThat(keeper).isNotNull();
        }
        assertThat(device.text("timer.txt")).isEqualTo("T");
    }

    @Test
    void theClockIsLookedAtAtLeastOnceAMinute() {
        Instant now = TestDevice.START;
        assertThat(Keeper.pause(now, Optional.empty())).isEqualTo(Duration.ofMinutes(1));
        assertThat(Keeper.pause(now, Optional.of(now.plusSeconds(7)))).isEqualTo(Duration.ofSeconds(7));
        assertThat(Keeper.pause(now, Optional.of(now.plusSeconds(7200)))).isEqualTo(Duration.ofMinutes(1));
    }
}
