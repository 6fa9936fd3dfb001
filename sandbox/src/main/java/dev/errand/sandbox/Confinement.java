package dev.errand.sandbox;

import java.util.List;

/// What stands between guest code and the rest of the device, besides the language's engine.
///
/// @param walls   what holds, a few words each
/// @param missing what does not hold here, and what to do about it, a sentence each
public record Confinement(List<String> walls, List<String> missing) {
    public Confinement {
        walls = List.copyOf(walls);
        missing = List.copyOf(missing);
    }
}
