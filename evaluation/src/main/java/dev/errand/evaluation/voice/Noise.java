package dev.errand.evaluation.voice;

import dev.errand.intents.voice.Audio;
import java.util.Random;

/// Pink noise, as rooms and roads make it: three of Kellet's filters over white noise.
final class Noise {
    private Noise() {}

    /// The speech with noise so many decibels below it, the same for the same seed.
    static Audio over(Audio speech, int decibels, long seed) {
        short[] samples = speech.samples();
        double[] noise = pink(samples.length, new Random(seed));
        double speaking = 0;
        double sounding = 0;
        for (int i = 0; i < samples.length; i++) {
            speaking += (double) samples[i] * samples[i];
            sounding += noise[i] * noise[i];
        }
        double gain = Math.sqrt(speaking / sounding / Math.pow(10, decibels / 10.0));
        short[] mixed = new short[samples.length];
        for (int i = 0; i < mixed.length; i++) {
            mixed[i] = (short) Math.clamp(Math.round(samples[i] + gain * noise[i]), Short.MIN_VALUE, Short.MAX_VALUE);
        }
        return Audio.of(mixed);
    }

    private static double[] pink(int length, Random random) {
        double[] pink = new double[length];
        double low = 0;
        double middle = 0;
        double high = 0;
        for (int i = 0; i < length; i++) {
            double white = random.nextGaussian();
            low = 0.99765 * low + white * 0.0990460;
            middle = 0.96300 * middle + white * 0.2965164;
            high = 0.57000 * high + white * 1.0526913;
            pink[i] = low + middle + high + white * 0.1848;
        }
        return pink;
    }
}
