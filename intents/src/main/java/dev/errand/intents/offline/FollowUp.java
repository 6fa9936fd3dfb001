package dev.errand.intents.offline;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What words mean that only say how they differ from what was said before, such as "and in Rome?" or "send it to
/// Bob": the same as if the person had said all of it. For one conversation and thread.
final class FollowUp {
    private static final List<String> LEADS = List.of(
            "and what about",
            "what about",
            "and how about",
            "how about",
            "and also",
            "and then",
            "and",
            "also",
            "then",
            "und was ist mit",
            "was ist mit",
            "und wie ist es mit",
            "und auch",
            "und",
            "auch");
    private static final Set<String> PEOPLE = Set.of("person", "address", "contact", "phone");

    private final Interpreter interpreter;

    FollowUp(Interpreter interpreter) {
        this.interpreter = interpreter;
    }

    /// What the last thing said means after the others; itself where it needs none of them.
    ///
    /// @param before what was said, oldest first
    Utterance resolved(List<String> before, Utterance said) {
        Utterance context = Lexer.read("");
        for (String each : before) {
            context = resolved(context, Lexer.read(each));
        }
        return resolved(context, said);
    }

    private Utterance resolved(Utterance context, Utterance said) {
        if (context.size() == 0 || said.size() == 0) {
            return said;
        }
        int lead = lead(said);
        Utterance rest = said.part(lead, said.size());
        boolean someoneElse = namesNobodyBeforePronoun(rest);
        if (rest.size() == 0 || (!someoneElse && isUnderstood(rest))) {
            return lead == 0 ? said : Lexer.read(rest.size() == 0 ? said.text() : rest.text());
        }
        Optional<Reading> earlier = interpreter.readings(context).stream().findFirst();
        if (earlier.isEmpty()) {
            return said;
        }
        List<String> candidates = new ArrayList<>(withNames(rest, context, earlier.get()));
        if (someoneElse && isUnderstood(rest)) {
            candidates.add(rest.text());
        } else if (lead > 0 || isCircumstance(rest)) {
            candidates.addAll(withAnother(context, earlier.get(), rest));
        }
        return candidates.stream()
                .map(Lexer::read)
                .filter(this::isUnderstood)
                .findFirst()
                .orElse(said);
    }

    /// Whether it only tells when or where: such words follow others even where nothing leads to them.
    private boolean isCircumstance(Utterance rest) {
        return interpreter.isTime(rest, 0, rest.size())
                || (rest.size() > 1 && Lexicon.isJoint(rest.key(0)) && !Lexicon.isConnective(rest.key(0)));
    }

    /// Whether it speaks of somebody, such as "her", whom it has not named: somebody from before must be meant,
    /// however well it can be read by itself.
    private boolean namesNobodyBeforePronoun(Utterance rest) {
        return rest.words().stream()
                .filter(word -> !word.quoted() && Step.meansPerson(word.key()))
                .findFirst()
                .filter(pronoun -> interpreter.readings(rest).stream()
                        .limit(1)
                        .flatMap(reading -> reading.steps().stream())
                        .flatMap(step -> step.slots().values().stream())
                        .map(FollowUp::name)
                        .noneMatch(name -> name != null && isBefore(rest.source(), name, pronoun.start())))
                .isPresent();
    }

    private static boolean isBefore(String source, String name, int place) {
        int at = source.indexOf(name);
        return at >= 0 && at < place;
    }

    private boolean isUnderstood(Utterance said) {
        return !interpreter.readings(said).isEmpty();
    }

    private static int lead(Utterance said) {
        String words = said.keys(0, said.size()) + " ";
        return LEADS.stream()
                .filter(lead -> words.startsWith(lead + " "))
                .mapToInt(lead -> lead.split(" ").length)
                .findFirst()
                .orElse(0);
    }

    /// With what was spoken of in place of a pronoun: by its name, or as the thing it is.
    private static List<String> withNames(Utterance said, Utterance context, Reading earlier) {
        List<String> candidates = new ArrayList<>();
        for (Word word : said.words()) {
            if (!word.quoted() && Lexicon.isPronoun(word.key())) {
                for (String name : named(word.key(), context, earlier)) {
                    candidates.add(replaced(said, word.start(), word.end(), name));
                    if (Step.meansPerson(word.key())) {
                        candidates.add(replaced(said, word.start(), word.end(), name + "'s"));
                    }
                }
            }
        }
        return candidates;
    }

    private static List<String> named(String pronoun, Utterance context, Reading earlier) {
        List<String> names = new ArrayList<>();
        for (Step step : earlier.steps()) {
            step.slots().forEach((slot, value) -> {
                String kind = kind(step, slot);
                String name = name(value);
                boolean fits = PEOPLE.contains(kind)
                        ? !Step.meansThing(pronoun)
                        : kind.equals("name") || !Step.meansPerson(pronoun);
                if (name != null && fits) {
                    names.add(name);
                    names.add("the " + name);
                }
            });
        }
        if (!Step.meansPerson(pronoun)) {
            Concepts.of(Concepts.language(context)).mentions(context, new Corrections(context, Set.of())).stream()
                    .filter(Concepts.Mention::isKnownThing)
                    .forEach(thing -> names.add("the " + context.text(thing.from(), thing.to())));
        }
        return names;
    }

    /// The earlier words with something else in the place of what is of the same kind, or with it added.
    private List<String> withAnother(Utterance context, Reading earlier, Utterance rest) {
        int preposition = rest.size() > 1 && Lexicon.isJoint(rest.key(0)) ? 1 : 0;
        Utterance other = rest.part(preposition, rest.size());
        List<String> candidates = new ArrayList<>();
        if (interpreter.isTime(other, 0, other.size())) {
            times(context).forEach(time -> candidates.add(replaced(context, time.start(), time.end(), other.text())));
            candidates.add(context.text() + " " + rest.text());
            candidates.add(context.text() + " on " + other.text());
        }
        earlier.steps().stream()
                .flatMap(step -> step.slots().values().stream())
                .map(FollowUp::name)
                .filter(name -> name != null && context.source().contains(name))
                .sorted(Comparator.comparingInt(context.source()::indexOf))
                .forEach(name -> {
                    int at = context.source().indexOf(name);
                    candidates.add(replaced(context, at, at + name.length(), other.text()));
                });
        if (preposition > 0) {
            candidates.add(context.text() + " " + rest.text());
        }
        return candidates;
    }

    /// Where times are said, in characters.
    private record Span(int start, int end) {}

    /// The longest first.
    private List<Span> times(Utterance said) {
        List<Span> times = new ArrayList<>();
        for (int length = said.size(); length > 0; length--) {
            for (int from = 0; from + length <= said.size(); from++) {
                if (interpreter.isTime(said, from, from + length)) {
                    int end = said.words().get(from + length - 1).end();
                    times.add(new Span(said.words().get(from).start(), end));
                }
            }
        }
        return times;
    }

    private static String replaced(Utterance said, int from, int to, String by) {
        int start = said.words().getFirst().start();
        int end = said.words().getLast().end();
        return said.source().substring(start, from) + by + said.source().substring(to, end);
    }

    private static String kind(Step step, String slot) {
        SlotType type = step.template().type(slot);
        return type == null ? "" : type.kind();
    }

    private static @Nullable String name(Value value) {
        return switch (value) {
            case Value.Text text -> text.text();
            case Value.Lookup lookup -> lookup.phrase();
            case Value.Several _, Value.Numeral _, Value.Truth _, Value.Pronoun _, Value.Earlier _ -> null;
        };
    }
}
