package dev.errand.evaluation.trial;

import dev.errand.evaluation.suite.Case;
import dev.errand.evaluation.voice.Ears;
import dev.errand.os.operation.Catalogue;
import dev.errand.os.spi.SkillReader;
import dev.errand.sandbox.Sandbox;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;

/// What the cases of an evaluation share: workers and planner, which are warm, and what is read of skills. Nothing of
/// it remembers a case. Thread-safe.
///
/// @param ears  hear what cases say aloud
/// @param spoil what becomes of the operations before a case meets them: nothing, but where it is tried whether
///              checks bite
record Laboratory(
        DeviceShelf shelf,
        Sandbox sandbox,
        PlannerChoice planner,
        Ears ears,
        UnaryOperator<Catalogue> spoil,
        Map<String, Catalogue> catalogues) {
    Laboratory(DeviceShelf shelf, Sandbox sandbox, PlannerChoice planner, Ears ears) {
        this(shelf, sandbox, planner, ears, UnaryOperator.identity(), new ConcurrentHashMap<>());
    }

    /// The same where something is the matter with the skills.
    Laboratory spoilt(UnaryOperator<Catalogue> spoil) {
        return new Laboratory(shelf, sandbox, planner, ears, spoil, new ConcurrentHashMap<>());
    }

    /// The operations of a case's device. Settings decide which are connected to a service; the same settings make
    /// the same catalogue, so that the planner knows it already.
    Catalogue catalogue(Case item, CaseSettings settings) {
        String key = item.device().folder() + " " + item.device().settings().node()
                + item.services().web().isPresent() + item.services().ssh().isPresent();
        return catalogues.computeIfAbsent(key, _ -> spoil.apply(SkillReader.installed(settings)));
    }
}
