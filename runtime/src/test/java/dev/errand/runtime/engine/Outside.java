package dev.errand.runtime.engine;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/// The world outside of a test's device: what really happened there, which no preview, crash or undo may falsify.
/// Several runs may reach it at once.
final class Outside {
    /// Lamps that are on.
    final Set<String> lamps = ConcurrentHashMap.newKeySet();

    /// What a courier really delivered, in order: `text → recipient`.
    final List<String> delivered = new CopyOnWriteArrayList<>();

    /// Commands that really ran.
    final List<String> commands = new CopyOnWriteArrayList<>();

    /// Addresses that were really asked, and what they were told.
    final List<String> fetched = new CopyOnWriteArrayList<>();

    /// Letters in the box, by sender.
    final List<String> letters = new CopyOnWriteArrayList<>();

    /// What addresses answer.
    final Map<String, String> pages = new ConcurrentHashMap<>();

    /// What a model answers to questions.
    final Map<String, String> answers = new ConcurrentHashMap<>();

    /// Ids of steps whose telegram has gone out.
    final Set<String> telegrams = ConcurrentHashMap.newKeySet();

    /// What the thermometer shows.
    double degrees = 20;
}
