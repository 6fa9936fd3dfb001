package dev.errand.sandbox.host;

import static org.assertj.core.api.Assertions.assertThat;

import dev.errand.sandbox.Confinement;
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
        assertThat(confinement.walls()).isNotEmpty();
        System.out.println(confinement);
    }
}
