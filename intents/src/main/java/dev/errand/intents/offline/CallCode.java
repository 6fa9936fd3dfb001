package dev.errand.intents.offline;

import dev.errand.os.operation.EffectClass;
import dev.errand.os.operation.Operation;
import dev.errand.os.operation.Parameter;
import dev.errand.os.operation.Shape;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Writes one step of a workflow: what it needs is looked up first, then comes the call.
final class CallCode {
    private static final Set<String> SUBJECTS = Set.of("subject", "title");
    private static final Set<String> BODIES = Set.of("body", "text", "message", "content");
    private static final int LONGEST_SUBJECT = 60;

    private final Phrasebook phrasebook;
    private final Script script;
    private final Wording wording;
    private final LookupCode lookups;
    private final Map<Integer, String> results = new HashMap<>();

    CallCode(Phrasebook phrasebook, Script script, Wording wording) {
        this.phrasebook = phrasebook;
        this.script = script;
        this.wording = wording;
        lookups = new LookupCode(script, wording, phrasebook.has("user.ask"));
    }

    /// What was written for an operation.
    ///
    /// @param result    the variable that holds what came back; empty if nothing does
    /// @param arguments by parameter, in the order of the call
    record Written(String result, Map<String, Filled> arguments) {}

    Written write(int index, Step step, Operation operation) {
        Map<String, Filled> arguments = arguments(step, operation);
        script.line("");
        String call = operation.qualifiedName() + "(" + passed(operation, arguments) + ")";
        if (operation.result() instanceof Shape.Nothing) {
            script.line(call + ";");
            return new Written("", arguments);
        }
        String result = resultName(operation);
        script.line("const " + result + " = " + call + ";");
        results.put(index, result);
        return new Written(result, arguments);
    }

    /// The slots of a workflow that a skill brings along, ready to be declared: slot → code.
    Map<String, String> declared(Step step) {
        Map<String, String> declared = new LinkedHashMap<>();
        for (String slot : step.template().slots()) {
            Value value = step.slots().get(slot);
            declared.put(slot, value == null ? "undefined" : filled(value).code());
        }
        return declared;
    }

    private String resultName(Operation operation) {
        return switch (operation.result()) {
            case Shape.ListOf(Shape.Structure each) -> script.numbered(Js.identifier(each.name()) + "s");
            case Shape.ListOf _ -> script.name("items");
            case Shape.Structure one -> script.name(Js.identifier(one.name()));
            case Shape.Whole _, Shape.Decimal _ -> script.name("number");
            case Shape.Text _ -> script.name(operation.effect() == EffectClass.ASK ? "reply" : "text");
            case Shape.Time _ -> script.name("time");
            case Shape.Truth _, Shape.Choice _, Shape.Reference _, Shape.Any _, Shape.Nothing _ ->
                script.name("result");
        };
    }

    private Map<String, Filled> arguments(Step step, Operation operation) {
        Map<String, Filled> given = new LinkedHashMap<>();
        for (Parameter parameter : operation.parameters()) {
            Value value = step.slots().get(parameter.name());
            if (value != null) {
                boolean written = BODIES.contains(parameter.name()) || SUBJECTS.contains(parameter.name());
                given.put(
                        parameter.name(),
                        filled(written && operation.effect() == EffectClass.SEND ? capital(value) : value));
            }
        }
        Map<String, Filled> all = new LinkedHashMap<>();
        for (Parameter parameter : operation.parameters()) {
            Filled filled = given.containsKey(parameter.name())
                    ? given.get(parameter.name())
                    : missing(parameter, step, operation, given);
            if (filled != null) {
                all.put(parameter.name(), filled);
                given.put(parameter.name(), filled);
            }
        }
        return all;
    }

    private static Value capital(Value value) {
        return value instanceof Value.Text text ? new Value.Text(Wording.capital(text.text())) : value;
    }

    private Filled filled(Value value) {
        return switch (value) {
            case Value.Text text -> Filled.text(text.text());
            case Value.Numeral number ->
                new Filled(Js.number(number.number()), List.of(new Js.Fixed(Js.number(number.number()))));
            case Value.Truth truth -> Filled.code(Boolean.toString(truth.truth()));
            case Value.Lookup lookup -> found(lookup);
            case Value.Several several -> several(several);
            case Value.Pronoun pronoun -> Filled.text(pronoun.word());
            case Value.Earlier earlier -> Filled.code(results.getOrDefault(earlier.step(), "undefined"));
        };
    }

    private Filled found(Value.Lookup lookup) {
        Finder finder = phrasebook.finders().of(lookup.kind());
        if (finder == null) {
            return Filled.text(lookup.phrase());
        }
        String variable = lookups.resolve(finder, lookup);
        // Content stays closed: what was opened to be told would count as read.
        Js.Part name = finder.hasOpenName() ? new Js.Code(finder.name(variable)) : new Js.Fixed(lookup.phrase());
        return new Filled(variable, List.of(name));
    }

