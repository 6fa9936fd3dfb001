package dev.errand.intents.offline;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Lays a template over an utterance in the way that explains most of its words.
///
/// A word of the sentence counts in full, a checked value nearly so, free text half; the score is the explained share
/// of
/// the whole utterance, between 0 and 1.
final class Matching {
    private static final double TYPED = 0.9;
    private static final double NAMED = 0.7;
    private static final double FREE = 0.55;
    private static final double SKIPPED = 0.2;
    private static final int LONGEST_SLOT = 60;

    /// @param literals weight of the words that stand in the sentence itself
    /// @param telling  how many of them say something by themselves
    record Match(double score, double literals, int telling, Map<String, Value> slots) {}

    private record Capture(
            String slot, Value value, @Nullable Capture before) {}

    private record Trail(
            double credit,
            double literals,
            int telling,
            @Nullable Capture captures) {}

    private final Template template;
    private final Utterance words;
    private final SlotReader reader;
    private final Corrections corrections;
    private final @Nullable Trail[] best;
    private final int width;

    private Matching(Template template, Utterance words, SlotReader reader, Corrections corrections) {
        this.template = template;
        this.words = words;
        this.reader = reader;
        this.corrections = corrections;
        width = words.size() + 1;
        best = new @Nullable Trail[template.states() * width];
    }

    static Optional<Match> of(Template template, Utterance words, SlotReader reader, Corrections corrections) {
        return new Matching(template, words, reader, corrections).find();
    }

    private Optional<Match> find() {
        best[0] = new Trail(0, 0, 0, null);
        for (int state = 0; state < template.states(); state++) {
            for (int at = 0; at < width; at++) {
                Trail trail = best[state * width + at];
                if (trail != null) {
                    advance(state, at, trail);
                }
            }
        }
        Trail end = best[best.length - 1];
        if (end == null) {
            return Optional.empty();
        }
        double all = 0;
        for (Word word : words.words()) {
            all += Lexicon.weight(word);
        }
        Map<String, Value> slots = new LinkedHashMap<>();
        for (Capture each = end.captures(); each != null; each = each.before()) {
            slots.putIfAbsent(each.slot(), each.value());
        }
        return Optional.of(new Match(end.credit() / all, end.literals(), end.telling(), slots));
    }

    private void advance(int state, int at, Trail trail) {
        boolean here = at < words.size();
        if (here && Lexicon.isFiller(words.key(at)) && !words.words().get(at).quoted()) {
            reach(state, at + 1, skipped(trail, at));
        }
        for (Template.Edge edge : template.edges().get(state)) {
            switch (edge) {
                case Template.EmptyEdge empty -> reach(empty.to(), at, trail);
                case Template.WordEdge word -> {
                    if (here && isSame(word.key(), at)) {
                        reach(word.to(), at + 1, said(trail, at));
                    }
                }
                case Template.SlotEdge slot -> fill(slot, at, trail);
            }
        }
    }

    private Trail skipped(Trail trail, int at) {
        return new Trail(trail.credit() + SKIPPED * weight(at), trail.literals(), trail.telling(), trail.captures());
    }

    private Trail said(Trail trail, int at) {
        double weight = weight(at);
        int telling = Lexicon.isLight(words.key(at)) ? 0 : 1;
        return new Trail(
                trail.credit() + weight, trail.literals() + weight, trail.telling() + telling, trail.captures());
    }

    private void fill(Template.SlotEdge slot, int from, Trail trail) {
        double covered = 0;
        for (int to = from + 1; to <= Math.min(words.size(), from + LONGEST_SLOT); to++) {
            // A name with "to" or "about" in it is likely to be two names.
            boolean joint = !slot.type().kind().equals("text") && Lexicon.isJoint(words.key(to - 1));
            covered += joint ? weight(to - 1) / 2 : weight(to - 1);
            Value value = reader.read(slot.type(), from, to);
            if (value != null) {
                double credit = trail.credit() + covered * worth(slot.type(), value);
                reach(
                        slot.to(),
                        to,
                        new Trail(
                                credit,
                                trail.literals(),
                                trail.telling(),
                                new Capture(slot.slot(), value, trail.captures())));
            }
        }
    }

    private static double worth(SlotType type, Value value) {
        return switch (value) {
            case Value.Numeral _, Value.Truth _ -> TYPED;
            case Value.Text text ->
                type.kind().equals("text")
                        ? FREE
                        : type.isWords() || (type.isReference() && text.text().contains(" ")) ? NAMED : TYPED;
            case Value.Lookup _, Value.Pronoun _, Value.Earlier _ -> NAMED;
            case Value.Several several ->
                several.values().isEmpty() ? FREE : worth(type, several.values().getFirst());
        };
    }

    private void reach(int state, int at, Trail trail) {
        Trail known = best[state * width + at];
        if (known == null || trail.credit() > known.credit() + 1e-9) {
            best[state * width + at] = trail;
        }
    }

    private boolean isSame(String key, int at) {
        Word word = words.words().get(at);
        if (word.quoted()) {
            return false;
        }
        String said = word.key();
        return said.equals(key) || corrections.of(said).equals(key) || (template.isGerman() && isSameVerb(said, key));
    }

    /// German imperatives with and without their ending: `zeig`, `zeige`.
    private static boolean isSameVerb(String a, String b) {
        return Math.abs(a.length() - b.length()) == 1
                && Math.min(a.length(), b.length()) > 2
                && (a.equals(b + "e") || b.equals(a + "e"));
    }

    private double weight(int at) {
        return Lexicon.weight(words.words().get(at));
    }
}
