package dev.errand.os.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CapturedOutputTest {
    private final CapturedOutput output = new CapturedOutput();

    @ParameterizedTest
    @ValueSource(
            ints = {0, 1, CapturedOutput.KEPT - 1, CapturedOutput.KEPT, CapturedOutput.KEPT + 1, 2 * CapturedOutput.KEPT
            })
    void whatFitsIsKeptAsItIs(int length) {
        String text = "abcdefg".repeat(length / 7 + 1).substring(0, length);

        write(text);

        assertThat(output.text()).isEqualTo(text);
        assertThat(output.isCut()).isFalse();
    }

    @Test
    void ofMoreBothEndsAreKeptAndTheGapIsNamed() {
        write("begin" + "x".repeat(5_000_000) + "end");

        assertThat(output.isCut()).isTrue();
        assertThat(output.text())
                .startsWith("beginx")
                .endsWith("xend")
                .contains("\n[4800008 bytes left out here]\n")
                .hasSizeLessThan(2 * CapturedOutput.KEPT + 100);
    }

    @Test
    void charactersAcrossTheMiddleStayWhole() {
        String text = "a" + "ü".repeat(CapturedOutput.KEPT / 2 + 10);

        write(text);

        assertThat(output.text()).isEqualTo(text);
    }

    private void write(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        output.write(bytes, 0, bytes.length);
    }
}
