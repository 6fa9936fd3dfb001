package dev.errand.sandbox.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.errand.sandbox.Answer;
import dev.errand.sandbox.Confinement;
import dev.errand.sandbox.Language;
import dev.errand.sandbox.Limits;
import dev.errand.sandbox.Program;
import dev.errand.sandbox.Sandbox;
import dev.errand.sandbox.SandboxContract;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class ProcessSandboxTest extends SandboxContract {
    private static final ProcessSandbox SHARED = new ProcessSandbox(WorkerSettings.here());

    @Override
    protected Sandbox sandbox() {
        return SHARED;
    }

    @AfterAll
    static void close() {
        SHARED.close();
    }

    @Test
    void itSaysWhatHolds() {
        Confinement confinement = SHARED.confinement();
        assertThat(confinement.walls()).contains("a process of their own");
        assertThat(confinement.walls().size() + confinement.missing().size()).isEqualTo(3);
    }

    /// Their data are read only when they are asked for, which is after the worker has given up opening files.
    @Test
    void formatsOfAllCountriesAreThere() {
        assertThat(run("return (1234.5).toLocaleString('de-DE') + ' ' + (1234.5).toLocaleString('hi-IN');"))
                .isEqualTo(completed("\"1.234,5 1,234.5\""));
        assertThat(run("return new Date(0).toLocaleDateString('fr-FR', {month: 'long', timeZone: 'Asia/Tokyo'});"))
                .isEqualTo(completed("\"janvier\""));
    }

    @Test
    void workersThatCompileThoroughlyDoTheSame() {
        WorkerSettings settings = WorkerSettings.here().withCompiler(WorkerSettings.Compiler.THOROUGH);
        try (ProcessSandbox thorough = new ProcessSandbox(settings)) {
            Program sum = new Program(
                    Language.JAVASCRIPT,
                    "let sum = 0; for (let i = 0; i < 50000; i++) sum = (sum * 31 + i) % 1000003; return sum;",
                    OPERATIONS,
                    MORNING);
            assertThat(thorough.execute(sum, LIMITS, host)).isEqualTo(SHARED.execute(sum, LIMITS, host));
        }
    }

    @Test
    void aWorkerOutlivesTheThreadThatNeededItFirst() throws InterruptedException {
        try (ProcessSandbox alone =
                new ProcessSandbox(WorkerSettings.here().withSpares(1).withMost(1))) {
            Program one = new Program(Language.JAVASCRIPT, "return 1", OPERATIONS, MORNING);
            Thread first = Thread.ofPlatform().start(() -> alone.execute(one, LIMITS, host));
            first.join();
            ProcessHandle worker = alone.processes().getLast();
            assertThatThrownBy(() -> worker.onExit().get(500, TimeUnit.MILLISECONDS))
                    .isInstanceOf(TimeoutException.class);
        }
    }

    /// A stop at the very end of the stack leaves the engine in the middle of its own work.
    @Test
    void aWorkerWhoseEngineGaveUpIsNotUsedAgain() {
        try (ProcessSandbox alone =
                new ProcessSandbox(WorkerSettings.here().withSpares(1).withMost(1))) {
            Limits small = limits(1_000_000, Duration.ofSeconds(2), 128L << 20, 100_000, 50, 512L << 10);
            String deep = "const f = () => { try { return f(); } catch (e) { user.ask('deep'); throw e; } };\nf();";
            for (int i = 0; i < 3; i++) {
                host.on("user.ask", _ -> new Answer.Stop());
                alone.execute(new Program(Language.JAVASCRIPT, deep, OPERATIONS, MORNING), small, host);
                assertThat(alone.execute(
                                new Program(Language.JAVASCRIPT, "return 1", OPERATIONS, MORNING), LIMITS, host))
                        .isEqualTo(completed("1"));
            }
        }
    }
}
