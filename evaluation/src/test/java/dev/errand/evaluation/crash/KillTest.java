package dev.errand.evaluation.crash;

import static org.assertj.core.api.Assertions.assertThat;

import dev.errand.runtime.journal.RunState;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Real processes that are killed at random instants (SIGKILL), and others that go on: nothing lost, nothing done
/// twice. A person is asked only about what cannot be known, and looks before they answer.
///
/// `-Derrand.kills=1000 -Derrand.seed=7` for a campaign.
final class KillTest {
    private static final int KILLS = Integer.getInteger("errand.kills", 200);
    private static final long SEED = Long.getLong("errand.seed", 1);
    /// A life is measured in journal entries, then by the clock, so that it means the same on a slow machine.
    private static final int MOST_ENTRIES = 40;

    private static final int MOST_MILLIS = 30;

    @TempDir
    Path folder;

    private int cutShort;

    @ParameterizedTest
    @EnumSource(World.Mail.class)
    @Execution(ExecutionMode.CONCURRENT)
    void nothingIsLostOrDoneTwiceWhereverAProcessIsKilled(World.Mail mail) throws IOException, InterruptedException {
        SplittableRandom random = new SplittableRandom(SEED);
        int kills = KILLS / World.Mail.values().length;
        try (World world = new World(folder.resolve("home"), mail)) {
            Person person = new Person(world, KillTest::effects);
            for (int i = 0; i < kills; i++) {
                liveUntilKilled(world, random);
                if (person.runs().stream().anyMatch(run -> run.state().isActive())) {
                    cutShort++;
                }
                person.answer();
            }
            int runs = Math.max(person.runs().size(), Workflows.values().length);
            for (int i = 0; i < 10 && !person.seesTheEndOf(runs); i++) {
                liveToTheEnd(world, runs);
                person.answer();
            }
            judge(world, person, kills, runs);
        }
    }

    private static List<Effect> effects(int run) {
        return Workflows.of(run).effects(run);
    }

    private void judge(World world, Person person, int kills, int runs) {
        assertThat(person.runs())
                .hasSize(runs)
                .allSatisfy(run -> assertThat(run.state())
                        .as(() -> run.intent() + ": " + person.whatBecameOf(run.id()))
                        .isEqualTo(RunState.SUCCEEDED));
        Balance balance = Balance.of(world, IntStream.range(0, runs).boxed().flatMap(run -> effects(run).stream()));
        System.out.printf(
                "mail %s, kills %d, of them amid a run %d, runs %d, %s, asked %d%n",
                world.mail(), kills, cutShort, runs, balance.inWords(), person.asked());
        assertThat(cutShort).as("kills that hit a run").isGreaterThan(kills / 3);
        assertThat(balance.lost()).isEmpty();
        assertThat(balance.doubled()).isEmpty();
    }

    private void liveUntilKilled(World world, SplittableRandom random) throws IOException, InterruptedException {
        Process process = Children.start(Child.class, world, Integer.MAX_VALUE);
        try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
            assertThat(out.readLine()).as("a child begins to work").isEqualTo("ready");
            boolean aimed = random.nextBoolean();
            for (int entries = random.nextInt(MOST_ENTRIES); entries > 0; entries--) {
                assertThat(out.readLine()).as("it goes on until it is killed").isNotNull();
            }
            if (aimed) { // at what the journal calls begun, and nobody knows yet whether it happened
                String line = out.readLine();
                while (line != null && !line.endsWith("EffectStarted")) {
                    line = out.readLine();
                }
                LockSupport.parkNanos(
                        random.nextLong(Duration.ofMillis(MOST_MILLIS / 6).toNanos()));
                return;
            }
            LockSupport.parkNanos(random.nextLong(Duration.ofMillis(MOST_MILLIS).toNanos()));
            assertThat(process.isAlive()).as("it lives until it is killed").isTrue();
        } finally {
            process.destroyForcibly().waitFor();
        }
    }

    private void liveToTheEnd(World world, int runs) throws IOException, InterruptedException {
        Process process = Children.start(Child.class, world, runs);
        try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
            List<String> said = out.readAllLines();
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue()).as("%s", said).isZero();
        } finally {
            process.destroyForcibly().waitFor();
        }
    }
}
