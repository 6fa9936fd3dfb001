package dev.errand.intents.voice;

import java.util.List;

/// What a recogniser may know of the person's world: it hears these words rather than others that sound alike.
///
/// @param names   of contacts and other things of their own
/// @param phrases sentences that the device understands
public record Hints(List<String> names, List<String> phrases) {
    public static final Hints NONE = new Hints(List.of(), List.of());

    public Hints {
        names = List.copyOf(names);
        phrases = List.copyOf(phrases);
    }
}
