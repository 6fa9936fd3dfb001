package dev.errand.intents.offline;

import dev.errand.intents.offline.Concepts.Mention;
import dev.errand.intents.offline.Frame.Slot;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Fills the slots of a frame with what the words leave: first what can be nothing else, such as times, then what
/// stands after a word that leads to it, then what remains.
final class Filling {
    private static final int LONGEST = 40;
    private static final double TYPED = 0.95;
    private static final double NAMED = 0.8;
    private static final double FREE = 0.65;
    private static final Set<String> SURE = Set.of("url", "time", "duration", "whole", "decimal", "choice", "truth");

    private final Frame frame;
    private final Utterance said;
    private final SlotReader reader;
    private final List<Mention> mentions;
    private final double[] credit;
    private final Map<String, Value> values = new LinkedHashMap<>();
    private boolean loose;

    /// @param credit by word, how much of it is explained so far; what slots take is added
    Filling(Frame frame, Utterance said, SlotReader reader, List<Mention> mentions, double[] credit) {
        this.frame = frame;
        this.said = said;
        this.reader = reader;
        this.mentions = mentions;
        this.credit = credit;
        List<Slot> slots = frame.slots().values().stream()
                .sorted(Comparator.comparing((Slot slot) -> !slot.required()))
                .toList();
        slots.stream().filter(Filling::isSure).forEach(this::sure);
        slots.stream().filter(this::isOpen).forEach(slot -> led(slot));
        slots.stream()
                .filter(this::isOpen)
                .filter(slot -> slot.required() || frame.onlyLooks())
                .forEach(this::rest);
        slots.stream().filter(this::isOpen).filter(Slot::required).forEach(this::thing);
    }

    private static boolean isSure(Slot slot) {
        return SURE.contains(slot.type().kind())
                || Concepts.isChoice(slot.type().kind());
    }

    private boolean isOpen(Slot slot) {
        return !values.containsKey(slot.name());
    }

    Map<String, Value> values() {
        return values;
    }

    double[] credit() {
        return credit;
    }

    /// How much will have to be asked.
    int open() {
        return (int) frame.slots().values().stream()
                .filter(Slot::required)
                .filter(this::isOpen)
                .count();
    }

    private void sure(Slot slot) {
        for (int length = Math.min(said.size(), LONGEST); length > 0; length--) {
            for (int from = 0; from + length <= said.size(); from++) {
                if (isFree(from, from + length) && take(slot, from, from + length, TYPED)) {
                    return;
                }
            }
        }
    }

    private void led(Slot slot) {
        for (int at = 0; at + 1 < said.size(); at++) {
            if (!said.words().get(at).quoted() && slot.before().contains(said.key(at)) && isFree(at + 1, at + 2)) {
                boolean quotes = slot.type().kind().equals("text") && !Lexicon.isLight(said.key(at)) && !isAct(at);
                int end = quotes ? said.size() : end(at + 1);
                if (longest(slot, at + 1, end)) {
                    credit[at] = 1;
                    return;
                }
            }
        }
    }

    /// Whether free words were taken that speak of something else to do, or to do it to: they may be more than a
    /// text.
    boolean isLoose() {
        return loose;
    }

    private void rest(Slot slot) {
        int best = -1;
        double most = 0;
        for (int at = 0; at < said.size(); at = Math.max(at + 1, end(at))) {
            double telling = telling(at, end(at));
            if (telling > most) {
                most = telling;
                best = at;
            }
        }
        if (best >= 0) {
            int end = end(best);
            for (int from = best; from < end && isOpen(slot); from++) {
                longest(slot, from, end);
            }
            loose |= !isOpen(slot) && slot.type().kind().equals("text") && speaksOfMore(best, end);
        }
    }

    /// Where nothing else is left, the thing itself is what is named: "to dos", "shopping list".
    private void thing(Slot slot) {
        if (!slot.type().isWords() || slot.type().kind().equals("text")) {
            return;
        }
        for (Mention mention : mentions) {
            boolean named = mention.concepts().stream()
                    .anyMatch(c -> c.kind() == Concepts.Kind.THING && frame.affinity(c) >= 0.3);
            Value value = named ? reader.read(slot.type(), mention.from(), mention.to()) : null;
            if (value != null && !(value instanceof Value.Pronoun)) {
                values.put(slot.name(), value);
                return;
            }
        }
    }

    private boolean speaksOfMore(int from, int to) {
        return mentions.stream()
                .filter(m -> from <= m.from() && m.to() <= to)
                .anyMatch(m -> m.has(Concepts.Kind.ACT) || m.isKnownThing());
    }

    private boolean isAct(int at) {
        return mentions.stream().anyMatch(m -> m.from() <= at && at < m.to() && m.has(Concepts.Kind.ACT));
    }

    private double telling(int from, int to) {
        double telling = 0;
        for (int i = from; i < to; i++) {
            telling += said.words().get(i).quoted() || !Lexicon.isLight(said.key(i)) ? 1 : 0;
        }
        return telling;
    }

    private boolean longest(Slot slot, int from, int end) {
        for (int to = Math.min(end, from + LONGEST); to > from; to--) {
            if (telling(from, to) > 0 && take(slot, from, to, slot.type().kind().equals("text") ? FREE : NAMED)) {
                return true;
            }
        }
        return false;
    }

    private boolean take(Slot slot, int from, int to, double worth) {
        Value value = reader.read(slot.type(), from, to);
        boolean foreign = !slot.type().kind().equals("text") && isForeign(from, to);
        if (value == null || value instanceof Value.Pronoun || foreign) {
            return false;
        }
        values.put(slot.name(), value);
        Arrays.fill(credit, from, to, worth);
        return true;
    }

    private boolean isForeign(int from, int to) {
        return mentions.stream().anyMatch(m -> from <= m.from() && m.to() <= to && m.has(Concepts.Kind.FOREIGN));
    }

    private boolean isFree(int from, int to) {
        for (int i = from; i < to; i++) {
            if (credit[i] > 0) {
                return false;
            }
        }
        return true;
    }

    /// The end of the words from here that nothing explains yet and that do not say what is to be done.
    private int end(int from) {
        int end = from;
        while (end < said.size() && credit[end] == 0 && !(isAct(end) && end == from)) {
            end++;
        }
        return end;
    }
}
