package dev.errand.evaluation.understanding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class UnderstandingTest {
    /// Real utterances of public sources, where they are at hand.
    private static final Path PUBLIC = Path.of("../../shared/data/intents-dev.jsonl");

    @TempDir
    Path folder;

    @Test
    void everydayWishesBecomeTheRightOperation() throws IOException {
        Understanding all = Understanding.of(Said.shipped());

        assertThat(all.right().percent()).as(all::misses).isGreaterThan(90);
        assertThat(all.declinedAsOutOfScope().percent()).as(all::misses).isGreaterThan(90);
        assertThat(all.wrong().percent()).as(all::misses).isLessThan(4);
    }

    @Test
    void utterancesOfPublicSourcesDo() throws IOException {
        assumeTrue(Files.isRegularFile(PUBLIC), PUBLIC + " is not there");
        Understanding all = Understanding.of(Said.read(PUBLIC));
        System.out.print(all.text());

        assertThat(all.right().percent()).isGreaterThan(75);
        assertThat(all.declinedAsOutOfScope().percent()).isGreaterThan(90);
        assertThat(all.wrong().percent()).isLessThan(4);
    }

    @Test
    void aShareHasTheIntervalOfWilson() {
        Share share = new Share(26, 30);

        assertThat(share.percent()).isCloseTo(86.7, within(0.05));
        assertThat(share.low()).isCloseTo(70.3, within(0.05));
        assertThat(share.high()).isCloseTo(94.7, within(0.05));
        assertThat(new Share(0, 0).inWords()).contains("0 of 0, 0.0 to 100.0");
        assertThat(new Share(5, 5).high()).isEqualTo(100);
    }

    @Test
    void aLineThatCannotBeReadIsNamed() throws IOException {
        Path file = Files.writeString(folder.resolve("said.jsonl"), """
                {"id": "1", "utterance": "stop the music", "action": "media.stop", "oos": false}
                {"id": "2", "utterance": "stop the music"}
                """);
        assertThatThrownBy(() -> Said.read(file))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("said.jsonl, line 2")
                .hasMessageContaining("action");
        Files.writeString(file, "no JSON\n");
        assertThatThrownBy(() -> Said.read(file)).hasMessageContaining("line 1 is not JSON");
        Said unknown = new Said("3", "sing", "voice.sing");
        assertThatThrownBy(() -> Understanding.of(List.of(unknown)))
                .hasMessageContaining("voice.sing")
                .hasMessageContaining("actions.txt");
    }

    @Test
    void everyThirdLineIsHeldOut() {
        List<Said> all = List.of(new Said("1", "a", ""), new Said("2", "b", ""), new Said("3", "c", ""));

        assertThat(BenchUnderstanding.part(BenchUnderstanding.Part.HELD_OUT, all))
                .containsExactly(all.get(2));
        assertThat(BenchUnderstanding.part(BenchUnderstanding.Part.TUNED, all)).hasSize(2);
    }
}
