package dev.errand.intents.voice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.errand.os.device.DeviceFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PocketSphinxTest {
    private static final PocketSphinx SPHINX = new PocketSphinx(PocketSphinx.USUAL_MODEL, PocketSphinx.USUAL_MARGIN);
    private static final Hints HINTS = new Hints(
            List.of("Priya Raman"),
            List.of(
                    "set a timer for ten minutes",
                    "set an alarm for seven",
                    "add milk to my shopping list",
                    "what time is it",
                    "call priya raman",
                    "send a message to priya raman"));

    @TempDir
    Path temporary;

    @BeforeEach
    void installed() {
        Speech.assumePocketSphinx();
    }

    @AfterAll
    static void close() {
        SPHINX.close();
    }

    @Test
    void aSentenceOfTheDeviceIsKnownForOne() {
        Transcript heard = SPHINX.transcribe(Speech.said("set a timer for ten minutes"), HINTS);

        assertThat(heard.text()).isEqualTo("set a timer for ten minutes");
        assertThat(heard.inGrammar()).isTrue();
        assertThat(heard.engine()).isEqualTo("pocketsphinx");
    }

    @Test
    void otherWordsAreNotMadeASentenceOfTheDevice() {
        Transcript heard = SPHINX.transcribe(Speech.said("rms", "the weather was very nice last summer"), HINTS);

        assertThat(heard.inGrammar()).isFalse();
        assertThat(heard.text()).contains("weather", "last summer");
    }

    @Test
    void namesThatNoDictionaryHasAreHeardInSentencesThatHaveThem() {
        Transcript heard = SPHINX.transcribe(Speech.said("send a message to priya raman"), HINTS);

        assertThat(heard.text()).isEqualTo("send a message to priya raman");
    }

    @Test
    void sentencesMayChangeFromRecordingToRecording() {
        Audio timer = Speech.said("set a timer for ten minutes");
        Hints others = new Hints(List.of(), List.of("turn on the kitchen light", "turn off the kitchen light"));

        assertThat(SPHINX.transcribe(timer, others).inGrammar()).isFalse();
        assertThat(SPHINX.transcribe(timer, HINTS).inGrammar()).isTrue();
        assertThat(SPHINX.transcribe(timer, Hints.NONE).inGrammar()).isFalse();
    }

    @Test
    void soundWithoutWordsDoesNoHarm() {
        Random chance = new Random(5);
        short[] loud = new short[Audio.RATE];
        for (int i = 0; i < loud.length; i++) {
            loud[i] = (short) chance.nextInt(Short.MIN_VALUE, Short.MAX_VALUE);
        }
        for (short[] sound :
                List.of(new short[0], new short[1], new short[5 * Audio.RATE], Speech.tone(Audio.RATE, 30_000), loud)) {
            assertThat(SPHINX.transcribe(Audio.of(sound), HINTS).inGrammar()).isFalse();
        }
    }

    @Test
    void sentencesThatCannotBeSpokenDoNoHarm() {
        Hints odd = new Hints(
                List.of(),
                List.of("", "42", "日本語", "a\0b", "<s> </s>", "\\end\\", "привет", "set a timer", "x".repeat(5_000)));

        assertThat(SPHINX.transcribe(Speech.said("set a timer"), odd).text()).isEqualTo("set a timer");
    }

    @Test
    void aModelThatIsNotThereIsToldAndEndsNothing() throws IOException {
        PocketSphinx none = new PocketSphinx(temporary, 300);
        assertThatExceptionOfType(DeviceFailure.class)
                .isThrownBy(() -> none.transcribe(Audio.of(new short[8_000]), HINTS))
                .satisfies(failure -> {
                    assertThat(failure.kind()).isEqualTo(DeviceFailure.Kind.NOT_CONFIGURED);
                    assertThat(failure.remedy()).contains("pocketsphinx-en-us", "voice.url");
                });

        Files.createDirectories(temporary.resolve("en-us"));
        assertThatExceptionOfType(DeviceFailure.class).isThrownBy(none::health);
    }

    @Test
    void manyThreadsTakeTurns() throws Exception {
        Audio milk = Speech.said("add milk to my shopping list");
        List<Thread> threads = java.util.stream.IntStream.range(0, 4)
                .mapToObj(_ -> Thread.ofVirtual().unstarted(() -> SPHINX.transcribe(milk, HINTS)))
                .toList();
        threads.forEach(Thread::start);
        for (Thread thread : threads) {
            thread.join();
        }
        assertThat(SPHINX.transcribe(milk, HINTS).text()).isEqualTo("add milk to my shopping list");
    }
}
