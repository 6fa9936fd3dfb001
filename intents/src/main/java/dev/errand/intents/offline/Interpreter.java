package dev.errand.intents.offline;

import dev.errand.os.operation.Operation;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// Understands an intent: which sentences of which skills it may be, best first. For one intent and one thread.
final class Interpreter {
    /// Below this share of explained words nothing was understood.
    private static final double LEAST = 0.55;
    private static final int MOST_STEPS = 4;
    private static final int BEST_OF_PART = 3;

    private final Phrasebook phrasebook;
    private final Sense sense;
    private final ZonedDateTime now;

    Interpreter(Phrasebook phrasebook, ZonedDateTime now) {
        this.phrasebook = phrasebook;
        sense = new Sense(phrasebook.finders());
        this.now = now;
    }

    /// At most one reading a meaning, best first.
    List<Reading> readings(Utterance said) {
        Map<String, Reading> best = new LinkedHashMap<>();
        for (Reading reading : candidates(said, MOST_STEPS)) {
            Optional<List<Step>> steps = Coreference.resolve(phrasebook.finders(), reading.steps());
            steps.ifPresent(resolved -> best.merge(
                    reading.meaning(),
                    new Reading(resolved, reading.score()),
                    (a, b) -> a.score() >= b.score() ? a : b));
        }
        return differing(best.values().stream()
                .sorted(Comparator.comparingDouble(Reading::score).reversed())
                .toList());
    }

    /// By what the words speak of, where no sentence fits: at most one reading a meaning, best first.
    List<Reading> gist(Utterance said, Map<Frame, Double> likeness) {
        Map<String, Reading> best = new LinkedHashMap<>();
        for (Utterance variant : Politeness.variants(said)) {
            Gist gist = new Gist(
                    phrasebook.frames(),
                    likeness,
                    variant,
                    new SlotReader(variant, now),
                    new Corrections(variant, phrasebook.vocabulary()));
            gist.readings()
                    .forEach(reading ->
                            best.merge(reading.meaning(), reading, (a, b) -> a.score() >= b.score() ? a : b));
        }
        return differing(best.values().stream()
                .sorted(Comparator.comparingDouble(Reading::score).reversed())
                .toList());
    }

    /// A question about the world, where the device can look such things up: a workflow that takes nothing but a
    /// query.
    Optional<Reading> wondering(Utterance said) {
        Utterance plain = Wonder.question(Politeness.stripped(said));
        if (plain.size() == 0) {
            return Optional.empty();
        }
        String language = Concepts.language(said);
        return phrasebook.frames().all().stream()
                .filter(frame -> frame.language().equals(language)
                        && frame.onlyLooks()
                        && !frame.calls().isEmpty())
                .filter(frame -> frame.slots().keySet().equals(Set.of("query")))
                .findFirst()
                .map(frame -> new Step(
                        frame.template(Set.of("query")),
                        Map.of("query", new Value.Text(plain.text())),
                        Wonder.SCORE,
                        said.text(),
                        false))
                .map(step -> new Reading(List.of(step), Wonder.SCORE));
    }

    /// Without those that change the same as a better one and perhaps more, or that only look as the best one does:
    /// to ask which of them is meant would be more trouble than the wrong one.
    private List<Reading> differing(List<Reading> readings) {
        List<Reading> differing = new ArrayList<>();
        for (Reading reading : readings) {
            if (differing.stream()
                    .noneMatch(better -> effects(reading).containsAll(effects(better))
                            && effects(better).isEmpty() == effects(reading).isEmpty())) {
                differing.add(reading);
            }
        }
        return differing;
    }

    private Set<Operation> effects(Reading reading) {
        return calls(reading).stream().filter(call -> call.effect().isEffect()).collect(Collectors.toSet());
    }

    private Set<Operation> calls(Reading reading) {
        return reading.steps().stream()
                .flatMap(step -> phrasebook.calls(step.template()).stream())
                .collect(Collectors.toSet());
    }

    private List<Reading> candidates(Utterance said, int steps) {
        List<Reading> readings = new ArrayList<>();
        for (Utterance variant : Politeness.variants(said)) {
            readings.addAll(single(variant));
        }
        if (steps > 1) {
            readings.addAll(composed(Politeness.stripped(said), steps));
        }
        return readings;
    }

