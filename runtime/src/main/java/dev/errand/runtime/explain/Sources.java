package dev.errand.runtime.explain;

import dev.errand.sandbox.syntax.ProgramFlow;
import dev.errand.sandbox.syntax.ProgramFlow.CallSite;
import dev.errand.sandbox.syntax.ProgramFlow.Definition;
import dev.errand.sandbox.syntax.ProgramFlow.Guard;
import dev.errand.sandbox.syntax.ProgramFlow.GuardKind;
import dev.errand.sandbox.syntax.ProgramFlow.Uses;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Which steps an expression can have been made of, by the text of the code and the order of the steps.
final class Sources {
    /// A place in the code that needs values.
    ///
    /// @param before steps from this number on came later
    /// @param once   the guards that every place on the way here shared; what repeats under others counts each time
    record Place(int offset, List<Integer> guards, int before, List<Integer> once) {
        Place(int offset, List<Integer> guards, int before) {
            this(offset, guards, before, guards);
        }

        Place at(int otherOffset, List<Integer> otherGuards) {
            List<Integer> shared = once.stream().filter(otherGuards::contains).toList();
            return new Place(otherOffset, otherGuards, before, shared);
        }
    }

    private final Trace trace;
    private final ProgramFlow flow;
    private final Set<Integer> seenGuards = new HashSet<>();

    /// With the members that are read of what they returned.
    final Map<Deed, Set<String>> data = new LinkedHashMap<>();

    final Map<Deed, Set<String>> conditions = new LinkedHashMap<>();
    private final Goal forData = new Goal(data, new HashSet<>());
    private final Goal forConditions = new Goal(conditions, new HashSet<>());
    final Set<Deed> errors = new HashSet<>();

    /// What is looked for, and the variables that were followed for it.
    private record Goal(Map<Deed, Set<String>> found, Set<String> seen) {}

    private Sources(Trace trace) {
        this.trace = trace;
        this.flow = trace.flow();
    }

    static Sources of(Trace trace, Uses uses, Place place) {
        Sources sources = new Sources(trace);
        sources.find(uses, uses.members(), place, sources.forData);
        return sources;
    }

    /// What decided that a place was reached, or not.
    static Sources ofReaching(Trace trace, Place place) {
        Sources sources = new Sources(trace);
        place.guards().forEach(guard -> sources.guard(guard, place));
        return sources;
    }

    private void find(Uses uses, Set<String> members, Place place, Goal goal) {
        for (int call : uses.calls()) {
            CallSite site = flow.calls().get(call);
            List<Deed> instances = instances(call, site, place);
            if (instances.isEmpty()) {
                site.arguments().values().forEach(argument -> find(argument, Set.of(), place, goal));
            }
            instances.forEach(deed ->
                    goal.found().computeIfAbsent(deed, _ -> new HashSet<>()).addAll(members));
        }
        for (String variable : uses.variables()) {
            if (goal.seen().add(variable)) {
                follow(variable, members, place, goal);
            }
        }
    }

    private void follow(String variable, Set<String> members, Place place, Goal goal) {
        List<Definition> reaching = reaching(variable, place);
        for (Definition definition : reaching) {
            Set<String> all = new HashSet<>(members);
            all.addAll(definition.from().members());
            find(definition.from(), all, place.at(definition.offset(), definition.guards()), goal);
            definition.guards().stream()
                    .filter(guard -> !place.guards().contains(guard))
                    .filter(guard -> reaching.size() > 1 || kind(guard) == GuardKind.CATCH)
                    .forEach(guard -> guard(guard, place));
        }
    }

    private GuardKind kind(int guard) {
        return flow.guards().get(guard).kind();
    }

    private void guard(int id, Place place) {
        if (!seenGuards.add(id)) {
            return;
        }
        Guard guard = flow.guards().get(id);
        if (guard.kind() == GuardKind.CATCH) {
            guard.tried().stream()
                    .flatMap(site -> trace.at(site).stream())
                    .filter(deed -> deed.failure() != null && deed.step() < place.before())
                    .forEach(errors::add);
        } else {
            find(guard.test(), guard.test().members(), place, forConditions);
        }
    }

    /// In a loop that is shared, the newest; from outside of one, all.
    private List<Deed> instances(int call, CallSite site, Place place) {
        List<Deed> earlier = trace.at(call).stream()
                .filter(deed -> deed.step() < place.before())
                .toList();
        boolean repeated = site.guards().stream()
                .filter(guard -> kind(guard) == GuardKind.LOOP || kind(guard) == GuardKind.FUNCTION)
                .anyMatch(guard -> !place.once().contains(guard));
        return repeated || earlier.isEmpty() ? earlier : List.of(earlier.getLast());
    }

    /// The definitions that a place can see: not what comes later in the text unless a loop or a function comes back,
    /// and nothing before one that surely replaced it.
    private List<Definition> reaching(String variable, Place place) {
        List<Definition> all = flow.definitions().stream()
                .filter(d -> d.variable().equals(variable))
                .toList();
        int replaced = all.stream()
                .filter(d -> d.whole()
                        && d.offset() < place.offset()
                        && place.guards().containsAll(d.guards()))
                .mapToInt(Definition::offset)
                .max()
                .orElse(-1);
        return all.stream()
                .filter(d -> d.offset() >= replaced)
                .filter(d -> d.offset() <= place.offset() || comesBack(d, place))
                .toList();
    }

    private boolean comesBack(Definition definition, Place place) {
        boolean isOfFunction = definition.variable().endsWith(")");
        return isOfFunction
                || definition.guards().stream()
                        .anyMatch(guard -> kind(guard) == GuardKind.FUNCTION
                                || (kind(guard) == GuardKind.LOOP
                                        && place.guards().contains(guard)))
                || place.guards().stream().anyMatch(guard -> kind(guard) == GuardKind.FUNCTION);
    }
}
