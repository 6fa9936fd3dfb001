package dev.errand.runtime.engine;

import dev.errand.runtime.journal.Entry;
import dev.errand.runtime.journal.Entry.EffectUndoDone;
import dev.errand.runtime.journal.Entry.EffectUndone;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// What the journal of a run tells about taking back its effects. Effects are named by number.
final class Undoing {
    private final Map<Integer, EffectUndone> outcomes = new LinkedHashMap<>();
    private final Set<Integer> open = new LinkedHashSet<>();
    private final Set<Integer> started = new HashSet<>();
    private final Map<Integer, EffectUndoDone> done = new HashMap<>();
    private Instant requested = Instant.EPOCH;

    void add(Entry.UndoStarted entry, Instant at) {
        open.clear();
        open.addAll(entry.effects());
        requested = at;
    }

    void add(Entry.EffectUndoStarted entry) {
        started.add(entry.number());
    }

    void add(EffectUndoDone entry) {
        done.put(entry.number(), entry);
    }

    void add(EffectUndone entry) {
        outcomes.remove(entry.number());
        outcomes.put(entry.number(), entry);
        open.remove(entry.number());
        started.remove(entry.number());
        done.remove(entry.number());
    }

    /// What came of it, by effect; the last attempt counts.
    List<EffectUndone> outcomes() {
        return List.copyOf(outcomes.values());
    }

    boolean isUndone(int effect) {
        EffectUndone outcome = outcomes.get(effect);
        return outcome != null && outcome.problem().isEmpty();
    }

    /// Effects that are to be taken back and have not been yet, in that order.
    List<Integer> open() {
        return List.copyOf(open);
    }

    /// When it was asked for.
    Instant requested() {
        return requested;
    }

    /// Whether taking back an effect had begun when it was cut short.
    boolean isCutShort(int effect) {
        return started.contains(effect);
    }

    Optional<EffectUndoDone> done(int effect) {
        return Optional.ofNullable(done.get(effect));
    }
}
