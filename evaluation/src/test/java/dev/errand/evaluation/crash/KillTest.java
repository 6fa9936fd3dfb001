package dev.errand.evaluation.crash;

import static org.assertj.core.api.Assertions.assertThat;

import dev.errand.runtime.Errand;
import dev.errand.runtime.engine.Engine;
import dev.errand.runtime.home.Home;
import dev.errand.runtime.journal.Journal;
import dev.errand.runtime.journal.RunId;
import dev.errand.runtime.journal.RunState;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Real processes that are killed at random instants (SIGKILL), and others that go on: nothing lost, nothing done
/// twice. A person is asked only about what cannot be known, and looks before they answer.
///
/// `-Derrand.kills=1000 -Derrand.seed=7` for a campaign.
final class KillTest {
    private static final int KILLS = Integer.getInteger("errand.kills", 40);
    private static final long SEED = Long.getLong("errand.seed", 1);
    /// A life is measured in journal entries, then by the clock, so that it means the same on a slow machine.
    private static final int MOST_ENTRIES = 40;

    private static final int MOST_MILLIS = 30;
    private static final Pattern TOKEN = Pattern.compile("q(\\d+)[a-z]");
    private static final Map<String, String> ENVIRONMENT = Map.of("MAIL_PASSWORD", World.PASSWORD);

    @TempDir
    Path folder;

    private int asked;
    private int cutShort;

    @ParameterizedTest
    @EnumSource(World.Mail.class)
    void nothingIsLostOrDoneTwiceWhereverAProcessIsKilled(World.Mail mail) throws IOException, InterruptedException {
        SplittableRandom random = new SplittableRandom(SEED);
        int kills = KILLS / World.Mail.values().length;
        try (World world = new World(folder.resolve("home"), mail)) {
            for (int i = 0; i < kills; i++) {
                liveUntilKilled(world, random);
                cutShort += (int) runs(world).stream()
                        .filter(run -> run.state().isActive())
                        .count();
                answer(world);
            }
            int runs = Math.max(runs(world).size(), Workflows.values().length);
            for (int i = 0; i < 10 && !haveEnded(world, runs); i++) {
                liveToTheEnd(world, runs);
                answer(world);
            }
            judge(world, kills, runs);
        }
    }

    private void judge(World world, int kills, int runs) {
        assertThat(runs(world))
                .hasSize(runs)
                .allSatisfy(run -> assertThat(run.state()).as(run.intent()).isEqualTo(RunState.SUCCEEDED));
        List<Effect> effects = IntStream.range(0, runs)
                .boxed()
                .flatMap(run -> Workflows.of(run).effects(run).stream())
                .toList();
        List<Effect> lost =
                effects.stream().filter(each -> world.count(each) == 0).toList();
        List<Effect> doubled =
                effects.stream().filter(each -> world.count(each) > 1).toList();
        System.out.printf(
                "kills %d, of them amid a run %d, runs %d, effects %d, lost %d, doubled %d, asked %d,"
                        + " posts repeated to a server that knows %d%n",
                kills, cutShort, runs, effects.size(), lost.size(), doubled.size(), asked, repeated(world, effects));
        assertThat(cutShort).as("kills that hit a run").isGreaterThan(kills / 3);
        assertThat(lost).isEmpty();
        assertThat(doubled).isEmpty();
    }

    private static long repeated(World world, List<Effect> effects) {
        return world.rawPosts()
                - effects.stream()
                        .filter(each -> each.where() == Effect.Where.POSTED)
                        .count();
    }

    private void liveUntilKilled(World world, SplittableRandom random) throws IOException, InterruptedException {
        Process process = child(world, Integer.MAX_VALUE);
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
        Process process = child(world, runs);
        try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
            List<String> said = out.readAllLines();
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue()).as("%s", said).isZero();
        } finally {
            process.destroyForcibly().waitFor();
        }
    }

    private static Process child(World world, int runs) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-Dpolyglot.engine.WarnInterpreterOnly=false",
                "-cp",
                System.getProperty("java.class.path"),
                Child.class.getName(),
                world.home().toString(),
                "" + runs);
        builder.environment().putAll(ENVIRONMENT);
        return builder.redirectError(ProcessBuilder.Redirect.INHERIT).start();
    }

    private static List<Journal.Summary> runs(World world) {
        try (Errand errand = Errand.look(Home.in(world.home()), ENVIRONMENT)) {
            return errand.engine().runs();
        }
    }

    private static boolean haveEnded(World world, int runs) {
        List<Journal.Summary> all = runs(world);
        return all.size() == runs && all.stream().allMatch(run -> run.state().isTerminal());
    }

    /// The person looks what really happened.
    private void answer(World world) {
        try (Errand errand = Errand.look(Home.in(world.home()), ENVIRONMENT)) {
            Engine engine = errand.engine();
            errand.owning(() -> {
                engine.runs().stream()
                        .filter(run -> run.state() == RunState.AWAITING_ANSWER)
                        .forEach(run -> answer(world, engine, run.id()));
                return "";
            });
        }
    }

    private void answer(World world, Engine engine, RunId run) {
        String question = engine.run(run).question().orElseThrow().question();
        Matcher token = TOKEN.matcher(question);
        assertThat(token.find()).as(question).isTrue();
        int number = Integer.parseInt(token.group(1));
        Effect effect = new Effect(Effect.Where.SENT, token.group());
        assertThat(Workflows.of(number).effects(number))
                .as("asked only about letters: %s", question)
                .contains(effect);
        engine.answer(run, world.count(effect) > 0 ? "It happened" : "It did not happen", "terminal");
        asked++;
    }
}
