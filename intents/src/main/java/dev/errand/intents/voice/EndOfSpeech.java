package dev.errand.intents.voice;

/// Finds out from the energy of the sound when somebody has begun to speak and has stopped. Fed with one [#FRAME]
/// after another; for one recording and one thread.
///
/// What counts as speech lies well above the quietest that was heard of late: a fan or a road raises the bar, and a
/// loud beginning does not raise it for long.
final class EndOfSpeech {
    /// Samples of a frame: 20 ms.
    static final int FRAME = Audio.RATE / 50;

    /// 0.9 s: people pause to think for less.
    private static final int SILENT_FRAMES = 45;

    /// 0.1 s: shorter than any word, longer than a click.
    private static final int SPOKEN_FRAMES = 5;

    /// 10 dB above the noise, as a factor of energy.
    private static final double ABOVE_NOISE = 10;

    /// Below this (-54 dB of full scale) nothing is speech, however quiet the room is.
    private static final double QUIETEST = 65 * 65.0;

    /// How far the noise may rise from frame to frame: 3 dB in a second.
    private static final double RISE = 1.014;

    private double noise = Double.MAX_VALUE;
    private int loud;
    private int quiet;
    private boolean begun;

    /// Takes the next frame; whether speech has begun and ended by now.
    boolean ended(short[] frame) {
        double energy = energy(frame);
        noise = energy < noise ? Math.max(energy, 1) : noise * RISE;
        boolean speech = energy > Math.max(noise * ABOVE_NOISE, QUIETEST);
        loud = speech ? loud + 1 : 0;
        quiet = speech ? 0 : quiet + 1;
        begun = begun || loud >= SPOKEN_FRAMES;
        return begun && quiet >= SILENT_FRAMES;
    }

    /// Whether anybody has spoken so far.
    boolean begun() {
        return begun;
    }

    private static double energy(short[] frame) {
        double mean = 0;
        for (short sample : frame) {
            mean += sample;
        }
        mean /= frame.length;
        double sum = 0;
        for (short sample : frame) {
            sum += (sample - mean) * (sample - mean);
        }
        return sum / frame.length;
    }
}
