package dev.errand.evaluation.report;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;

/// How many of how many, with the 95 % interval of Wilson's score (E. B. Wilson, 1927).
public record Share(int hits, int of) {
    private static final double Z = 1.959964;

    public double percent() {
        return of == 0 ? 0 : 100.0 * hits / of;
    }

    double low() {
        return of == 0 ? 0 : bound(-1);
    }

    double high() {
        return of == 0 ? 100 : bound(1);
    }

    private double bound(int side) {
        double p = (double) hits / of;
        double square = Z * Z / of;
        double spread = Z * Math.sqrt((p * (1 - p) + square / 4) / of);
        return Math.clamp(100 * (p + square / 2 + side * spread) / (1 + square), 0, 100);
    }

    /// Such as `86.7 % (26 of 30; 70.3 to 94.7)`.
    public String inWords() {
        return String.format(Locale.ROOT, "%.1f %% (%d of %d; %.1f to %.1f)", percent(), hits, of, low(), high());
    }

    ObjectNode json() {
        return JsonNodeFactory.instance
                .objectNode()
                .put("hits", hits)
                .put("of", of)
                .put("percent", rounded(percent()))
                .put("low", rounded(low()))
                .put("high", rounded(high()));
    }

    private static double rounded(double value) {
        return Math.round(value * 10) / 10.0;
    }
}
