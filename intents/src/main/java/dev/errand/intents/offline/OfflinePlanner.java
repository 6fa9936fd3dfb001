package dev.errand.intents.offline;

import dev.errand.intents.Plan;
import dev.errand.intents.PlanRequest;
import dev.errand.intents.Planner;
import dev.errand.intents.Planning;
import dev.errand.intents.Usage;
import dev.errand.os.meaning.Embedding;
import dev.errand.os.operation.Catalogue;
import dev.errand.sandbox.Language;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Plans from the skills' example sentences alone: no model, no network, the same answer every time.
///
/// It understands what some sentence of an installed skill says, in English and German, in one step or several joined
/// by
/// "and" or "then". What it does not understand for certain it declines or asks about; it never guesses. It writes
/// JavaScript only and never plans anew after a refusal. Where an embedding model is given, words that no sentence
/// fits are also compared with what the sentences mean. Thread-safe; the sentences of a catalogue are compiled once.
public final class OfflinePlanner implements Planner {
    /// Readings less apart than this are asked about.
    static final double MARGIN = 0.08;
    private static final int MOST_READINGS = 4;
    private static final String CONNECT =
            "or connect a model with OPENAI_API_KEY, OPENAI_BASE_URL and OPENAI_MODEL, and the device takes free wording.";

    private final Supplier<Optional<Embedding>> meaning;
    private volatile @Nullable Phrasebook compiled;

    /// By words alone.
    public OfflinePlanner() {
        this(Optional::empty);
    }

    /// @param meaning asked when it is needed; to load a model takes a second, so a process that ends soon gives none
    public OfflinePlanner(Supplier<Optional<Embedding>> meaning) {
        this.meaning = meaning;
    }

    /// What words are compared with where an embedding model is given; see [dev.errand.os.meaning.Embeddings#keep].
    public static List<String> sentences(Catalogue catalogue, Embedding model) {
        return new Phrasebook(catalogue)
                .frames().all().stream()
                        .filter(frame -> model.understands(Locale.forLanguageTag(frame.language())))
                        .flatMap(frame -> Likeness.sentences(frame).stream())
                        .toList();
    }

    @Override
    public String name() {
        return "offline";
    }

    @Override
    public Planning plan(PlanRequest request, Progress progress) {
        return switch (assess(request)) {
            case Assessment.Clear clear -> new Planning.Planned(clear.plan());
            case Assessment.Likely likely -> new Planning.Planned(likely.plan());
            case Assessment.Close close -> new Planning.Planned(close.plan());
            case Assessment.None none -> none.declined();
        };
    }

    /// How well the intent is understood, with the plan that follows from it.
    public Assessment assess(PlanRequest request) {
        long start = System.nanoTime();
        if (request.language() != Language.JAVASCRIPT) {
            return none(
                    start,
                    "The offline planner writes JavaScript only, not "
                            + request.language().id() + ".",
                    "Ask for JavaScript (--language js), " + CONNECT);
        }
        if (!request.denials().isEmpty()) {
            return none(
                    start,
                    "You refused this plan, and without a model there is no other one for the same words.",
                    "Say it in other words, " + CONNECT);
        }
        Phrasebook phrasebook = phrasebook(request.catalogue());
        Utterance said = Lexer.read(request.intent().text());
        if (said.size() == 0) {
            return notUnderstood(start, said, phrasebook);
        }
        Interpreter interpreter = new Interpreter(phrasebook, request.now().atZone(request.zone()));
        return assess(
                start, new FollowUp(interpreter).resolved(request.intent().before(), said), interpreter, phrasebook);
    }

    private Assessment assess(long start, Utterance said, Interpreter interpreter, Phrasebook phrasebook) {
        List<Reading> readings = interpreter.readings(said);
        if (!readings.isEmpty()) {
            return planned(start, readings, phrasebook);
        }
        Map<Frame, Double> likeness = phrasebook.likeness(said, meaning);
        List<Reading> near = interpreter.gist(said, likeness);
        if (!near.isEmpty()) {
            return guessed(start, near, Gist.Bar.of(likeness), phrasebook);
        }
        return interpreter
                .wondering(said)
                .<Assessment>map(reading ->
                        new Assessment.Likely(plan(start, WorkflowWriter.write(phrasebook, List.of(reading)))))
                .orElseGet(() -> notUnderstood(start, said, phrasebook));
    }

    private Assessment planned(long start, List<Reading> readings, Phrasebook phrasebook) {
        List<Reading> close = close(readings, MARGIN);
        boolean clear = close.size() == 1 || !phrasebook.has("user.ask");
        Plan plan = plan(start, WorkflowWriter.write(phrasebook, clear ? close.subList(0, 1) : close));
        return clear ? new Assessment.Clear(plan) : new Assessment.Close(plan);
    }

    private Assessment guessed(long start, List<Reading> readings, Gist.Bar bar, Phrasebook phrasebook) {
        List<Reading> close = close(readings, bar.margin());
        boolean sure = readings.getFirst().score() >= bar.sure() || onlyLooks(phrasebook, readings.getFirst());
        if ((close.size() == 1 && sure) || !phrasebook.has("user.ask")) {
            return new Assessment.Likely(plan(start, WorkflowWriter.write(phrasebook, close.subList(0, 1))));
        }
        return new Assessment.Close(plan(start, WorkflowWriter.doubting(phrasebook, close)));
    }

    private static boolean onlyLooks(Phrasebook phrasebook, Reading reading) {
        return phrasebook.calls(reading.steps().getFirst().template()).stream()
                .noneMatch(call -> call.effect().isEffect());
    }

    private static List<Reading> close(List<Reading> readings, double margin) {
        double best = readings.getFirst().score();
        return readings.stream()
                .filter(r -> best - r.score() < margin)
                .limit(MOST_READINGS)
                .toList();
    }

    private Plan plan(long start, String code) {
        return new Plan(Language.JAVASCRIPT, code, name(), "", List.of(), usage(start));
    }

    private static Assessment notUnderstood(long start, Utterance said, Phrasebook phrasebook) {
        Utterance wish = said.size() == 0 ? said : Politeness.stripped(said);
        Optional<Ability> missing = Ability.missing(wish, phrasebook);
        String unknown = said.size() == 0 ? said.source() : Nearest.unknown(wish, phrasebook);
        String reason = missing.map(ability -> "No skill for " + ability.words() + " is installed on this device, so I"
                        + " cannot do \"" + wish.text() + "\".")
                .orElse("I did not understand \"" + unknown + "\".");
        String nearest = Nearest.example(wish, phrasebook)
                .map(example -> "The nearest thing I can do: \"" + example + "\". ")
                .orElse("");
        return none(start, reason, nearest + "Use other words, " + CONNECT);
    }

    private static Assessment none(long start, String reason, String remedy) {
        return new Assessment.None(new Planning.Declined(reason, remedy, usage(start)));
    }

    private Phrasebook phrasebook(Catalogue catalogue) {
        Phrasebook known = compiled;
        if (known == null || known.catalogue() != catalogue) {
            known = new Phrasebook(catalogue);
            compiled = known;
        }
        return known;
    }

    private static Usage usage(long start) {
        return new Usage(0, 0, 0, Duration.ZERO, Duration.ofNanos(System.nanoTime() - start));
    }
}