    private Filled several(Value.Several several) {
        List<String> code = new ArrayList<>();
        List<Js.Part> words = new ArrayList<>();
        for (Value value : several.values()) {
            Filled filled = filled(value);
            code.add(filled.code());
            words.addAll(words.isEmpty() ? List.of() : List.of(new Js.Fixed(", ")));
            words.addAll(filled.words());
        }
        return new Filled("[" + String.join(", ", code) + "]", words);
    }

    /// What the words left open: a subject and a text that follow from the rest, otherwise a question.
    private @Nullable Filled missing(Parameter parameter, Step step, Operation operation, Map<String, Filled> given) {
        boolean message = operation.effect() == EffectClass.SEND;
        boolean plain = parameter.shape() instanceof Shape.Text;
        if (plain && message && SUBJECTS.contains(parameter.name())) {
            return subject(step, operation, given);
        }
        boolean body = plain && message && BODIES.contains(parameter.name());
        if (body && topic(step).isPresent()) {
            return Filled.text(wording.attached(topic(step).get()));
        }
        if ((!parameter.required() && !body) || !phrasebook.has("user.ask")) {
            return null;
        }
        String answer = script.name(parameter.name());
        String question = body ? wording.whatShouldItSay() : wording.missing(parameter.name());
        script.line("const " + answer + " = user.ask(" + Js.text(question) + ");");
        Finder finder = parameter.shape() instanceof Shape.Reference reference
                ? phrasebook.finders().of(reference.kind())
                : null;
        return Filled.code(finder == null ? answer : lookups.resolve(finder, answer));
    }

    private Filled subject(Step step, Operation operation, Map<String, Filled> given) {
        Optional<String> topic = topic(step);
        if (topic.isPresent()) {
            return Filled.text(topic.get());
        }
        for (Parameter parameter : operation.parameters()) {
            if (BODIES.contains(parameter.name()) && parameter.shape() instanceof Shape.Text) {
                Filled body = given.get(parameter.name());
                if (body == null) {
                    body = missing(parameter, step, operation, given);
                }
                if (body != null) {
                    given.put(parameter.name(), body);
                    return beginning(body);
                }
            }
        }
        return Filled.text("…");
    }

    private static Filled beginning(Filled body) {
        if (body.words().size() == 1 && body.words().getFirst() instanceof Js.Fixed fixed) {
            String text = fixed.text();
            int cut = text.length() <= LONGEST_SUBJECT ? -1 : Math.max(text.lastIndexOf(' ', LONGEST_SUBJECT), 20);
            return Filled.text(cut < 0 ? text : text.substring(0, cut) + " …");
        }
        return Filled.code("String(" + body.code() + ").slice(0, " + LONGEST_SUBJECT + ")");
    }

    /// What a message is about: the file or other thing that goes with it.
    private static Optional<String> topic(Step step) {
        for (Map.Entry<String, Value> slot : step.slots().entrySet()) {
            SlotType type = step.template().type(slot.getKey());
            boolean thing = type != null
                    && type.isReference()
                    && !Set.of("address", "contact", "mail", "phone").contains(type.kind());
            Optional<String> name = thing ? nameOf(slot.getValue()) : Optional.empty();
            if (name.isPresent()) {
                return name;
            }
        }
        return Optional.empty();
    }

    private static Optional<String> nameOf(Value value) {
        return switch (value) {
            case Value.Lookup lookup -> Optional.of(Wording.capital(lookup.phrase()));
            case Value.Text text ->
                Optional.of(text.text().substring(text.text().lastIndexOf('/') + 1));
            case Value.Several several ->
                Optional.of(String.join(
                        ", ",
                        several.values().stream()
                                .map(CallCode::nameOf)
                                .flatMap(Optional::stream)
                                .toList()));
            case Value.Numeral _, Value.Truth _, Value.Pronoun _, Value.Earlier _ -> Optional.empty();
        };
    }

    private static String passed(Operation operation, Map<String, Filled> arguments) {
        List<String> positional = new ArrayList<>();
        List<String> named = new ArrayList<>();
        int absent = 0;
        for (Parameter parameter : operation.parameters()) {
            Filled filled = arguments.get(parameter.name());
            if (filled == null) {
                absent += parameter.positional() ? 1 : 0;
            } else if (parameter.positional()) {
                for (; absent > 0; absent--) {
                    positional.add("undefined");
                }
                positional.add(filled.code());
            } else {
                boolean same = parameter.name().equals(filled.code());
                named.add(same ? parameter.name() : parameter.name() + ": " + filled.code());
            }
        }
        if (!named.isEmpty()) {
            positional.add("{" + String.join(", ", named) + "}");
        }
        return String.join(", ", positional);
    }
}
