package dev.errand.runtime.explain;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.errand.sandbox.syntax.ProgramFlow.CallSite;
import dev.errand.sandbox.syntax.ProgramFlow.Uses;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Walks backwards from a failure: which steps bear on it, and how.
///
/// Links by value come from the journal, all others from the text of the code; a value that can be seen in what a step
/// returned needs no guess at how the code computed it.
final class Slice {
    /// A step that bears on the failure.
    ///
    /// @param distance in links; 0 for a step at which the failure shows
    /// @param sureness of the least sure link on the surest way to it
    /// @param members  that the code reads of what it returned
    record Found(Deed deed, int distance, Link.Kind sureness, Set<String> members) {}

    private static final int FURTHEST = 12;

    private final Trace trace;
    private final Map<Integer, Found> found = new LinkedHashMap<>();
    private final Set<Link> links = new HashSet<>();

    Slice(Trace trace) {
        this.trace = trace;
    }

    Collection<Found> found() {
        return found.values();
    }

    Set<Link> links() {
        return links;
    }

    /// A step at which the failure shows.
    void shows(Deed deed) {
        found.putIfAbsent(deed.step(), new Found(deed, 0, Link.Kind.VALUE, new HashSet<>()));
    }

    /// What an expression that the failure is about was made of.
    ///
    /// @param wanted its value, where it is known
    void made(Uses uses, Sources.Place place, @Nullable JsonNode wanted) {
        follow(new Need(uses, place, wanted, 0, "", 0, Link.Kind.VALUE));
    }

    /// What decided that a place was reached or not.
    void reached(Sources.Place place, int to) {
        Sources sources = Sources.ofReaching(trace, place);
        Need need = new Need(Uses.NOTHING, place, null, to, "", 0, Link.Kind.VALUE);
        sources.errors.forEach(deed -> add(deed, Link.Kind.ERROR, need, Set.of()));
        sources.conditions.forEach((deed, members) -> add(deed, Link.Kind.CONDITION, need, members));
    }

    /// What a step was given.
    ///
    /// @param argument only this one, empty for all
    void given(Deed deed, String argument) {
        given(deed, argument, 0, Link.Kind.VALUE);
    }

    /// What may have been put elsewhere than where a step looked for it: what the same skill did last before.
    void missed(Deed deed) {
        Need need = new Need(
                Uses.NOTHING, new Sources.Place(0, List.of(), deed.step()), null, deed.step(), "", 0, Link.Kind.VALUE);
        trace.deeds().stream()
                .filter(d ->
                        d.step() < deed.step() && d.effect() > 0 && d.skill().equals(deed.skill()))
                .max(Comparator.comparingInt(Deed::step))
                .ifPresent(writer -> add(writer, Link.Kind.WRITTEN, need, Set.of()));
    }

    /// What a step did not find because the code never came to the call that would have put it there.
    void neverDone(Deed reader) {
        List<CallSite> calls = trace.flow().calls();
        int at = trace.site(reader).stream()
                .map(i -> calls.get(i).offset())
                .findFirst()
                .orElse(0);
        for (int i = 0; i < calls.size(); i++) {
            CallSite site = calls.get(i);
            boolean sameSkill = site.operation().startsWith(reader.skill() + ".");
            if (sameSkill
                    && site.offset() < at
                    && reader.effect() == 0
                    && trace.at(i).isEmpty()) {
                reached(new Sources.Place(site.offset(), site.guards(), reader.step()), reader.step());
            }
        }
    }

    private record Need(
            Uses uses,
            Sources.Place place,
            @Nullable JsonNode wanted,
            int to,
            String argument,
            int distance,
            Link.Kind sureness) {}

    private void follow(Need need) {
        if (need.distance() > FURTHEST) {
            return;
        }
        Sources sources = Sources.of(trace, need.uses(), need.place());
        Map<Deed, Link.Kind> seen = new LinkedHashMap<>();
        sources.data.keySet().forEach(deed -> seen.put(deed, kind(need.wanted(), deed)));
        boolean isSame = seen.containsValue(Link.Kind.VALUE) && isOneText(need.wanted());
        seen.forEach((deed, kind) -> {
            // An index that is computed decides which element it is, and leaves no trace in it.
            boolean decidesWhich = sources.data.getOrDefault(deed, Set.of()).contains("");
            if (kind == Link.Kind.VALUE || !isSame || decidesWhich || Suspicion.isPlain(deed)) {
                add(deed, kind, need, sources.data.getOrDefault(deed, Set.of()));
            }
        });
        sources.errors.forEach(deed -> add(deed, Link.Kind.ERROR, need, Set.of()));
        sources.conditions.forEach((deed, members) -> add(deed, Link.Kind.CONDITION, need, members));
    }

    private static boolean isOneText(@Nullable JsonNode wanted) {
        return wanted != null
                && Values.leaves(wanted).size() == 1
                && Values.leaves(wanted).getFirst().isTextual();
    }

