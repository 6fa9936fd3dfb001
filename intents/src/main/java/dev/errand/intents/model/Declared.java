package dev.errand.intents.model;

import dev.errand.os.operation.Catalogue;
import dev.errand.os.operation.Operation;
import dev.errand.os.operation.Parameter;
import dev.errand.os.operation.Shape;
import dev.errand.sandbox.Language;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// The operations of a device as a model is shown them: one line an operation, one line a type.
final class Declared {
    private final Map<String, String> types = new LinkedHashMap<>();
    private final boolean python;

    private Declared(boolean python) {
        this.python = python;
    }

    static String in(Language language, Catalogue catalogue) {
        Declared declared = new Declared(language == Language.PYTHON);
        StringBuilder operations = new StringBuilder();
        for (Catalogue.SkillEntry skill : catalogue.skills()) {
            operations
                    .append(declared.comment(skill.name() + ": " + skill.summary()))
                    .append('\n');
            for (Operation operation : skill.operations()) {
                operations.append(declared.line(operation)).append('\n');
            }
        }
        return operations + String.join("\n", declared.types.values());
    }

    private String comment(String text) {
        return (python ? "# " : "// ") + text;
    }

    private String line(Operation operation) {
        return "%s(%s)%s%s  %s"
                .formatted(
                        operation.qualifiedName(),
                        parameters(operation.parameters()),
                        python ? " -> " : ": ",
                        type(operation.result()),
                        comment(operation.summary()));
    }

    private String parameters(List<Parameter> parameters) {
        List<String> parts = new ArrayList<>();
        List<String> named = new ArrayList<>();
        for (Parameter each : parameters) {
            String text = python
                    ? each.name() + ": " + type(each.shape()) + (each.required() ? "" : " = None")
                    : each.name() + (each.required() ? ": " : "?: ") + type(each.shape());
            (python || each.positional() ? parts : named).add(text);
        }
        if (!named.isEmpty()) {
            parts.add("{" + String.join(", ", named) + "}");
        }
        return String.join(", ", parts);
    }

    private String type(Shape shape) {
        return switch (shape) {
            case Shape.Text _, Shape.Time _, Shape.Reference _ -> python ? "str" : "string";
            case Shape.Choice choice ->
                choice.values().stream().map(each -> '"' + each + '"').collect(Collectors.joining(" | "));
            case Shape.Whole _ -> python ? "int" : "number";
            case Shape.Decimal _ -> python ? "float" : "number";
            case Shape.Truth _ -> python ? "bool" : "boolean";
            case Shape.ListOf list -> python ? "list[" + type(list.element()) + "]" : type(list.element()) + "[]";
            case Shape.Any _ -> python ? "object" : "any";
            case Shape.Nothing _ -> python ? "None" : "void";
            case Shape.Structure structure -> named(structure);
        };
    }

    private String named(Shape.Structure structure) {
        if (!types.containsKey(structure.name())) {
            types.put(structure.name(), "");
            String fields = structure.fields().stream()
                    .map(field -> field.name() + (field.optional() ? "?: " : ": ") + type(field.shape()))
                    .collect(Collectors.joining(", "));
            types.put(structure.name(), comment("%s is {%s}".formatted(structure.name(), fields)));
        }
        return structure.name();
    }
}
