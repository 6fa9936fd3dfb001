package dev.errand.os.program;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.errand.os.Scripts;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProgramTest {
    private static final Duration LONG = Duration.ofSeconds(20);

    @TempDir
    Path programs;

    private Program program(String body) {
        return new Program(Scripts.in(programs, "tool", body));
    }

    @Test
    void whatItReadsAndIsGivenComesBack() {
        assertThat(program("echo \"$1\"; cat").run(List.of("a b"), "ü\n", LONG)).isEqualTo("a b\nü\n");
    }

    @Test
    void oneThatDoesNotEndIsEnded() {
        long start = System.nanoTime();

        assertThatThrownBy(() -> program("sleep 100 & sleep 100").run(List.of(), "", Duration.ofMillis(300)))
                .hasMessageContaining("did not end within");
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(15));
    }

    @Test
    void oneThatReadsNothingIsFedNothing() {
        assertThat(program("exit 0").end(List.of(), "x".repeat(1_000_000), LONG).status())
                .isZero();
    }
}
