package dev.errand.runtime.explain;

import dev.errand.runtime.engine.Run;
import dev.errand.sandbox.syntax.ProgramFlow.CallSite;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// That a step was given what an earlier one returned, or was reached because of it.
///
/// @param step     the earlier one
/// @param to       the later one
/// @param argument of the later one; empty if it is not about one
/// @param how      what passed between the two
public record DataFlow(int step, int to, String argument, How how) {
    /// Longer runs are mostly loops: what holds for their first steps holds for the others.
    private static final int MOST_STEPS = 80;

    /// What passed between two steps.
    public enum How {
        /// The very value, or a part of it.
        SEEN,
        /// The code computed something from it.
        COMPUTED,
        /// The code decided by it whether the later step is made.
        DECIDED
    }

    /// Between the steps of a run: what really happened if anything did, else the last preview. In the order of the
    /// later steps.
    public static List<DataFlow> of(Run run) {
        Trace trace = new Trace(run);
        List<DataFlow> flows = new ArrayList<>();
        for (Deed deed : trace.deeds().stream().limit(MOST_STEPS).toList()) {
            Slice slice = new Slice(trace);
            slice.given(deed, "");
            trace.site(deed).ifPresent(at -> {
                CallSite site = trace.flow().calls().get(at);
                slice.reached(new Sources.Place(site.offset(), site.guards(), deed.step()), deed.step());
            });
            slice.links().stream()
                    .filter(link -> link.to() == deed.step())
                    .flatMap(link -> of(link).stream())
                    .sorted(Comparator.comparingInt(DataFlow::step).thenComparing(DataFlow::argument))
                    .forEach(flows::add);
        }
        return flows;
    }

    private static List<DataFlow> of(Link link) {
        return switch (link.kind()) {
            case VALUE, PART -> List.of(new DataFlow(link.step(), link.to(), link.argument(), How.SEEN));
            case COMPUTED -> List.of(new DataFlow(link.step(), link.to(), link.argument(), How.COMPUTED));
            case CONDITION -> List.of(new DataFlow(link.step(), link.to(), "", How.DECIDED));
            case ERROR, WRITTEN -> List.of();
        };
    }
}
