package dev.errand.intents.offline;

import dev.errand.intents.offline.Concepts.Concept;
import dev.errand.intents.offline.Concepts.Kind;
import dev.errand.intents.offline.Concepts.Mention;
import dev.errand.intents.offline.Concepts.Use;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Reads words that no sentence fits by what they speak of: which meaning's sentences speak of the same, whatever the
/// order. What is then left of the words fills the slots, and what they leave open is asked. For one utterance and
/// thread.
final class Gist {
    /// More words than this are more than one wish, or none.
    private static final int LONGEST = 60;
    private static final double WORTH_OF_LIGHT = 0.05;
    private static final double WORTH_OF_ANOTHER_THING = 1.5;
    private static final double WORTH_OF_FOREIGN = 2.5;
    private static final double ACT_IS_OPEN = 0.8;
    private static final double ACT_IS_RARE = 0.75;
    private static final double ACT_IS_OTHER = 0.45;
    private static final double ANOTHER_HEAD = 0.8;
    private static final double ABSENT = 0.7;
    private static final double LOOSE = 0.85;
    private static final double PER_QUESTION = 0.04;
    private static final Concept SHOW = new Concept(Kind.ACT, "show");

    /// How near is near enough.
    ///
    /// @param least       below this no meaning is worth a question
    /// @param leastToLook what only looks is done from here on, and not asked about below
    /// @param sure        from here on it need not be asked
    /// @param margin      readings less apart than this are asked about
    record Bar(double least, double leastToLook, double sure, double margin) {
        private static final Bar WORDS = new Bar(0.55, 0.7, 0.75, OfflinePlanner.MARGIN);
        /// For the mean of what words tell and of likeness, which are seldom wrong about the same.
        private static final Bar WORDS_AND_LIKENESS = new Bar(0.48, 0.56, 0.58, 0.03);

        static Bar of(Map<Frame, Double> likeness) {
            return likeness.isEmpty() ? WORDS : WORDS_AND_LIKENESS;
        }
    }

    private final Frames frames;
    private final Map<Frame, Double> likeness;
    private final Bar bar;
    private final Utterance said;
    private final SlotReader reader;
    private final String language;
    private final Concepts concepts;
    private final List<Mention> mentions;

    /// @param likeness how near the words are to the frames by other means; empty where nothing is known of that
    Gist(Frames frames, Map<Frame, Double> likeness, Utterance said, SlotReader reader, Corrections corrections) {
        this.frames = frames;
        this.likeness = likeness;
        bar = Bar.of(likeness);
        this.said = said;
        this.reader = reader;
        language = Concepts.language(said);
        concepts = Concepts.of(language);
        mentions = concepts.mentions(said, corrections);
    }

    /// Best first.
    List<Reading> readings() {
        List<Reading> readings = new ArrayList<>();
        if (said.size() > LONGEST) {
            return readings;
        }
        for (Frame frame : frames.all()) {
            Reading reading = frame.language().equals(language) ? reading(frame) : null;
            if (reading != null && reading.score() >= (frame.onlyLooks() ? bar.leastToLook() : bar.least())) {
                readings.add(reading);
            }
        }
        readings.sort(Comparator.comparingDouble(Reading::score).reversed());
        return readings;
    }

    private @Nullable Reading reading(Frame frame) {
        double[] credit = new double[said.size()];
        double anchor = 0;
        double things = 0;
        boolean acted = false;
        for (Mention mention : mentions) {
            double thing = affinity(frame, mention, Kind.THING) * (isModifier(frame, mention) ? 0.5 : 1);
            // What is to be done is said once: "empty" in "delete empty files" tells which.
            double act = acted ? 0 : affinity(frame, mention, Kind.ACT);
            acted |= mention.has(Kind.ACT);
            things = Math.max(things, thing);
            anchor += thing * frames.rarity(mention);
            if (thing >= 0.15 || act >= 0.03) {
                java.util.Arrays.fill(credit, mention.from(), mention.to(), 1);
            }
        }
        if (things < 0.3) {
            return null;
        }
        Filling filling = new Filling(frame, said, reader, mentions, credit);
        double score = share(filling.credit()) * act(frame) * presence(frame) - PER_QUESTION * filling.open();
        score += 0.02 * Math.min(anchor, 2);
        score *= ofAnotherThing(frame) ? ANOTHER_HEAD : 1;
        score *= filling.isLoose() && !frame.onlyLooks() ? LOOSE : 1;
        score = likeness.isEmpty() ? score : (Math.max(0, score) + likeness.getOrDefault(frame, 0.0)) / 2;
        Template template = frame.template(filling.values().keySet());
        return new Reading(List.of(new Step(template, filling.values(), score, said.text(), false)), score);
    }

