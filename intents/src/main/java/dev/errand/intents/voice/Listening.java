package dev.errand.intents.voice;

import dev.errand.os.device.DeviceFailure;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Duration;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/// Records one utterance: until the person says that it is over, or has stopped speaking, or the time is up.
///
/// @param source  where the sound comes from
/// @param patience how long nobody needs to begin to speak
/// @param longest how long an utterance may be; at most [Audio#LONGEST]
public record Listening(AudioSource source, Duration patience, Duration longest) {
    public Listening {
        if (longest.compareTo(Audio.LONGEST) > 0) {
            throw new IllegalArgumentException("An utterance has at most " + Audio.LONGEST.toSeconds() + " seconds.");
        }
    }

    /// For an intent.
    public static Listening to(AudioSource source) {
        return new Listening(source, Duration.ofSeconds(15), Duration.ofSeconds(45));
    }

    /// For an answer to a question.
    public static Listening forAnswer(AudioSource source) {
        return new Listening(source, Duration.ofSeconds(8), Duration.ofSeconds(20));
    }

    /// The recording; empty if nobody spoke.
    ///
    /// @param stopped whether the person ended it by a key; asked 50 times a second
    /// @throws DeviceFailure if there is no sound to be had
    public Optional<Audio> listen(BooleanSupplier stopped) {
        EndOfSpeech end = new EndOfSpeech();
        ByteArrayOutputStream heard = new ByteArrayOutputStream();
        int most = frames(longest);
        int waiting = frames(patience);
        try (InputStream in = source.open()) {
            byte[] bytes = new byte[EndOfSpeech.FRAME * 2];
            for (int frame = 0; frame < most && (end.begun() || frame < waiting); frame++) {
                boolean over = in.readNBytes(bytes, 0, bytes.length) < bytes.length;
                if (over) {
                    break;
                }
                heard.write(bytes, 0, bytes.length);
                if (end.ended(samples(bytes)) || stopped.getAsBoolean()) {
                    break;
                }
            }
        } catch (IOException e) {
            throw DeviceFailure.failed(
                    "The microphone stopped giving sound.", "Check that it is still connected, and say it again.");
        }
        return end.begun() ? Optional.of(Audio.ofPcm(heard.toByteArray())) : Optional.empty();
    }

    private static int frames(Duration time) {
        return (int) (time.toMillis() * Audio.RATE / 1000 / EndOfSpeech.FRAME);
    }

    private static short[] samples(byte[] bytes) {
        short[] samples = new short[bytes.length / 2];
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asShortBuffer().get(samples);
        return samples;
    }
}
