package dev.errand.sandbox.host;

import static org.assertj.core.api.Assertions.assertThat;

import dev.errand.sandbox.Language;
import dev.errand.sandbox.Program;
import dev.errand.sandbox.Sandbox;
import dev.errand.sandbox.SandboxContract;
import org.junit.jupiter.api.Test;

class InProcessSandboxTest extends SandboxContract {
    private static final Sandbox SHARED = new InProcessSandbox();

    @Override
    protected Sandbox sandbox() {
        return SHARED;
    }

    @Test
    void itIsReadyAfterAWarmUpAndWithoutOne() {
        try (InProcessSandbox sandbox = new InProcessSandbox()) {
            sandbox.warmUp();
            Program program = new Program(Language.JAVASCRIPT, "return user.ask('x')", OPERATIONS, MORNING);
            assertThat(sandbox.execute(program, LIMITS, host.on("user.ask", "5")))
                    .isEqualTo(completed("5"));
        }
    }
}
