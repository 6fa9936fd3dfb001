package dev.errand.evaluation.voice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.errand.intents.voice.Audio;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class BenchVoiceTest {
    private static Audio tone() {
        short[] tone = new short[2 * Audio.RATE];
        for (int i = 0; i < tone.length; i++) {
            tone[i] = (short) (8_000 * Math.sin(i * 0.1));
        }
        return Audio.of(tone);
    }

    @Test
    void noiseIsAsLoudAsItIsToBeAndTheSameForTheSameSeed() {
        short[] clean = tone().samples();
        short[] noisy = Noise.over(tone(), 10, 4).samples();
        double speech = 0;
        double noise = 0;
        for (int i = 0; i < clean.length; i++) {
            speech += (double) clean[i] * clean[i];
            noise += Math.pow(noisy[i] - clean[i], 2);
        }

        assertThat(10 * Math.log10(speech / noise)).isCloseTo(10, within(0.1));
        assertThat(Noise.over(tone(), 10, 4).samples()).isEqualTo(noisy);
        assertThat(Noise.over(tone(), 10, 5).samples()).isNotEqualTo(noisy);
    }

    @Test
    void wordsThatWereChangedLeftOutAndPutInAreErrors() {
        assertThat(WordErrors.between("set a timer for ten minutes", "Set a timer, for ten minutes!"))
                .isEqualTo(new WordErrors(0, 6));
        assertThat(WordErrors.between("set a timer", "set the timer now")).isEqualTo(new WordErrors(2, 3));
        assertThat(WordErrors.between("set a timer", "")).isEqualTo(new WordErrors(3, 3));
        assertThat(new WordErrors(1, 3).and(new WordErrors(0, 1)).percent()).isEqualTo(25);
    }

    @Test
    void thirtySentencesAndThirtyParaphrasesAreSaid() throws Exception {
        List<Saying> sayings = Saying.shipped();
        Set<String> words = new HashSet<>();
        sayings.forEach(each -> words.add(each.words()));

        assertThat(sayings.stream().filter(each -> each.set().equals("grammar")))
                .hasSize(30);
        assertThat(sayings.stream().filter(each -> each.set().equals("paraphrase")))
                .hasSize(30);
        assertThat(words).hasSize(60).allMatch(each -> each.matches("[a-z' ]+"));
    }
}
