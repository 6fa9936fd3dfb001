package dev.errand.runtime.engine;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// The world outside of a test's device: what really happened there, which no preview, crash or undo may falsify.
final class Outside {
    /// Lamps that are on.
    final Set<String> lamps = new HashSet<>();

    /// What a courier really delivered, in order: `text → recipient`.
    final List<String> delivered = new ArrayList<>();

    /// Commands that really ran.
    final List<String> commands = new ArrayList<>();

    /// Addresses that were really asked, and what they were told.
    final List<String> fetched = new ArrayList<>();

    /// Letters in the box, by sender.
    final List<String> letters = new ArrayList<>();

    /// What addresses answer.
    final Map<String, String> pages = new HashMap<>();

    /// What a model answers to questions.
    final Map<String, String> answers = new HashMap<>();

    /// Ids of steps whose telegram has gone out.
    final Set<String> telegrams = new HashSet<>();

    /// What the thermometer shows.
    double degrees = 20;
}
