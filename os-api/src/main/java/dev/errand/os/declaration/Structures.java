package dev.errand.os.declaration;

import dev.errand.os.operation.Catalogue;
import dev.errand.os.operation.Operation;
import dev.errand.os.operation.Parameter;
import dev.errand.os.operation.Shape;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
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
    private final Map<Shape.Structure, Integer> uses = new HashMap<>();
    private final Set<Shape.Reference> references = new LinkedHashSet<>();
    private final Set<String> carrying = new HashSet<>();

    Structures(List<Catalogue.SkillEntry> skills) {
        for (Catalogue.SkillEntry skill : skills) {
            for (Operation operation : skill.operations()) {
                for (Parameter parameter : operation.parameters()) {
                    visit(parameter.shape(), structure -> use(structure, skill.name()));
                }
                visit(operation.result(), structure -> {
                    use(structure, skill.name());
                    returnedBy.computeIfAbsent(structure, _ -> new HashSet<>()).add(skill.name());
                });
            }
        }
        for (Catalogue.SkillEntry skill : skills) {
            for (Operation operation : skill.operations()) {
                operation.parameters().forEach(parameter -> carry(parameter.shape()));
            }
        }
    }

    private void use(Shape.Structure structure, String skill) {
        name(structure, skill);
        uses.merge(structure, 1, Integer::sum);
    }

    private void carry(Shape shape) {
        switch (shape) {
            case Shape.ListOf list -> carry(list.element());
            case Shape.Reference reference -> carrying.addAll(carriers(reference));
            case Shape.Structure structure -> structure.fields().forEach(field -> carry(field.shape()));
            case Shape.Text _,
                    Shape.Whole _,
                    Shape.Decimal _,
                    Shape.Truth _,
                    Shape.Time _,
                    Shape.Choice _,
                    Shape.Any _,
                    Shape.Nothing _ -> {}
        }
    }

    /// Whether it may stand where it is used, without a name: nothing else names it.
    boolean isUsedOnce(Shape.Structure structure) {
        return uses.getOrDefault(structure, 0) == 1 && !carrying.contains(name(structure));
    }

    /// The same without those that are used once.
    Map<String, Shape.Structure> named() {
        Map<String, Shape.Structure> named = byName();
        named.values().removeIf(this::isUsedOnce);
        return named;
    }

    /// What a reference's type is called: `PathRef`.
    String referenceName(Shape.Reference reference) {
        String name = Wording.capitalised(Wording.identifier(reference.kind())) + "Ref";
        // Two skills may use one word for things with other keys.
        long others = references.stream()
                .filter(each -> each.kind().equals(reference.kind()))
                .takeWhile(each -> !each.equals(reference))
                .count();
        references.add(reference);
        return others == 0 ? name : name + (others + 1);
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
