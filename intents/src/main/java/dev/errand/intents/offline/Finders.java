package dev.errand.intents.offline;

import dev.errand.os.operation.Catalogue;
import dev.errand.os.operation.EffectClass;
import dev.errand.os.operation.Operation;
import dev.errand.os.operation.Parameter;
import dev.errand.os.operation.Shape;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Which operation looks up which kind of thing, told by types: a `find` or `search`, or one named as several of the
/// kind (`devices`), whose results carry the key.
final class Finders {
    private static final List<String> PHRASES = List.of("phrase", "text", "query", "name");

    private final Map<String, Finder> finders = new HashMap<>();
    private final Set<String> kinds = new HashSet<>();

    Finders(Catalogue catalogue) {
        catalogue.operations().forEach(operation -> operation.parameters().forEach(p -> learn(p.shape())));
        for (Operation operation : catalogue.operations()) {
            operation.parameters().forEach(p -> add(p.shape(), catalogue));
        }
    }

    private void learn(Shape shape) {
        if (shape instanceof Shape.ListOf list) {
            learn(list.element());
        } else if (shape instanceof Shape.Reference reference) {
            kinds.add(reference.kind());
        }
    }

    private void add(Shape shape, Catalogue catalogue) {
        if (shape instanceof Shape.ListOf list) {
            add(list.element(), catalogue);
        } else if (shape instanceof Shape.Reference reference && !finders.containsKey(reference.kind())) {
            catalogue.operations().stream()
                    .map(operation -> finder(reference, operation))
                    .flatMap(Optional::stream)
                    .max(Comparator.comparingInt(finder -> fitness(finder, kinds)))
                    .ifPresent(best -> finders.put(reference.kind(), best));
        }
    }

    @Nullable
    Finder of(String kind) {
        return finders.get(kind);
    }

    Collection<Finder> all() {
        return finders.values();
    }

    /// Whether two kinds are found by the same operation, as a contact and its address are.
    boolean isSameThing(String kind, String other) {
        Finder one = finders.get(kind);
        Finder two = finders.get(other);
        return kind.equals(other)
                || (one != null && two != null && one.operation().equals(two.operation()));
    }

    private static Optional<Finder> finder(Shape.Reference reference, Operation operation) {
        boolean looksUp = operation.name().equals("find")
                || operation.name().equals("search")
                || operation.name().equals(reference.kind() + "s");
        if (!looksUp
                || operation.effect() != EffectClass.READ
                || !(operation.result() instanceof Shape.ListOf list)
                || !(list.element() instanceof Shape.Structure found)) {
            return Optional.empty();
        }
        Optional<Parameter> phrase = PHRASES.stream()
                .map(operation::parameter)
                .flatMap(Optional::stream)
                .filter(p -> p.shape() instanceof Shape.Text)
                .findFirst();
        boolean callable = phrase.isPresent()
                && operation.parameters().stream().allMatch(p -> !p.required() || p.equals(phrase.get()));
        return callable
                ? reference.member().stream()
                        .flatMap(m ->
                                found.fields().stream().filter(f -> f.name().equals(m)))
                        .findFirst()
                        .map(member -> new Finder(reference.kind(), operation, phrase.get(), found, member))
                : Optional.empty();
    }

    /// A finder whose own words name the kind is meant before one whose results are of another kind and merely have a
    /// member of that name.
    private static int fitness(Finder finder, Set<String> kinds) {
        String found = finder.found().name().toLowerCase(Locale.ROOT);
        boolean named =
                found.equals(finder.kind()) || finder.operation().skill().startsWith(finder.kind());
        boolean other = !found.equals(finder.kind()) && kinds.contains(found);
        boolean identifier = finder.member().name().equals("id");
        boolean direct = finder.operation().name().equals("find");
        return (named ? 8 : 0) + (other ? 0 : 2) + (identifier ? 0 : 4) + (direct ? 1 : 0);
    }
}
