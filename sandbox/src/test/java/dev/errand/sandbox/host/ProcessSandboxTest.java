package dev.errand.sandbox.host;

import static org.assertj.core.api.Assertions.assertThat;

import dev.errand.sandbox.Confinement;
import dev.errand.sandbox.Language;
import dev.errand.sandbox.Program;
import dev.errand.sandbox.Sandbox;
import dev.errand.sandbox.SandboxContract;
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
}
