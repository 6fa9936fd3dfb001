package dev.errand.os.declaration;

import dev.errand.os.operation.Catalogue;
import dev.errand.os.operation.Operation;
import dev.errand.os.operation.Parameter;
import dev.errand.os.operation.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// Skills as a `.d.ts` file.
final class TypeScriptText {
    private static final String TIME =
            "type Time = string; // ISO 8601; without an offset in the device's zone: 2026-03-01T15:00\n";
    private static final String MANY = "type Many<T> = T | T[];\n";

    private final List<Catalogue.SkillEntry> skills;
    private final Structures structures;
    private boolean times;
    private boolean many;

    TypeScriptText(List<Catalogue.SkillEntry> skills) {
        this.skills = skills;
        structures = new Structures(skills);
    }

    String text() {
        StringBuilder body = new StringBuilder();
        structures.byName().forEach((name, structure) -> body.append('\n').append(structure(name, structure)));
        skills.forEach(skill -> body.append('\n').append(skill(skill)));
        String head = (times ? TIME : "") + (many ? MANY : "");
        return head.isEmpty() ? body.toString().stripLeading() : head + body;
    }

    private String structure(String name, Shape.Structure structure) {
        StringBuilder text = new StringBuilder("interface " + name + " {\n");
        for (Shape.Field field : structure.fields()) {
            text.append("  ")
                    .append(property(field.name()))
                    .append(field.optional() ? "?: " : ": ")
                    .append(result(field.shape()))
                    .append(';')
                    .append(field.description().isBlank() ? "" : " // " + Wording.oneLine(field.description()))
                    .append('\n');
        }
        return text.append("}\n").toString();
    }

    private String skill(Catalogue.SkillEntry skill) {
        return "/** " + comment(skill.summary()) + " */\ndeclare const " + Wording.identifier(skill.name()) + ": {\n"
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
        return "  /** " + comment(operation.summary()) + " */\n  " + property(operation.name()) + "("
                + String.join(", ", parameters) + "): " + result(operation.result()) + ";\n";
    }

    /// TypeScript has no optional parameter before one that is needed.
    private String positional(Parameter parameter, boolean neededLater) {
        String type = argument(parameter.shape());
        String name = Wording.identifier(parameter.name());
        return (parameter.required()
                        ? name + ": " + type
                        : neededLater ? name + ": " + type + " | undefined" : name + "?: " + type)
                + described(parameter);
    }

    private String named(Parameter parameter) {
        return property(parameter.name())
                + (parameter.required() ? ": " : "?: ")
                + argument(parameter.shape())
                + described(parameter);
    }

    private static String described(Parameter parameter) {
        return parameter.description().isBlank() ? "" : " /* " + comment(parameter.description()) + " */";
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
            case Shape.Reference reference -> {
                List<String> kinds = new ArrayList<>(List.of("string"));
                kinds.addAll(structures.carriers(reference));
                yield String.join(" | ", kinds);
            }
            case Shape.ListOf list -> {
                String element = result(list.element());
                yield element.contains(" ") ? "(" + element + ")[]" : element + "[]";
            }
            case Shape.Structure structure -> structures.name(structure);
            case Shape.Any _ -> "any";
            case Shape.Nothing _ -> "void";
        };
    }
}
