package dev.errand.evaluation.trial;

import dev.errand.evaluation.suite.Case;
import dev.errand.os.operation.Catalogue;
import dev.errand.os.spi.SkillReader;
import dev.errand.sandbox.Sandbox;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;

/// What the cases of an evaluation share: workers and planner, which are warm, and what is read of skills. Nothing of
/// it remembers a case. Thread-safe.
///
/// @param spoil what becomes of the operations before a case meets them: nothing, but where it is tried whether
///              checks bite
record Laboratory(
        DeviceShelf shelf,
        Sandbox sandbox,
        PlannerChoice planner,
        UnaryOperator<Catalogue> spoil,
        Map<String, Catalogue> catalogues) {
    Laboratory(DeviceShelf shelf, Sandbox sandbox, PlannerChoice planner) {
        this(shelf, sandbox, planner, UnaryOperator.identity());
    }

    Laboratory(DeviceShelf shelf, Sandbox sandbox, PlannerChoice planner, UnaryOperator<Catalogue> spoil) {
        this(shelf, sandbox, planner, spoil, new ConcurrentHashMap<>());
    }

    /// The operations of a case's device. Settings decide which are connected to a service; the same settings make
    /// the same catalogue, so that the planner knows it already.
    Catalogue catalogue(Case item, CaseSettings settings) {
        String key = item.device().folder() + " " + item.device().settings().node()
                + item.services().web().isPresent() + item.services().ssh().isPresent();
        return catalogues.computeIfAbsent(key, _ -> spoil.apply(SkillReader.installed(settings)));
    }
}