    private static Link.Kind kind(@Nullable JsonNode wanted, Deed deed) {
        if (wanted == null || deed.value() == null) {
            return deed.failure() != null ? Link.Kind.ERROR : Link.Kind.COMPUTED;
        }
        return switch (Values.match(wanted, deed.value())) {
            case SAME -> Link.Kind.VALUE;
            case PART -> Link.Kind.PART;
            case NONE -> Link.Kind.COMPUTED;
        };
    }

    private void add(Deed deed, Link.Kind kind, Need need, Set<String> members) {
        if (deed.step() == need.to()) {
            return;
        }
        links.add(new Link(deed.step(), need.to(), kind, need.argument()));
        Link.Kind sureness = kind.compareTo(need.sureness()) > 0 ? kind : need.sureness();
        Found before = found.get(deed.step());
        Set<String> all = new HashSet<>(members);
        if (before != null) {
            all.addAll(before.members());
        }
        if (before == null || sureness.compareTo(before.sureness()) < 0) {
            int distance = before == null ? need.distance() + 1 : Math.min(before.distance(), need.distance() + 1);
            found.put(deed.step(), new Found(deed, distance, sureness, all));
            given(deed, "", distance, sureness);
            written(deed, distance, sureness, need.wanted());
        } else {
            before.members().addAll(all);
        }
    }

    private void given(Deed deed, String only, int distance, Link.Kind sureness) {
        OptionalInt at = trace.site(deed);
        if (at.isEmpty() || deed.failedByItself()) {
            return;
        }
        CallSite site = trace.flow().calls().get(at.getAsInt());
        Sources.Place place = new Sources.Place(site.offset(), site.guards(), deed.step());
        Set<String> blamed = blamed(deed, site);
        site.arguments().forEach((key, uses) -> {
            String name = name(key, deed, site);
            boolean asked = only.isEmpty() || only.equals(name) || key.equals("…");
            if (asked && (blamed.isEmpty() || blamed.contains(name))) {
                follow(new Need(uses, place, value(deed, key, name), deed.step(), name, distance, sureness));
            }
        });
    }

    /// The arguments that the step's own failure names or quotes; none if it does not say.
    private static Set<String> blamed(Deed deed, CallSite site) {
        Set<String> blamed = new HashSet<>();
        if (deed.failure() != null) {
            String message = deed.failure().message();
            for (String key : site.arguments().keySet()) {
                String name = name(key, deed, site);
                JsonNode value = value(deed, key, name);
                boolean quoted = value != null
                        && Values.leaves(value).stream()
                                .anyMatch(leaf -> leaf.asText().length() > 1 && message.contains(leaf.asText()));
                if (quoted || message.contains("\"" + name + "\"")) {
                    blamed.add(name);
                }
            }
        }
        return blamed;
    }

    /// The name of an argument that was passed by position: canonical arguments come in the order of the parameters.
    private static String name(String key, Deed deed, CallSite site) {
        if (deed.isMisuse() || !Character.isDigit(key.charAt(0))) {
            return key;
        }
        List<String> names = new ArrayList<>();
        deed.arguments().fieldNames().forEachRemaining(names::add);
        names.removeAll(site.arguments().keySet());
        int position = Integer.parseInt(key);
        return position < names.size() ? names.get(position) : key;
    }

    private static @Nullable JsonNode value(Deed deed, String key, String name) {
        if (!deed.isMisuse()) {
            return deed.arguments().get(name);
        }
        JsonNode named = deed.arguments().path("named").get(key);
        boolean byPosition = named == null && Character.isDigit(key.charAt(0));
        return byPosition ? deed.arguments().path("positional").get(Integer.parseInt(key)) : named;
    }

    /// What a step read may be what an earlier one wrote: the same skill, and the same name of the thing.
    private void written(Deed read, int distance, Link.Kind sureness, @Nullable JsonNode wanted) {
        if (read.effect() > 0) {
            return;
        }
        List<Deed> writers = trace.deeds().stream()
                .filter(d -> d.step() < read.step()
                        && d.effect() > 0
                        && d.skill().equals(read.skill())
                        && d.failure() == null)
                .filter(d -> namesTheSame(d, read))
                .toList();
        List<Deed> matching = writers.stream()
                .filter(d -> wanted != null && Values.match(wanted, d.arguments()) != Values.Match.NONE)
                .toList();
        List<Deed> taken = matching.isEmpty() && !writers.isEmpty() ? List.of(writers.getLast()) : matching;
        Need need = new Need(
                Uses.NOTHING,
                new Sources.Place(0, List.of(), read.step()),
                wanted,
                read.step(),
                "",
                distance,
                sureness);
        taken.forEach(writer -> add(writer, Link.Kind.WRITTEN, need, Set.of()));
    }

    private static boolean namesTheSame(Deed writer, Deed reader) {
        JsonNode value = reader.value() == null ? JsonNodeFactory.instance.nullNode() : reader.value();
        List<JsonNode> read = new ArrayList<>(Values.leaves(reader.arguments()));
        read.addAll(Values.leaves(value));
        return Values.leaves(writer.arguments()).stream().anyMatch(read::contains);
    }
}
