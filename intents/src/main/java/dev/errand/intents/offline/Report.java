package dev.errand.intents.offline;

import dev.errand.os.operation.EffectClass;
import dev.errand.os.operation.Operation;
import dev.errand.os.operation.Parameter;
import dev.errand.os.operation.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Writes what a workflow tells the person about a step.
final class Report {
    private static final Pattern OPTIONAL = Pattern.compile("\\[([^\\]]*)]");
    private static final Pattern SLOT = Pattern.compile("\\{(\\w+)}");
    private static final Set<String> LEADS = Set.of(
            "tell", "show", "give", "me", "say", "what", "is", "are", "list", "name", "get", "sag", "sage", "nenne",
            "gib", "mir", "zeig", "zeige", "was", "ist");
    private static final List<String> TELLING = List.of("title", "subject", "path", "name", "text", "label");
    private static final List<String> MORE = List.of("artist", "from", "emails", "phones", "done");

    private final Phrasebook phrasebook;
    private final Script script;
    private final Wording wording;

    Report(Phrasebook phrasebook, Script script, Wording wording) {
        this.phrasebook = phrasebook;
        this.script = script;
        this.wording = wording;
    }

    void write(Step step, Operation operation, CallCode.Written written) {
        Optional<Operation> say = phrasebook.catalogue().operation("user.say");
        if (say.isEmpty() || operation.skill().equals("user")) {
            return;
        }
        boolean takesAnything = say.get().parameters().getFirst().shape() instanceof Shape.Any;
        boolean answers = operation.effect().compareTo(EffectClass.WAIT) < 0 || operation.effect() == EffectClass.FETCH;
        String text = answers && !written.result().isEmpty()
                ? answer(step, operation, written.result(), takesAnything)
                : Js.template(done(operation, written.arguments()));
        script.line("user.say(" + text + ");");
    }

    private String answer(Step step, Operation operation, String result, boolean takesAnything) {
        return switch (operation.result()) {
            case Shape.ListOf list ->
                "%s.length === 0 ? %s : %s".formatted(result, Js.text(nothing(step)), lines(list.element(), result));
            case Shape.Text _, Shape.Choice _, Shape.Reference _ -> result + " || " + Js.text(wording.empty());
            case Shape.Truth _ -> "%s ? %s : %s".formatted(result, Js.text(wording.yes()), Js.text(wording.no()));
            case Shape.Whole _, Shape.Decimal _, Shape.Time _ ->
                Js.template(List.of(new Js.Fixed(asked(step) + ": "), new Js.Code(result), new Js.Fixed(".")));
            case Shape.Structure structure -> takesAnything ? result : fields(structure, result);
            case Shape.Any _, Shape.Nothing _ -> takesAnything ? result : "JSON.stringify(" + result + ")";
        };
    }

    private String nothing(Step step) {
        for (Value value : step.slots().values()) {
            if (value instanceof Value.Text text && !text.text().equals(".")) {
                return wording.nothingFor(text.text());
            }
        }
        return wording.nothingThere();
    }

    private static String lines(Shape element, String result) {
        if (!(element instanceof Shape.Structure structure)) {
            return result + ".join(\"\\n\")";
        }
        String each = structure.name().substring(0, 1).toLowerCase(Locale.ROOT);
        List<String> names = structure.fields().stream().map(Shape.Field::name).toList();
        Optional<String> telling = TELLING.stream().filter(names::contains).findFirst();
        if (telling.isEmpty()) {
            return result + ".map(" + each + " => Object.values(" + each + ").join(\", \")).join(\"\\n\")";
        }
        Optional<Shape.Field> more = MORE.stream()
                .flatMap(m -> structure.fields().stream().filter(f -> f.name().equals(m)))
                .findFirst();
        String name = each + "." + telling.get();
        String line = more.map(field -> line(field, each, name)).orElse(name);
        return result + ".map(" + each + " => " + line + ").join(\"\\n\")";
    }

