package dev.errand.os.sample;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// Plays notes into a WAV file: 8 bit, mono, 8 kHz. The text is a line with length in seconds and beats a minute, then
/// notes with their beats, `F#4:.5`, `-` being a rest; they are repeated until the time is over.
final class Melody {
    private static final int RATE = 8000;
    private static final int WAVE_LENGTH = 2048;
    private static final String SEMITONES = "C D EF G A B";
    private static final float[] WAVE = wave();

    private Melody() {}

    static byte[] of(String text) {
        String[] lines = text.strip().split("\n", 2);
        String[] measures = lines[0].split(" ");
        int samples = Integer.parseInt(measures[0]) * RATE;
        double beat = 60.0 * RATE / Integer.parseInt(measures[1]);
        byte[] sound = new byte[samples];
        List<String> notes = List.of(lines[1].strip().split("\\s+"));
        double at = 0;
        for (int i = 0; at < samples; i = (i + 1) % notes.size()) {
            String[] note = notes.get(i).split(":");
            double length = Double.parseDouble(note[1]) * beat;
            play(frequency(note[0]), (int) at, (int) Math.min(samples, at + length), sound);
            at += length;
        }
        return wav(sound);
    }

    /// A sine and two softer overtones. Computed strictly, so that the bytes are the same on every machine.
    private static float[] wave() {
        float[] wave = new float[WAVE_LENGTH];
        for (int i = 0; i < WAVE_LENGTH; i++) {
            double angle = 2 * Math.PI * i / WAVE_LENGTH;
            wave[i] = (float)
                    (StrictMath.sin(angle) * 0.7 + StrictMath.sin(2 * angle) * 0.2 + StrictMath.sin(3 * angle) * 0.1);
        }
        return wave;
    }

    private static double frequency(String note) {
        if (note.equals("-")) {
            return 0;
        }
        int octave = note.charAt(note.length() - 1) - '0';
        int semitone = SEMITONES.indexOf(note.charAt(0)) + (note.indexOf('#') > 0 ? 1 : 0);
        return 440 * StrictMath.pow(2, octave - 4 + (semitone - SEMITONES.indexOf('A')) / 12.0);
    }

    private static void play(double frequency, int from, int to, byte[] sound) {
        double step = frequency * WAVE_LENGTH / RATE;
        double phase = 0;
        for (int i = from; i < to; i++) {
            float attack = Math.min(1f, (i - from) / 120f);
            float decay = (to - i) / (float) (to - from);
            // Unsigned bytes: silence is 128.
            sound[i] =
                    (byte) (128 + (int) (90 * attack * decay * (step == 0 ? 0 : WAVE[(int) phase & WAVE_LENGTH - 1])));
            phase += step;
        }
    }

    private static byte[] wav(byte[] sound) {
        return ByteBuffer.allocate(44 + sound.length)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put(ascii("RIFF"))
                .putInt(36 + sound.length)
                .put(ascii("WAVEfmt "))
                .putInt(16)
                .putShort((short) 1)
                .putShort((short) 1)
                .putInt(RATE)
                .putInt(RATE)
                .putShort((short) 1)
                .putShort((short) 8)
                .put(ascii("data"))
                .putInt(sound.length)
                .put(sound)
                .array();
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
