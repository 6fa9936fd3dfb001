package dev.errand.intents.voice;

/// Changes how many samples a second there are, by a windowed sinc filter that keeps what both rates can hold.
final class Resampling {
    /// Zero crossings of the filter on each side: more of them cut sharper.
    private static final int REACH = 12;

    private Resampling() {}

    static float[] between(float[] samples, int from, int to) {
        double cut = Math.min(1.0, (double) to / from);
        double reach = REACH / cut;
        float[] result = new float[Math.toIntExact((long) samples.length * to / from)];
        for (int i = 0; i < result.length; i++) {
            double center = (double) i * from / to;
            int first = Math.max(0, (int) Math.ceil(center - reach));
            int last = Math.min(samples.length - 1, (int) Math.floor(center + reach));
            double sum = 0;
            for (int j = first; j <= last; j++) {
                sum += samples[j] * weight((j - center) * cut);
            }
            result[i] = (float) (sum * cut);
        }
        return result;
    }

    /// A sinc under a Hann window.
    private static double weight(double x) {
        double sinc = x == 0 ? 1 : Math.sin(Math.PI * x) / (Math.PI * x);
        return sinc * (0.5 + 0.5 * Math.cos(Math.PI * x / REACH));
    }
}
