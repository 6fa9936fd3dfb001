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

    static final double CHARACTERS_A_TOKEN = 3.5;

    private static final String UNTYPED = "# A parameter without a type is a str.\n";
    private static final String MANY = "type Many[T] = T | List[T]\n";

    private final List<Catalogue.SkillEntry> skills;
    private final Detail detail;
    private final Structures structures;
    private final Set<String> imports = new TreeSet<>();
    private final Map<String, String> references = new TreeMap<>();
    private boolean times;
    private boolean many;

    PythonText(List<Catalogue.SkillEntry> skills, Detail detail) {
        this.skills = skills;
        this.detail = detail;
        structures = new Structures(skills);
    }

    String text() {
        StringBuilder body = new StringBuilder();
        structures.byName().forEach((name, structure) -> body.append(structure(name, structure)));
        skills.forEach(skill -> body.append('\n').append(skill(skill)));
        StringBuilder head =
                new StringBuilder((imports.isEmpty() ? "" : "from typing import " + String.join(", ", imports) + "\n")
                        + (detail.saysText() ? "" : UNTYPED)
                        + (times ? TIME : "")
                        + (many ? MANY : ""));
        references.forEach(
                (kinds, name) -> head.append(name).append(" = ").append(kinds).append('\n'));
        return head.append(body).toString();
    }

    /// On one line; what is to be said of fields stands behind all of them.
    private String structure(String name, Shape.Structure structure) {
        String fields = structure.fields().stream()
                .map(field -> name(field.name()) + ": " + result(field.shape())
                        + (field.optional() && !(field.shape() instanceof Shape.Any) ? " | None" : ""))
                .collect(Collectors.joining("; "));
        String said = structure.fields().stream()
                .filter(field -> !detail.field(field.description()).isBlank())
                .map(field -> name(field.name()) + ": " + detail.field(field.description()))
                .collect(Collectors.joining("; "));
        return "class " + name + ": " + (fields.isEmpty() ? "pass" : fields) + (said.isEmpty() ? "" : "  # " + said)
                + "\n";
    }

    private static String said(String text) {
        return text.isEmpty() ? "" : "  # " + text;
    }

    private String skill(Catalogue.SkillEntry skill) {
        return "class " + name(skill.name()) + ":" + said(detail.skill(skill.summary())) + "\n"
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
                + result(operation.result()) + ": ..." + said(detail.operation(operation.name(), operation.summary()))
                + "\n";
    }

    private String parameter(Parameter parameter, boolean neededLater) {
        boolean said = detail.saysText() || !(parameter.shape() instanceof Shape.Text) || neededLater;
        String typed = name(parameter.name()) + (said ? ": " + argument(parameter.shape()) : "");
        return parameter.required() ? typed : neededLater ? typed + " | None" : typed + (said ? " = None" : "=None");
    }

    private static String name(String name) {
        String plain = Wording.identifier(name);
        return KEYWORDS.contains(plain) ? plain + "_" : plain;
    }

    private String argument(Shape shape) {
        if (shape instanceof Shape.ListOf list) {
            imports.add("List");
            many = true;
            return "Many[" + argument(list.element()) + "]";
        }
        return result(shape);
    }

    private String reference(Shape.Reference reference) {
        Set<String> carriers = structures.carriers(reference);
        if (carriers.isEmpty()) {
            return "str";
        }
        return references.computeIfAbsent(
                "str | " + String.join(" | ", carriers), _ -> structures.referenceName(reference));
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
            case Shape.Reference reference -> reference(reference);
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
