package dev.errand.runtime.engine;

import dev.errand.os.device.Change;
import dev.errand.os.device.Changes;
import dev.errand.os.device.DeviceFailure;
import dev.errand.os.device.Draft;
import dev.errand.os.operation.Operation;
import dev.errand.runtime.engine.UndoPlan.Status;
import dev.errand.runtime.journal.Entry.EffectStarted;
import dev.errand.runtime.journal.Entry.StepFinished;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Finds out what can be taken back of a run, by doing it on a draft: an effect may be in the way of an earlier one.
final class UndoPlanning {
    private final Run run;
    private final Surroundings world;
    private final Set<Integer> wanted;
    private final Draft draft;

    /// Later effects that stay, or are not to be taken back.
    private final List<EffectStarted> inTheWay = new ArrayList<>();

    private UndoPlanning(Run run, Surroundings world, Set<Integer> wanted) {
        this.run = run;
        this.world = world;
        this.wanted = wanted;
        this.draft = new Draft(world.device().storage(), world.clock()::instant);
    }

    /// @param wanted numbers of effects; empty means all
    /// @throws Refusal if the run did not do what one of the numbers names
    static UndoPlan of(Run run, Surroundings world, Set<Integer> wanted) {
        return new UndoPlanning(run, world, wanted).plan();
    }

    private UndoPlan plan() {
        List<EffectStarted> done = done(run);
        Set<Integer> numbers = new HashSet<>();
        done.forEach(effect -> numbers.add(effect.number()));
        if (!numbers.containsAll(wanted)) {
            throw new Refusal("Run %s did not do %s; it did %s."
                    .formatted(run.id(), words(wanted, numbers), words(numbers, Set.of())));
        }
        List<UndoPlan.Item> items = new ArrayList<>();
        for (EffectStarted effect : done.reversed()) {
            boolean isWanted = wanted.isEmpty() || wanted.contains(effect.number());
            if (isWanted) {
                UndoPlan.Item item = item(effect);
                items.add(item);
                if (item.status() == Status.STAYS) {
                    inTheWay.add(effect);
                }
            } else if (!run.undo().isUndone(effect.number())) {
                inTheWay.add(effect);
            }
        }
        return new UndoPlan(run.id(), items);
    }

    private static String words(Set<Integer> numbers, Set<Integer> without) {
        List<String> words = numbers.stream()
                .filter(number -> !without.contains(number))
                .sorted()
                .map(number -> "effect " + number)
                .toList();
        return words.isEmpty() ? "nothing" : String.join(", ", words);
    }

    /// Effects of a run that really happened, or of which nobody knows, in their order.
    static List<EffectStarted> done(Run run) {
        return run.effectsStarted().stream()
                .filter(effect -> {
                    StepFinished finished = run.apply().steps.get(effect.step());
                    return finished == null || finished.value() != null;
                })
                .toList();
    }

    private UndoPlan.Item item(EffectStarted effect) {
        String summary = UndoPlan.summary(effect, world.catalogue());
        if (run.undo().isUndone(effect.number())) {
            return UndoPlan.item(effect, summary, Status.UNDONE, List.of(), "");
        }
        Optional<String> problem = problem(effect);
        return problem.isPresent()
                ? UndoPlan.item(effect, summary, Status.STAYS, List.of(), problem.get())
                : UndoPlan.item(effect, summary, Status.PLANNED, actions(effect), "");
    }

    /// Whether it was made through the device's data alone: its changes were journaled with its beginning. What the
    /// operation declares now may be another matter, as where an account has been configured since.
    static boolean isLocal(EffectStarted effect) {
        return effect.result() != null;
    }

    private Optional<String> problem(EffectStarted effect) {
        Optional<Operation> operation = world.catalogue().operation(effect.operation());
        if (operation.isEmpty() || !operation.get().undoable()) {
            return Optional.of("cannot be taken back");
        }
        if (!isLocal(effect) && !run.apply().steps.containsKey(effect.step())) {
            return Optional.of("it was interrupted; nobody knows whether it happened");
        }
        Optional<EffectStarted> later =
                inTheWay.stream().filter(other -> meet(effect, other)).findFirst();
        if (later.isPresent()) {
            return Optional.of("effect %d (%s) changed the same afterwards; take that back first"
                    .formatted(later.get().number(), UndoPlan.summary(later.get(), world.catalogue())));
        }
        if (isLocal(effect)) {
            try {
                effect.changes().revert(draft, world.device().objects());
            } catch (DeviceFailure e) {
                return Optional.of(e.getMessage());
            }
        }
        return Optional.empty();
    }

    /// Whether two effects concern the same object.
    private boolean meet(EffectStarted one, EffectStarted other) {
        Optional<String> name = name(one);
        return !Collections.disjoint(Places.places(one.changes()), Places.places(other.changes()))
                || (name.isPresent() && name.equals(name(other)));
    }

    /// What an effect outside of the device's data is about.
    private Optional<String> name(EffectStarted effect) {
        return world.catalogue()
                .operation(effect.operation())
                .filter(_ -> !isLocal(effect))
                .map(operation -> Deeds.name(operation, effect.arguments()));
    }

    private static List<String> actions(EffectStarted effect) {
        Changes changes = effect.changes();
        return changes.changes().isEmpty()
                ? List.of("does the reverse of " + effect.operation())
                : changes.changes().reversed().stream()
                        .map(UndoPlanning::action)
                        .toList();
    }

    private static String action(Change change) {
        return switch (change) {
            case Change.Written(String path, Optional<String> before, String _) ->
                before.isPresent() ? "gives " + path + " its former content" : "removes " + path;
            case Change.Moved(String from, String path, String _) -> "moves %s back to %s".formatted(path, from);
            case Change.Deleted(String path, String _) -> "puts back " + path;
            case Change.FolderMade(String path) -> "removes the folder %s if it is empty".formatted(path);
            case Change.FolderRemoved(String path) -> "makes the folder %s again".formatted(path);
        };
    }
}
