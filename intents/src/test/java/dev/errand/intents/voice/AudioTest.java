package dev.errand.intents.voice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.errand.os.device.DeviceFailure;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AudioTest {
    private static byte[] wav(int coding, int channels, int rate, int bits, byte[] samples) {
        ByteBuffer file = ByteBuffer.allocate(44 + samples.length).order(ByteOrder.LITTLE_ENDIAN);
        file.put("RIFF".getBytes(StandardCharsets.US_ASCII)).putInt(36 + samples.length);
        file.put("WAVEfmt ".getBytes(StandardCharsets.US_ASCII)).putInt(16);
        file.putShort((short) coding).putShort((short) channels).putInt(rate).putInt(rate * channels * bits / 8);
        file.putShort((short) (channels * bits / 8)).putShort((short) bits);
        file.put("data".getBytes(StandardCharsets.US_ASCII))
                .putInt(samples.length)
                .put(samples);
        return file.array();
    }

    private static void isRefused(byte[] file, String... because) {
        assertThatExceptionOfType(DeviceFailure.class)
                .isThrownBy(() -> Audio.ofWav(file))
                .satisfies(failure -> {
                    assertThat(failure.kind()).isEqualTo(DeviceFailure.Kind.INVALID);
                    assertThat(failure.getMessage()).contains(because);
                    assertThat(failure.remedy()).isNotBlank();
                });
    }

    @Test
    void whatIsWrittenIsRead() {
        Audio audio = Audio.of(Speech.tone(16_000, 9_000));

        assertThat(Audio.ofWav(audio.wav()).samples()).isEqualTo(audio.samples());
        assertThat(audio.duration()).hasSeconds(1);
    }

    @ParameterizedTest
    @CsvSource({"1,1,8000,8", "1,2,44100,16", "1,1,48000,24", "1,6,48000,32", "3,2,32000,32"})
    void otherKindsBecomeOneChannelOfTheUsualRate(int coding, int channels, int rate, int bits) {
        ByteBuffer second = ByteBuffer.allocate(rate * channels * bits / 8).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < rate; i++) {
            double wave = 0.5 * Math.sin(2 * Math.PI * 440 * i / rate);
            for (int channel = 0; channel < channels; channel++) {
                switch (bits) {
                    case 8 -> second.put((byte) Math.round(128 + wave * 127));
                    case 16 -> second.putShort((short) Math.round(wave * 32767));
                    case 24 -> {
                        int value = (int) Math.round(wave * 8_388_607);
                        second.put((byte) value).putShort((short) (value >> 8));
                    }
                    default -> {
                        if (coding == 3) {
                            second.putFloat((float) wave);
                        } else {
                            second.putInt((int) Math.round(wave * Integer.MAX_VALUE));
                        }
                    }
                }
            }
        }

        short[] read =
                Audio.ofWav(wav(coding, channels, rate, bits, second.array())).samples();

        assertThat(read).hasSize(16_000);
        for (int i = 1_000; i < 15_000; i++) {
            assertThat((double) read[i])
                    .as("sample " + i)
                    .isCloseTo(
                            0.5 * 32767 * Math.sin(2 * Math.PI * 440 * i / 16_000.0),
                            org.assertj.core.data.Offset.offset(400.0));
        }
    }

    @Test
    void whatTheLowerRateCannotHoldIsLeftOutInsteadOfSoundingWrong() {
        short[] high = new short[44_100];
        for (int i = 0; i < high.length; i++) {
            high[i] = (short) (16_000 * Math.sin(2 * Math.PI * 12_000 * i / 44_100.0));
        }
        ByteBuffer bytes = ByteBuffer.allocate(high.length * 2).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asShortBuffer().put(high);

        short[] read = Audio.ofWav(wav(1, 1, 44_100, 16, bytes.array())).samples();

        for (int i = 1_000; i < 15_000; i++) {
            assertThat(Math.abs(read[i])).as("sample " + i).isLessThan((short) 500);
        }
    }

    @Test
    void filesThatAreNoRecordingSayWhatIsWrongWithThem() {
        byte[] good = Audio.of(Speech.tone(800, 1_000)).wav();
        isRefused(new byte[0], "no WAV file");
        isRefused("ID3 this is an MP3 file, say".getBytes(StandardCharsets.UTF_8), "no WAV file");
        isRefused(Arrays.copyOf(good, 30), "ends in the middle of its header");
        isRefused(Arrays.copyOf(good, 44), "cut off");
        isRefused(Arrays.copyOf(good, 1_000), "cut off", "1,600", "956");
        isRefused(wav(1, 1, 16_000, 16, new byte[0]), "no samples");
        isRefused(wav(6, 1, 8_000, 8, new byte[100]), "coding 6, 8 bits");
        isRefused(wav(1, 1, 16_000, 12, new byte[100]), "12 bits");
        isRefused(wav(1, 0, 16_000, 16, new byte[100]), "0 channels");
        isRefused(wav(1, 1, 0, 16, new byte[100]), "0 samples a second");
        isRefused(wav(1, 1, -5, 16, new byte[100]), "-5 samples a second");
        isRefused(wav(1, 1, 8_000, 8, new byte[8_000 * 61]), "longer than 60 seconds");
        isRefused(new byte[Audio.MOST_BYTES + 1], "more than 10,485,760 bytes");
    }

    @Test
    void aFileFromAPipeDoesNotKnowItsSize() {
        byte[] file = Audio.of(Speech.tone(800, 1_000)).wav();
        ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN).putInt(40, -1);

        assertThat(Audio.ofWav(file).size()).isEqualTo(800);
    }

    @Test
    void filesOfChanceAreReadOrRefusedAndNothingElse() {
        Random chance = new Random(7);
        byte[] good = Audio.of(Speech.tone(400, 1_000)).wav();
        for (int i = 0; i < 3_000; i++) {
            byte[] file = Arrays.copyOf(good, chance.nextInt(good.length + 1));
            for (int j = 0; j < 4 && file.length > 0; j++) {
                file[chance.nextInt(Math.min(file.length, 48))] = (byte) chance.nextInt(256);
            }
            try {
                assertThat(Audio.ofWav(file).size()).isGreaterThanOrEqualTo(0);
            } catch (DeviceFailure e) {
                assertThat(e.kind()).isEqualTo(DeviceFailure.Kind.INVALID);
            }
        }
    }
}
