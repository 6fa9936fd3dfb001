package dev.errand.os.declaration;

import dev.errand.os.operation.Catalogue;
import dev.errand.os.operation.Operation;
import dev.errand.os.operation.Parameter;
import dev.errand.os.operation.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// Skills as a `.pyi` file. Named parameters are keyword arguments; a name that Python keeps for itself gets an
/// underscore behind it.
final class PythonText {
    private static final Set<String> KEYWORDS = Set.copyOf(List.of(
            ("False None True and as assert async await break class continue def del elif else except finally for from"
                            + " global if import in is lambda nonlocal not or pass raise return try while with yield")
                    .split(" ")));
    private static final String TIME = "Time = str  # ISO 8601; without an offset in the device's zone\n";

    private final List<Catalogue.SkillEntry> skills;
    private final Structures structures;
    private final Set<String> imports = new TreeSet<>();
    private boolean times;

    PythonText(List<Catalogue.SkillEntry> skills) {
        this.skills = skills;
        structures = new Structures(skills);
    }

    String text() {
        StringBuilder body = new StringBuilder();
        structures.byName().forEach((name, structure) -> body.append('\n').append(structure(name, structure)));
        skills.forEach(skill -> body.append('\n').append(skill(skill)));
        String head = (imports.isEmpty() ? "" : "from typing import " + String.join(", ", imports) + "\n")
                + (times ? TIME : "");
        return head.isEmpty() ? body.toString().stripLeading() : head + body;
    }

    private String structure(String name, Shape.Structure structure) {
        StringBuilder text = new StringBuilder("class " + name + ":\n");
        for (Shape.Field field : structure.fields()) {
            text.append("    ")
                    .append(name(field.name()))
                    .append(": ")
                    .append(result(field.shape()))
                    .append(field.optional() ? " | None" : "")
                    .append(field.description().isBlank() ? "" : "  # " + Wording.oneLine(field.description()))
                    .append('\n');
        }
        return text.append(structure.fields().isEmpty() ? "    pass\n" : "").toString();
    }

    private String skill(Catalogue.SkillEntry skill) {
        return "class " + name(skill.name()) + ":\n    " + Wording.quoted(skill.summary()) + "\n"
                + skill.operations().stream().map(this::function).collect(Collectors.joining());
    }

    private String function(Operation operation) {
        List<String> parameters = new ArrayList<>();
        List<Parameter> positional =
                operation.parameters().stream().filter(Parameter::positional).toList();
        for (int i = 0; i < positional.size(); i++) {
            boolean neededLater =
                    positional.subList(i + 1, positional.size()).stream().anyMatch(Parameter::required);
            parameters.add(parameter(positional.get(i), neededLater));
        }
        if (positional.size() < operation.parameters().size()) {
            parameters.add("*");
            operation.parameters().stream()
                    .filter(p -> !p.positional())
                    .forEach(p -> parameters.add(parameter(p, false)));
        }
        return "    def " + name(operation.name()) + "(" + String.join(", ", parameters) + ") -> "
                + result(operation.result()) + ": " + Wording.quoted(operation.summary()) + "\n";
    }

    private String parameter(Parameter parameter, boolean neededLater) {
        String typed = name(parameter.name()) + ": " + argument(parameter.shape());
        return parameter.required() ? typed : neededLater ? typed + " | None" : typed + " = None";
    }

    private static String name(String name) {
        String plain = Wording.identifier(name);
        return KEYWORDS.contains(plain) ? plain + "_" : plain;
    }

    private String argument(Shape shape) {
        return shape instanceof Shape.ListOf list
                ? argument(list.element()) + " | " + listOf(argument(list.element()))
                : result(shape);
    }

    private String listOf(String element) {
        imports.add("List");
        return "List[" + element + "]";
    }

    private String result(Shape shape) {
        return switch (shape) {
            case Shape.Text _ -> "str";
            case Shape.Whole _ -> "int";
            case Shape.Decimal _ -> "float";
            case Shape.Truth _ -> "bool";
            case Shape.Time _ -> {
                times = true;
                yield "Time";
            }
            case Shape.Choice choice -> {
                imports.add("Literal");
                yield choice.values().stream().map(Wording::quoted).collect(Collectors.joining(", ", "Literal[", "]"));
            }
            case Shape.Reference reference -> {
                List<String> kinds = new ArrayList<>(List.of("str"));
                kinds.addAll(structures.carriers(reference));
                yield String.join(" | ", kinds);
            }
            case Shape.ListOf list -> listOf(result(list.element()));
            case Shape.Structure structure -> structures.name(structure);
            case Shape.Any _ -> {
                imports.add("Any");
                yield "Any";
            }
            case Shape.Nothing _ -> "None";
        };
    }
}
