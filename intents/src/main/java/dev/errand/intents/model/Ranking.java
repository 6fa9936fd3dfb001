package dev.errand.intents.model;

import java.util.List;

/// Says how much texts are like what a person said. It decides which examples a model is shown and, where a device
/// can do more than fits into a prompt, of which skills it is told at once. Thread-safe.
///
/// [WordRanking] looks at words alone; whoever has something that also knows what words mean gives it to
/// [ModelPlanner].
public interface Ranking {
    /// One number for each of the texts, in their order: 0 for nothing in common, larger for more. Numbers can be
    /// compared within one call only.
    double[] likeness(String words, List<String> texts);
}
