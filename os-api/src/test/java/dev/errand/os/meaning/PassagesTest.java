package dev.errand.os.meaning;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class PassagesTest {
    @Test
    void aShortTextIsOnePassageUnderItsTitle() {
        assertThat(Passages.of("lease", " Rent:\n 1,480 a month ", 8)).containsExactly("lease. Rent: 1,480 a month");
    }

    @Test
    void aTextWithoutWordsHasNone() {
        assertThat(Passages.of("lease", "", 8)).isEmpty();
        assertThat(Passages.of("lease", " \n\t", 8)).isEmpty();
    }

    @Test
    void aLongTextIsCutIntoItsFirstPassages() {
        assertThat(Passages.of("t", "word ".repeat(250), 8)).hasSize(3).last().isEqualTo("t." + " word".repeat(50));
        assertThat(Passages.of("t", "word ".repeat(100), 8)).hasSize(1);
        List<String> most = Passages.of("t", "word ".repeat(5_000), 2);
        assertThat(most).hasSize(2).allMatch(each -> each.equals("t." + " word".repeat(100)));
    }
}