    private static String line(Shape.Field more, String each, String name) {
        String value = each + "." + more.name();
        return switch (more.shape()) {
            case Shape.ListOf _ -> "[" + name + ", ..." + value + "].join(\", \")";
            case Shape.Truth _ -> "(" + value + " ? \"✓ \" : \"\") + " + name;
            default -> "[" + name + ", " + value + "].filter(part => part).join(\", \")";
        };
    }

    private static String fields(Shape.Structure structure, String result) {
        List<Js.Part> parts = new ArrayList<>();
        for (Shape.Field field : structure.fields()) {
            parts.add(new Js.Fixed((parts.isEmpty() ? "" : "\n") + field.name() + ": "));
            parts.add(new Js.Code(result + "." + field.name()));
        }
        return Js.template(parts);
    }

    /// What the person asked for, in their own words: "A random number between 1 and 100".
    private String asked(Step step) {
        Utterance words = Politeness.stripped(Lexer.read(step.words()));
        int from = 0;
        while (from < words.size() && LEADS.contains(words.key(from))) {
            from++;
        }
        return from < words.size() ? Wording.capital(words.text(from, words.size())) : wording.result();
    }

    private List<Js.Part> done(Operation operation, Map<String, Filled> arguments) {
        String headline = OPTIONAL.matcher(operation.headline())
                .replaceAll(part -> Matcher.quoteReplacement(
                        SLOT.matcher(part.group(1)).results().allMatch(s -> arguments.containsKey(s.group(1)))
                                ? part.group(1)
                                : ""));
        boolean complete = SLOT.matcher(headline).results().allMatch(s -> arguments.containsKey(s.group(1)));
        if (wording == Wording.GERMAN || !complete || headline.isEmpty()) {
            return List.of(new Js.Fixed(wording.done()));
        }
        List<Js.Part> parts = new ArrayList<>();
        String past = Wording.past(headline);
        Matcher slot = SLOT.matcher(past);
        int at = 0;
        while (slot.find()) {
            parts.add(new Js.Fixed(past.substring(at, slot.start())));
            Filled filled = arguments.get(slot.group(1));
            parts.addAll(filled == null ? List.of() : filled.words());
            at = slot.end();
        }
        String last = past.substring(at);
        parts.add(new Js.Fixed(last.endsWith(".") ? last : last + "."));
        return parts;
    }

    /// What a reading would do, for the question which one is meant.
    static String promise(Step step) {
        Operation operation = step.template().operation();
        if (operation == null) {
            String pattern = step.template().sentence().pattern();
            for (Map.Entry<String, Value> slot : step.slots().entrySet()) {
                String said = plain(slot.getValue()).replaceAll("[\\[\\](){}|]", " ");
                pattern = pattern.replaceAll("\\{" + slot.getKey() + "(:\\w+)?}", Matcher.quoteReplacement(said));
            }
            return Wording.capital(Nearest.example(pattern));
        }
        StringBuilder words = new StringBuilder(operation.headline().replaceAll("\\[[^\\]]*]", ""));
        for (Parameter parameter : operation.parameters()) {
            Value value = step.slots().get(parameter.name());
            String slot = "{" + parameter.name() + "}";
            int at = words.indexOf(slot);
            if (at >= 0) {
                words.replace(at, at + slot.length(), value == null ? "…" : plain(value));
            } else if (value != null) {
                words.append(" (").append(plain(value)).append(')');
            }
        }
        return words.toString();
    }

    private static String plain(Value value) {
        return switch (value) {
            case Value.Text text -> text.text();
            case Value.Numeral number -> Js.number(number.number());
            case Value.Truth truth -> Boolean.toString(truth.truth());
            case Value.Lookup lookup -> lookup.phrase();
            case Value.Several several ->
                String.join(", ", several.values().stream().map(Report::plain).toList());
            case Value.Pronoun pronoun -> pronoun.word();
            case Value.Earlier _ -> "…";
        };
    }
}
