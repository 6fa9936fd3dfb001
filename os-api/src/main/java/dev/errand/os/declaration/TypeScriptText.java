package dev.errand.os.declaration;

import dev.errand.os.operation.Catalogue;
import dev.errand.os.operation.Operation;
import dev.errand.os.operation.Parameter;
import dev.errand.os.operation.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// Skills as a `.d.ts` file.
final class TypeScriptText {
    static final double CHARACTERS_A_TOKEN = 3.8;

    private static final String TIME =
            "type Time = string; // ISO 8601; without an offset in the device's zone: 2026-03-01T15:00\n";
    private static final String MANY = "type Many<T> = T | T[];\n";

    private final List<Catalogue.SkillEntry> skills;
    private final Detail detail;
    private final Structures structures;
    private final Map<String, String> references = new TreeMap<>();
    private boolean times;
    private boolean many;

    TypeScriptText(List<Catalogue.SkillEntry> skills, Detail detail) {
        this.skills = skills;
        this.detail = detail;
        structures = new Structures(skills);
    }

    String text() {
        StringBuilder body = new StringBuilder();
        structures
                .named()
                .forEach((name, structure) -> body.append("type ")
                        .append(name)
                        .append(" = ")
                        .append(structure(structure))
                        .append(";\n"));
        skills.forEach(skill -> body.append(skill(skill)));
        StringBuilder head = new StringBuilder((times ? TIME : "") + (many ? MANY : ""));
        references.forEach((kinds, name) ->
                head.append("type ").append(name).append(" = ").append(kinds).append(";\n"));
        return head.append(body).toString();
    }

    private String structure(Shape.Structure structure) {
        return structure.fields().stream()
                .map(field -> property(field.name())
                        + (field.optional() ? "?: " : ": ")
                        + result(field.shape())
                        + described(detail.field(field.description())))
                .collect(Collectors.joining(", ", "{", "}"));
    }

    private String skill(Catalogue.SkillEntry skill) {
        String summary = comment(detail.skill(skill.summary()));
        return "\n" + (summary.isEmpty() ? "" : "/** " + summary + " */\n") + "declare const "
                + Wording.identifier(skill.name()) + ": {\n"
                + skill.operations().stream().map(this::function).collect(Collectors.joining())
                + "};\n";
    }

    private String function(Operation operation) {
        List<String> parameters = new ArrayList<>();
        List<Parameter> named =
                operation.parameters().stream().filter(p -> !p.positional()).toList();
        boolean needed = named.stream().anyMatch(Parameter::required);
        List<Parameter> positional =
                operation.parameters().stream().filter(Parameter::positional).toList();
        for (int i = 0; i < positional.size(); i++) {
            boolean neededLater = needed
                    || positional.subList(i + 1, positional.size()).stream().anyMatch(Parameter::required);
            parameters.add(positional(positional.get(i), neededLater));
        }
        if (!named.isEmpty()) {
            parameters.add((needed ? "options: {" : "options?: {")
                    + named.stream().map(this::named).collect(Collectors.joining(", ")) + "}");
        }
        String summary = detail.operation(operation.name(), operation.summary());
        return "  " + property(operation.name()) + "(" + String.join(", ", parameters) + "): "
                + result(operation.result()) + (summary.isEmpty() ? ";\n" : "; // " + summary + "\n");
    }

    /// TypeScript has no optional parameter before one that is needed.
    private String positional(Parameter parameter, boolean neededLater) {
        String type = argument(parameter.shape());
        String name = Wording.identifier(parameter.name());
        return (parameter.required()
                        ? name + ": " + type
                        : neededLater ? name + ": " + type + " | undefined" : name + "?: " + type)
                + described(detail.parameter(parameter.description()));
    }

    private String named(Parameter parameter) {
        return property(parameter.name())
                + (parameter.required() ? ": " : "?: ")
                + argument(parameter.shape())
                + described(detail.parameter(parameter.description()));
    }

    private static String described(String description) {
        return description.isBlank() ? "" : " /* " + comment(description) + " */";
    }

    private static String property(String name) {
        return Wording.isIdentifier(name) ? name : Wording.quoted(name);
    }

    private static String comment(String text) {
        return Wording.oneLine(text).replace("*/", "* /");
    }

    private String argument(Shape shape) {
        if (shape instanceof Shape.ListOf list) {
            many = true;
            return "Many<" + argument(list.element()) + ">";
        }
        return result(shape);
    }

    private String result(Shape shape) {
        return switch (shape) {
            case Shape.Text _ -> "string";
            case Shape.Whole _, Shape.Decimal _ -> "number";
            case Shape.Truth _ -> "boolean";
            case Shape.Time _ -> {
                times = true;
                yield "Time";
            }
            case Shape.Choice choice ->
                choice.values().stream().map(Wording::quoted).collect(Collectors.joining(" | "));
            case Shape.Reference reference -> reference(reference);
            case Shape.ListOf list -> {
                String element = result(list.element());
                yield element.contains(" | ") && !element.startsWith("{") ? "(" + element + ")[]" : element + "[]";
            }
            case Shape.Structure structure ->
                structures.isUsedOnce(structure) ? structure(structure) : structures.name(structure);
            case Shape.Any _ -> "any";
            case Shape.Nothing _ -> "void";
        };
    }

    /// The key, or what carries it; under a name of its own, as the same things are wanted again and again.
    private String reference(Shape.Reference reference) {
        Set<String> carriers = structures.carriers(reference);
        if (carriers.isEmpty()) {
            return "string";
        }
        return references.computeIfAbsent(
                "string | " + String.join(" | ", carriers), _ -> structures.referenceName(reference));
    }
}
