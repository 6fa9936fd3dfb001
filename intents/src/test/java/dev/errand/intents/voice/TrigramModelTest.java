package dev.errand.intents.voice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TrigramModelTest {
    private final TrigramModel model =
            TrigramModel.of(List.of("set a timer", "set an alarm", "set a timer for ten minutes", "cancel the timer"));

    @Test
    void theSuccessorsOfAnyContextAddUpToOne() {
        List<String> words = new ArrayList<>(model.words());
        words.add("</s>");
        for (String context : List.of("", "set", "set a", "the timer", "never heard", "a timer")) {
            assertThat(words.stream()
                            .mapToDouble(word -> model.probability(context, word))
                            .sum())
                    .as(context)
                    .isCloseTo(1, within(1e-9));
        }
    }

    @Test
    void whatWasSaidIsLikelierThanWhatWasNot() {
        assertThat(model.probability("set a", "timer")).isGreaterThan(model.probability("set a", "alarm"));
        assertThat(model.probability("set a", "alarm")).isPositive();
    }

    @Test
    void theFileCountsItsLines() {
        String arpa = model.arpa();

        assertThat(arpa)
                .startsWith("\\data\\\nngram 1=12\n")
                .endsWith("\\end\\\n")
                .contains("-99.0000 <s> ");
        long trigrams = arpa.substring(arpa.indexOf("\\3-grams:"))
                .lines()
                .filter(line -> line.matches("-\\d.*"))
                .count();
        assertThat(arpa).contains("ngram 3=" + trigrams + "\n");
    }

    @Test
    void aModelOfNothingIsRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> TrigramModel.of(List.of("", " ")));
    }
}
