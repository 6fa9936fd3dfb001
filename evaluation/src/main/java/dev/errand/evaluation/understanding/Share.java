package dev.errand.evaluation.understanding;

import java.util.Locale;

/// How many of how many, with the 95 % interval of Wilson's score (E. B. Wilson, 1927), which holds for few and for
/// extreme counts too.
record Share(int hits, int of) {
    private static final double Z = 1.959964;

    double percent() {
        return of == 0 ? 0 : 100.0 * hits / of;
    }

    double low() {
        return bound(-1);
    }

    double high() {
        return bound(1);
    }

    private double bound(int side) {
        if (of == 0) {
            return side < 0 ? 0 : 100;
        }
        double p = (double) hits / of;
        double square = Z * Z / of;
        double middle = p + square / 2;
        double spread = Z * Math.sqrt((p * (1 - p) + square / 4) / of);
        return Math.clamp(100 * (middle + side * spread) / (1 + square), 0, 100);
    }

    /// Such as `86.7 % (26 of 30, 70.3 to 94.7)`.
    String inWords() {
        return String.format(Locale.ROOT, "%5.1f %% (%d of %d, %.1f to %.1f)", percent(), hits, of, low(), high());
    }
}
