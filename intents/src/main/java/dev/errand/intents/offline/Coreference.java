package dev.errand.intents.offline;

import dev.errand.os.operation.Operation;
import dev.errand.os.operation.Shape;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Puts what `it`, `them` and `her` stand for into their place: something of an earlier step, where the types fit.
final class Coreference {
    private final Finders finders;
    private final List<Step> steps;

    private Coreference(Finders finders, List<Step> steps) {
        this.finders = finders;
        this.steps = new ArrayList<>(steps);
    }

    /// Empty if a pronoun has nothing to stand for.
    static Optional<List<Step>> resolve(Finders finders, List<Step> steps) {
        Coreference coreference = new Coreference(finders, steps);
        for (int i = 0; i < steps.size(); i++) {
            if (steps.get(i).hasPronoun() && !coreference.resolve(i)) {
                return Optional.empty();
            }
        }
        return Optional.of(coreference.steps);
    }

    private boolean resolve(int index) {
        Step step = steps.get(index);
        Map<String, Value> filled = new LinkedHashMap<>(step.slots());
        for (Map.Entry<String, Value> slot : filled.entrySet()) {
            SlotType type = step.template().type(slot.getKey());
            if (slot.getValue() instanceof Value.Pronoun pronoun && type != null) {
                Value value = antecedent(index, type, pronoun.word());
                if (value == null) {
                    return false;
                }
                slot.setValue(value);
            }
        }
        steps.set(index, step.with(filled));
        return true;
    }

    private @Nullable Value antecedent(int index, SlotType type, String pronoun) {
        boolean person = Set.of("address", "contact", "phone").contains(type.kind());
        if (person ? Step.meansThing(pronoun) : Step.meansPerson(pronoun)) {
            return null;
        }
        for (int i = index - 1; i >= 0; i--) {
            Value value = mentioned(i, type);
            value = value != null ? value : found(i, type);
            value = value != null ? value : result(i, type);
            if (value != null) {
                return value;
            }
        }
        return null;
    }

    /// A value of the same kind in a slot of an earlier step.
    private @Nullable Value mentioned(int earlier, SlotType type) {
        Step step = steps.get(earlier);
        for (Map.Entry<String, Value> slot : step.slots().entrySet()) {
            SlotType other = step.template().type(slot.getKey());
            if (other == null || !type.isReference() || !finders.isSameThing(type.kind(), other.kind())) {
                continue;
            }
            switch (slot.getValue()) {
                case Value.Lookup lookup -> {
                    return new Value.Lookup(type.kind(), lookup.phrase());
                }
                case Value.Text text
                when !text.text().equals(".") -> {
                    return text;
                }
                case Value.Several several
                when type.list() -> {
                    return several;
                }
                default -> {}
            }
        }
        return null;
    }

    /// What an earlier step looks up by a phrase: then the look-up is this one's, and the step is no step of its own.
    private @Nullable Value found(int earlier, SlotType type) {
        Step step = steps.get(earlier);
        Finder finder = finders.of(type.kind());
        Operation operation = step.template().operation();
        if (finder == null || operation == null || !operation.equals(finder.operation())) {
            return null;
        }
        boolean byPhrase = step.slots().size() == 1
                && step.slots().containsKey(finder.phrase().name());
        if (byPhrase && step.slots().get(finder.phrase().name()) instanceof Value.Text phrase) {
            steps.set(earlier, step.absorb());
            return new Value.Lookup(type.kind(), phrase.text());
        }
        return null;
    }

    /// What an earlier step results in.
    private @Nullable Value result(int earlier, SlotType type) {
        Operation operation = steps.get(earlier).template().operation();
        if (operation == null) {
            return null;
        }
        Finder finder = finders.of(type.kind());
        boolean fits = switch (operation.result()) {
            case Shape.Text _, Shape.Whole _, Shape.Decimal _, Shape.Time _ -> type.isWords();
            case Shape.Structure one ->
                finder != null && one.name().equals(finder.found().name());
            case Shape.ListOf(Shape.Structure each) ->
                type.list()
                        && finder != null
                        && each.name().equals(finder.found().name());
            case Shape.ListOf _, Shape.Any _, Shape.Nothing _, Shape.Truth _, Shape.Choice _, Shape.Reference _ ->
                false;
        };
        return fits ? new Value.Earlier(earlier) : null;
    }
}
