package dev.errand.intents.voice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.errand.os.device.DeviceFailure;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// Sound as a microphone would give it, from a stream.
class ListeningTest {
    private static final int SECOND = Audio.RATE;

    private final ByteArrayOutputStream sound = new ByteArrayOutputStream();

    private ListeningTest then(short... samples) {
        byte[] wav = Audio.of(samples).wav();
        sound.write(wav, 44, wav.length - 44);
        return this;
    }

    private Optional<Audio> heard() {
        return Listening.to(() -> new ByteArrayInputStream(sound.toByteArray())).listen(() -> false);
    }

    /// A room: quiet, but not without any sound.
    private static short[] room(int samples, double loudness) {
        Random chance = new Random(3);
        short[] room = new short[samples];
        for (int i = 0; i < samples; i++) {
            room[i] = (short) Math.round(chance.nextGaussian() * loudness);
        }
        return room;
    }

    @Test
    void silenceIsNoUtteranceAndIsGivenUpAfterAWhile() {
        then(new short[20 * SECOND]).then(Speech.tone(SECOND, 9_000));

        assertThat(heard()).isEmpty();
    }

    @Test
    void noiseIsNoUtterance() {
        then(room(10 * SECOND, 300)).then(room(6 * SECOND, 500));

        assertThat(heard()).isEmpty();
    }

    @Test
    void aClickIsNoUtterance() {
        then(room(SECOND, 20)).then(Speech.tone(SECOND / 20, 20_000)).then(room(SECOND * 16, 20));

        assertThat(heard()).isEmpty();
    }

    @Test
    void speechEndsWithAPauseAndWhatComesLaterIsNotWaitedFor() {
        Audio said = Speech.said("add milk to my shopping list");
        then(room(2 * SECOND, 20)).then(said.samples()).then(room(10 * SECOND, 20));

        Audio heard = heard().orElseThrow();

        int end = 2 * SECOND + said.size();
        assertThat(heard.size()).isBetween(end, end + 3 * SECOND / 2);
    }

    @Test
    void speechInANoisyRoomIsHeardToItsEnd() {
        Audio said = Speech.said("set a timer for ten minutes please");
        short[] noisy = room(2 * SECOND + said.size() + 5 * SECOND, 150);
        short[] speech = said.samples();
        for (int i = 0; i < speech.length; i++) {
            noisy[2 * SECOND + i] += speech[i];
        }
        then(noisy);

        Audio heard = heard().orElseThrow();

        int end = 2 * SECOND + said.size();
        assertThat(heard.size()).isBetween(end - SECOND / 2, end + 2 * SECOND);
    }

    @Test
    void aShortPauseBetweenWordsIsNoEnd() {
        then(Speech.tone(SECOND, 9_000))
                .then(room(SECOND / 2, 20))
                .then(Speech.tone(SECOND, 9_000))
                .then(room(5 * SECOND, 20));

        assertThat(heard().orElseThrow().size()).isGreaterThan(5 * SECOND / 2);
    }

    @Test
    void aKeyEndsIt() {
        then(room(SECOND, 20)).then(Speech.tone(10 * SECOND, 9_000));
        int[] asked = {0};
        Listening listening = Listening.to(() -> new ByteArrayInputStream(sound.toByteArray()));

        Optional<Audio> heard = listening.listen(() -> ++asked[0] == 150);

        assertThat(heard.orElseThrow().duration()).hasSeconds(3);
    }

    @Test
    void whoeverGoesOnTalkingIsCutOff() {
        short[] talk = Speech.tone(50 * SECOND, 9_000);
        for (int i = 0; i < talk.length; i += SECOND) {
            Arrays.fill(talk, i, i + SECOND / 4, (short) 0);
        }
        then(talk);

        assertThat(heard().orElseThrow().duration()).isEqualTo(Duration.ofSeconds(45));
    }

    @Test
    void aMicrophoneThatIsPulledOutIsNamed() {
        InputStream broken = new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("gone");
            }
        };

        assertThatExceptionOfType(DeviceFailure.class)
                .isThrownBy(() -> Listening.to(() -> broken).listen(() -> false))
                .withMessageContaining("stopped giving sound");
    }

    @Test
    void withoutAMicrophoneItIsSaidHowToGoOn() {
        Microphone microphone = new Microphone();
        try (InputStream in = microphone.open()) {
            assertThat(in).isNotNull(); // this machine has one
        } catch (DeviceFailure e) {
            assertThat(e.getMessage() + e.remedy()).containsAnyOf("No microphone", "cannot be used");
            assertThat(e.remedy()).contains("errand voice FILE.wav");
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
