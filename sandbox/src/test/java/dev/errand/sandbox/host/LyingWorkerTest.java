package dev.errand.sandbox.host;

import static org.assertj.core.api.Assertions.assertThat;

import dev.errand.sandbox.Calls;
import dev.errand.sandbox.Environment;
import dev.errand.sandbox.Language;
import dev.errand.sandbox.Limits;
import dev.errand.sandbox.Outcome;
import dev.errand.sandbox.Program;
import dev.errand.sandbox.RecordingCalls;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Every [Lie] ends in its limit, in time; no liar outlives its lie; and neither a run beside it nor the next one on
/// the same sandbox is any the worse.
class LyingWorkerTest {
    private static final Limits STRICT = new Limits(
            10_000_000, Duration.ofSeconds(1), Duration.ofSeconds(1), 512L << 20, 100_000, 50_000, 5, 100, 4L << 20);

    /// More than a process needs for its start, its second, and what it has to report in.
    private static final Duration IN_TIME = Duration.ofSeconds(20);

    private static final WorkerSettings SETTINGS = WorkerSettings.here().withoutBubblewrap();
    private static final AtomicReference<@Nullable Lie> NEXT = new AtomicReference<>();

    /// Has one honest worker, which is at work whenever there is a lie to be told.
    private static final ProcessSandbox SHARED = new ProcessSandbox(SETTINGS, LyingWorkerTest::onlyLiars);

    private static boolean hasHonestWorker;

    private final RecordingCalls host = new RecordingCalls()
            .on("notes.list", "[{\"title\":\"a\",\"body\":\"secret\"}]", "/0/body")
            .on("notes.all", "\"" + "x".repeat(1 << 20) + "\"");

    private static List<String> onlyLiars(WorkerSettings settings) {
        Lie lie = NEXT.getAndSet(null);
        if (lie != null) {
            return liar(lie);
        }
        if (hasHonestWorker) {
            throw new IllegalStateException("no other worker is needed here");
        }
        hasHonestWorker = true;
        return WorkerCommand.of(settings);
    }

    private static List<String> liar(Lie lie) {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        String classPath = System.getProperty("java.class.path");
        String main = LyingWorker.class.getName();
        return List.of(
                java, "-Xmx64m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-cp", classPath, main, lie.name());
    }

    @BeforeAll
    static void oneWorkerIsHonest() {
        assertHonestRunSucceeds(SHARED, () -> {});
    }

    @AfterAll
    static void close() {
        SHARED.close();
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "TALKS_ON")
    void noLieIsBelieved(Lie lie) throws Exception {
        assertHonestRunSucceeds(SHARED, () -> assertEndsInItsLimit(lie));
        assertThat(host.opened).hasSizeLessThanOrEqualTo(1);
        assertThat(host.calls)
                .hasSizeLessThanOrEqualTo(5)
                .noneMatch(call -> call.operation().equals("mail.send"));
        assertNoLiarIsLeft();
        assertHonestRunSucceeds(SHARED, () -> {});
    }

    private void assertEndsInItsLimit(Lie lie) {
        NEXT.set(lie);
        long from = System.nanoTime();
        String code = lie == Lie.READS_NO_PROGRAM ? "/*" + "x".repeat(1 << 20) + "*/" : "1";
        Outcome outcome = execute(SHARED, code, STRICT, host);
        assertThat(Duration.ofNanos(System.nanoTime() - from)).isLessThan(IN_TIME);
        assertThat(NEXT).as("the lie was told").hasValue(null);
        assertThat(outcome).isInstanceOfSatisfying(Outcome.LimitReached.class, reached -> {
            assertThat(reached.limit()).isEqualTo(lie.limit);
            assertThat(reached.message())
                    .startsWith("Limit of " + lie.limit.label())
                    .contains(lie.words);
        });
    }

    @Test
    void whatAWorkerSaysAfterTheEndIsNotTheResultOfTheNextRun() throws Exception {
        AtomicReference<@Nullable Lie> first = new AtomicReference<>(Lie.TALKS_ON);
        try (ProcessSandbox sandbox = new ProcessSandbox(SETTINGS, settings -> {
            Lie lie = first.getAndSet(null);
            return lie == null ? WorkerCommand.of(settings) : liar(lie);
        })) {
            assertThat(execute(sandbox, "1", STRICT, host)).isInstanceOf(Outcome.Completed.class);
            assertHonestRunSucceeds(sandbox, () -> {});
        }
        assertNoLiarIsLeft();
    }

    private static Outcome execute(ProcessSandbox sandbox, String code, Limits limits, Calls calls) {
        Environment morning = new Environment(Instant.parse("2026-03-01T09:00:00Z"), 1, ZoneOffset.UTC);
        List<String> operations = List.of("notes.list", "notes.all", "lies.tell");
        return sandbox.execute(new Program(Language.JAVASCRIPT, code, operations, morning), limits, calls);
    }

    private static void assertHonestRunSucceeds(ProcessSandbox sandbox, Runnable meanwhile) {
        RecordingCalls host = new RecordingCalls();
        host.on("notes.list", "[{\"title\":\"a\"}]").on("lies.tell", _ -> {
            meanwhile.run();
            return host.value("1");
        });
        String code = "const [note] = await notes.list(); return note.title + await lies.tell()";
        assertThat(execute(sandbox, code, Limits.STANDARD, host))
                .isInstanceOfSatisfying(
                        Outcome.Completed.class,
                        completed -> assertThat(completed.result()).isEqualTo(RecordingCalls.json("\"a1\"")));
    }

    private static void assertNoLiarIsLeft() throws Exception {
        List<ProcessHandle> honest = SHARED.processes();
        List<ProcessHandle> liars = ProcessHandle.current()
                .children()
                .filter(process -> !honest.contains(process))
                .toList();
        for (ProcessHandle liar : liars) {
            liar.onExit().get(5, TimeUnit.SECONDS);
        }
    }
}
