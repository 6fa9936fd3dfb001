package dev.errand.sandbox;

import com.fasterxml.jackson.core.JsonPointer;
import java.util.Map;

/// The places of a copied value that stand for fields still closed.
public record Closed(Map<JsonPointer, ClosedField> places) {
    public static final Closed NOTHING = new Closed(Map.of());

    public Closed {
        places = Map.copyOf(places);
    }
}
