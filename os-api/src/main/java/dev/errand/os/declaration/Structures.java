package dev.errand.os.declaration;

import dev.errand.os.operation.Catalogue;
import dev.errand.os.operation.Operation;
import dev.errand.os.operation.Parameter;
import dev.errand.os.operation.Shape;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;

/// The structures that some skills use, each under a name of its own.
final class Structures {
    /// Members that many structures have: alone they do not say what a structure is.
    private static final Set<String> COMMON = Set.of("id", "name");

    private final Map<Shape.Structure, String> names = new LinkedHashMap<>();
    private final Map<Shape.Structure, Set<String>> returnedBy = new LinkedHashMap<>();

    Structures(List<Catalogue.SkillEntry> skills) {
        for (Catalogue.SkillEntry skill : skills) {
            for (Operation operation : skill.operations()) {
                for (Parameter parameter : operation.parameters()) {
                    visit(parameter.shape(), structure -> name(structure, skill.name()));
                }
                visit(operation.result(), structure -> {
                    name(structure, skill.name());
                    returnedBy.computeIfAbsent(structure, _ -> new HashSet<>()).add(skill.name());
                });
            }
        }
    }

    private static void visit(Shape shape, Consumer<Shape.Structure> each) {
        switch (shape) {
            case Shape.ListOf list -> visit(list.element(), each);
            case Shape.Structure structure -> {
                each.accept(structure);
                structure.fields().forEach(field -> visit(field.shape(), each));
            }
            case Shape.Text _,
                    Shape.Whole _,
                    Shape.Decimal _,
                    Shape.Truth _,
                    Shape.Time _,
                    Shape.Choice _,
                    Shape.Reference _,
                    Shape.Any _,
                    Shape.Nothing _ -> {}
        }
    }

    /// Two skills may use one name for different things; the second gets its skill's name before it.
    private void name(Shape.Structure structure, String skill) {
        if (names.containsKey(structure)) {
            return;
        }
        String plain = Wording.identifier(structure.name());
        String name = names.containsValue(plain) ? Wording.capitalised(Wording.identifier(skill)) + plain : plain;
        String free = name;
        for (int i = 2; names.containsValue(free); i++) {
            free = name + i;
        }
        names.put(structure, free);
    }

    String name(Shape.Structure structure) {
        return Objects.requireNonNull(names.get(structure));
    }

    /// By name.
    Map<String, Shape.Structure> byName() {
        Map<String, Shape.Structure> sorted = new TreeMap<>();
        names.forEach((structure, name) -> sorted.put(name, structure));
        return sorted;
    }

    /// Names of the structures that may be passed where a reference is wanted: those that operations return and that
    /// have its key.
    Set<String> carriers(Shape.Reference reference) {
        Set<String> carriers = new TreeSet<>();
        returnedBy.forEach((structure, skills) -> {
            boolean ofItsKind = structure.name().equalsIgnoreCase(reference.kind())
                    || skills.contains(reference.kind())
                    || skills.contains(reference.kind() + "s");
            boolean carries = structure.fields().stream()
                    .anyMatch(field -> reference.member().contains(field.name())
                            && isKey(field.shape())
                            && (ofItsKind || !COMMON.contains(field.name())));
            if (carries) {
                carriers.add(name(structure));
            }
        });
        return carriers;
    }

    private static boolean isKey(Shape shape) {
        return shape instanceof Shape.Text || (shape instanceof Shape.ListOf list && isKey(list.element()));
    }
}
