package dev.errand.runtime.explain;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.errand.runtime.engine.Run;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Why a run came out as it did: the failure, and the fewest steps with their lines of code that explain it.
///
/// Computed from the run's journal and code alone; the same run always has the same explanation. Immutable, made by one
/// thread in milliseconds. It may hold what the run read, as the journal does.
///
/// @param explains whether there was anything to explain
/// @param failure  what went wrong, in words
/// @param line     of the code at which it showed; 0 if there is none
/// @param code     the text of that line
/// @param causes   in the order in which they happened
/// @param chain    how causes bear on each other and on the failure
/// @param remedy   what to do; empty if there is nothing sensible to say
/// @param steps    how many steps the run has
public record Explanation(
        boolean explains,
        String failure,
        int line,
        String code,
        List<Cause> causes,
        List<Consequence> chain,
        String remedy,
        int steps) {
    public Explanation {
        causes = List.copyOf(causes);
        chain = List.copyOf(chain);
    }

    /// A step of the set.
    ///
    /// @param step   its number in the run
    /// @param effect the number of the effect that it is; 0 if none
    /// @param code   the text of its line
    /// @param role   what it did to bring the failure about, in words that follow "it"
    public record Cause(int step, String operation, int effect, int line, String code, String role) {}

    /// That one step bears on another.
    ///
    /// @param to       the later step; 0 for the failure itself
    /// @param how      `value`, `part`, `written`, `computed`, `condition` or `error`
    /// @param argument of the later step; empty if it is not about one
    public record Consequence(int step, int to, String how, String argument) {}

    /// Explains why a run failed, was refused or came to a stop.
    public static Explanation of(Run run) {
        return of(run, new Question.WhyFailed());
    }

    /// @throws NoSuchStep if the question is about a step, effect or argument that the run does not have
    public static Explanation of(Run run, Question question) {
        Trace trace = new Trace(run);
        return from(trace, new Beginning(run, trace).of(question));
    }

    private static Explanation from(Trace trace, Beginning.Failure failure) {
        Slice slice = failure.slice();
        List<Slice.Found> chosen = Selection.of(trace, slice.found());
        Set<Integer> shown = new HashSet<>(Set.of(0));
        chosen.forEach(found -> shown.add(found.deed().step()));
        List<Cause> causes = chosen.stream()
                .map(found -> cause(trace, found, slice.links(), shown))
                .toList();
        List<Consequence> chain = slice.links().stream()
                .filter(link -> shown.contains(link.step()) && shown.contains(link.to()))
                .sorted(Comparator.comparingInt(Link::step)
                        .thenComparingInt(Link::to)
                        .thenComparing(Link::argument))
                .map(link -> new Consequence(link.step(), link.to(), link.kind().id(), link.argument()))
                .toList();
        String remedy = failure.remedy().isEmpty() ? remedy(trace, chosen) : failure.remedy();
        return new Explanation(
                failure.explains(),
                failure.words(),
                failure.line(),
                trace.line(failure.line()),
                causes,
                chain,
                remedy,
                trace.deeds().size());
    }

    private static Cause cause(Trace trace, Slice.Found found, Set<Link> links, Set<Integer> shown) {
        Deed deed = found.deed();
        return new Cause(
                deed.step(),
                deed.operation(),
                deed.effect(),
                deed.line(),
                trace.line(deed.line()),
                Words.role(found, Suspicion.of(trace, found), links, shown));
    }

    private static String remedy(Trace trace, List<Slice.Found> chosen) {
        return chosen.stream()
                .filter(found -> Suspicion.of(trace, found).weight() > 0)
                .max(Comparator.comparingInt(found -> Suspicion.of(trace, found).weight()))
                .map(Words::remedy)
                .orElse("");
    }

    /// As a document for programs.
    public ObjectNode json() {
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        document.put("explains", explains).put("failure", failure);
        if (line > 0) {
            document.put("line", line).put("code", code);
        }
        ArrayNode all = document.putArray("causes");
        for (Cause cause : causes) {
            ObjectNode each = all.addObject()
                    .put("step", cause.step())
                    .put("operation", cause.operation())
                    .put("line", cause.line())
                    .put("code", cause.code())
                    .put("role", cause.role());
            if (cause.effect() > 0) {
                each.put("effect", cause.effect());
            }
        }
        ArrayNode links = document.putArray("chain");
        chain.forEach(link -> links.addObject()
                .put("step", link.step())
                .put("to", link.to())
                .put("how", link.how())
                .put("argument", link.argument()));
        return document.put("remedy", remedy).put("steps", steps);
    }
}