    private List<Reading> single(Utterance said) {
        Corrections corrections = new Corrections(said, phrasebook.vocabulary());
        Set<String> heard = heard(said, corrections);
        SlotReader reader = new SlotReader(said, now);
        List<Reading> readings = new ArrayList<>();
        for (Template template : phrasebook.templates()) {
            if (heard.containsAll(template.needed())) {
                Matching.of(template, said, reader, corrections)
                        .filter(match -> isEnough(template, match, said))
                        .ifPresent(match -> readings.add(reading(template, match, said)));
            }
        }
        return readings;
    }

    /// Enough words explained, and one of them telling; of a sentence such as "who is …" alone, that it is about
    /// something
    /// of the person's own.
    private boolean isEnough(Template template, Matching.Match match, Utterance said) {
        boolean own = said.words().stream().anyMatch(w -> Lexicon.isOwn(w.key()));
        boolean telling = match.telling() > 0
                || match.slots().isEmpty()
                || template.slots().stream()
                        .anyMatch(slot ->
                                isOneOfFew(template, slot) && match.slots().containsKey(slot))
                || (own && match.literals() >= 0.8);
        return match.score() >= LEAST && telling && sense.isThere(template, match, said);
    }

    private static boolean isOneOfFew(Template template, String slot) {
        SlotType type = template.type(slot);
        return type != null && Concepts.isChoice(type.kind());
    }

    private static Reading reading(Template template, Matching.Match match, Utterance said) {
        return new Reading(
                List.of(new Step(template, match.slots(), match.score(), said.text(), false)), match.score());
    }

    private static Set<String> heard(Utterance said, Corrections corrections) {
        Set<String> heard = new HashSet<>();
        for (Word word : said.words()) {
            String key = word.key();
            heard.add(key);
            heard.add(corrections.of(key));
            heard.add(key + "e");
            heard.add(key.endsWith("e") ? key.substring(0, key.length() - 1) : key);
        }
        return heard;
    }

    /// Two halves joined by "and", "then", … , each of which is understood; the second may have halves itself.
    private List<Reading> composed(Utterance said, int steps) {
        List<Reading> composed = new ArrayList<>();
        for (int at = 1; at < said.size() - 1; at++) {
            int after = at;
            while (after < said.size() && joins(said, after)) {
                after++;
            }
            boolean sentence = after == at && endsSentence(said, at - 1);
            if ((after > at || sentence) && after < said.size()) {
                List<Reading> first = best(candidates(said.part(0, at), 1));
                List<Reading> second =
                        first.isEmpty() ? List.of() : best(candidates(said.part(after, said.size()), steps - 1));
                composed.addAll(combined(first, second, at, said.size() - after));
                at = after;
            }
        }
        return composed;
    }

    private static boolean joins(Utterance said, int at) {
        return !said.words().get(at).quoted() && Lexicon.isConnective(said.key(at));
    }

    private static boolean endsSentence(Utterance said, int at) {
        int end = said.words().get(at).end();
        boolean mark =
                end < said.source().length() && ".;!?,".indexOf(said.source().charAt(end)) >= 0;
        return mark && said.words().get(at + 1).start() > end;
    }

    /// The best of each meaning.
    private static List<Reading> best(List<Reading> readings) {
        Map<String, Reading> best = new LinkedHashMap<>();
        readings.forEach(r -> best.merge(r.meaning(), r, (a, b) -> a.score() >= b.score() ? a : b));
        return best.values().stream()
                .sorted(Comparator.comparingDouble(Reading::score).reversed())
                .limit(BEST_OF_PART)
                .toList();
    }

    private static List<Reading> combined(List<Reading> first, List<Reading> second, int before, int after) {
        List<Reading> combined = new ArrayList<>();
        for (Reading one : first) {
            for (Reading two : second) {
                List<Step> steps = new ArrayList<>(one.steps());
                steps.addAll(two.steps());
                combined.add(new Reading(steps, (one.score() * before + two.score() * after) / (before + after)));
            }
        }
        return combined;
    }
}