    /// Whether a thing that the frame speaks of only tells what kind another one is.
    private boolean ofAnotherThing(Frame frame) {
        return mentions.stream()
                .anyMatch(m -> affinity(frame, m, Kind.THING) >= 0.3 && m.isKnownThing() && isModifier(frame, m));
    }

    /// Whether another thing follows at once, of which this one only tells what kind it is: "meeting reminder".
    private boolean isModifier(Frame frame, Mention mention) {
        return mentions.stream()
                .filter(next -> next.from() == mention.to())
                .flatMap(next -> next.concepts().stream())
                .anyMatch(next -> next.kind() == Kind.THING
                        && next.isKnown()
                        && !mention.concepts().contains(next)
                        && frame.affinity(next) == 0);
    }

    private static double affinity(Frame frame, Mention mention, Kind kind) {
        return mention.concepts().stream()
                .filter(concept -> concept.kind() == kind)
                .mapToDouble(frame::affinity)
                .max()
                .orElse(0);
    }

    /// How much of what the sentences of the frame always speak of is there.
    private double presence(Frame frame) {
        double presence = 1;
        for (Concept concept : frame.always()) {
            boolean said =
                    mentions.stream().anyMatch(mention -> mention.concepts().contains(concept));
            if (!said && concept.kind() == Kind.THING) {
                presence *= ABSENT;
            }
        }
        return presence;
    }

    /// How well what is to be done is what the sentences of the frame do.
    private double act(Frame frame) {
        if (said.size() > 0 && concepts.is(Use.ASKING, said.key(0))) {
            return frame.onlyLooks() ? 1 : ACT_IS_OTHER;
        }
        for (Mention mention : mentions) {
            if (mention.has(Kind.ACT)) {
                boolean shows = mention.concepts().contains(SHOW);
                return frame.onlyLooks() ? (shows ? 1 : ACT_IS_OTHER) : fitness(affinity(frame, mention, Kind.ACT));
            }
        }
        return ACT_IS_OPEN;
    }

    private static double fitness(double affinity) {
        return affinity < 0.03 ? ACT_IS_OTHER : affinity < 0.2 ? ACT_IS_RARE : 1;
    }

    private double share(double[] credit) {
        double all = 0;
        double explained = 0;
        for (int i = 0; i < credit.length; i++) {
            double worth = worth(i, credit[i]);
            all += worth;
            explained += worth * credit[i];
        }
        return all == 0 ? 0 : explained / all;
    }

    private double worth(int at, double credit) {
        Word word = said.words().get(at);
        Mention mention = mentions.stream()
                .filter(m -> m.from() <= at && at < m.to())
                .findFirst()
                .orElse(null);
        if (credit == 0 && concepts.is(Use.NOT, word.key()) && !word.quoted()) {
            return WORTH_OF_FOREIGN;
        }
        boolean filler = mention != null && mention.has(Kind.FILLER);
        if (!word.quoted() && (Lexicon.isLight(word.key()) || filler)) {
            return WORTH_OF_LIGHT;
        }
        if (credit > 0) {
            return 1;
        }
        if (mention == null) {
            return 1;
        }
        return mention.has(Kind.FOREIGN) ? WORTH_OF_FOREIGN : mention.isKnownThing() ? WORTH_OF_ANOTHER_THING : 1;
    }
}
