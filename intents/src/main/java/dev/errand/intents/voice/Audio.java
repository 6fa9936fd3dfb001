package dev.errand.intents.voice;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/// A recording: 16-bit samples of one channel, [#RATE] a second. At most [#LONGEST] long. Immutable.
public final class Audio {
    /// Samples a second.
    public static final int RATE = 16_000;

    /// Longer than anybody speaks in one breath; what is longer is a dictation and no intent.
    public static final Duration LONGEST = Duration.ofSeconds(60);

    /// The most bytes that a file with a recording may have.
    public static final int MOST_BYTES = 10 * 1024 * 1024;

    private static final int HEADER = 44;
    private final short[] samples;

    private Audio(short[] samples) {
        this.samples = samples;
    }

    /// @throws dev.errand.os.device.DeviceFailure (invalid) if it is longer than [#LONGEST]
    public static Audio of(short[] samples) {
        if (samples.length > RATE * LONGEST.toSeconds()) {
            throw WavFile.tooLong();
        }
        return new Audio(samples.clone());
    }

    /// Reads a WAV file of uncompressed samples, of any usual width, rate and number of channels.
    ///
    /// @throws dev.errand.os.device.DeviceFailure (invalid) that says what is wrong with it
    public static Audio ofWav(byte[] file) {
        return of(WavFile.read(file));
    }

    /// Little-endian samples as a microphone gives them; an odd last byte is left out.
    ///
    /// @throws dev.errand.os.device.DeviceFailure (invalid) if it is longer than [#LONGEST]
    public static Audio ofPcm(byte[] bytes) {
        short[] samples = new short[bytes.length / 2];
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asShortBuffer().get(samples);
        return of(samples);
    }

    public int size() {
        return samples.length;
    }

    public short[] samples() {
        return samples.clone();
    }

    public Duration duration() {
        return Duration.ofMillis(samples.length * 1000L / RATE);
    }

    /// As a WAV file.
    public byte[] wav() {
        int bytes = samples.length * 2;
        ByteBuffer file = ByteBuffer.allocate(HEADER + bytes).order(ByteOrder.LITTLE_ENDIAN);
        file.put("RIFF".getBytes(StandardCharsets.US_ASCII)).putInt(HEADER - 8 + bytes);
        file.put("WAVEfmt ".getBytes(StandardCharsets.US_ASCII)).putInt(16);
        file.putShort((short) 1).putShort((short) 1).putInt(RATE).putInt(RATE * 2);
        file.putShort((short) 2).putShort((short) 16);
        file.put("data".getBytes(StandardCharsets.US_ASCII)).putInt(bytes);
        for (short sample : samples) {
            file.putShort(sample);
        }
        return file.array();
    }

    @Override
    public String toString() {
        return "Audio[%d ms]".formatted(duration().toMillis());
    }
}
