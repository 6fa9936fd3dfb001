package dev.errand.runtime.engine;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.errand.os.operation.Catalogue;
import dev.errand.os.operation.EffectClass;
import dev.errand.os.operation.Operation;
import dev.errand.os.operation.Origin;
import dev.errand.runtime.journal.Entry.EffectDecision;
import dev.errand.runtime.journal.Entry.EffectProposed;
import dev.errand.runtime.journal.Entry.StepFinished;
import dev.errand.runtime.journal.Entry.Verdict;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// What the preview before this one found out, and what the person decided about it. A preview repeats nothing that is
/// known, and asks nobody twice.
///
/// For the one thread that executes the code.
final class EarlierPreview {
    /// A decision in force.
    ///
    /// @param proposal  what was decided on
    /// @param arguments with which the effect is to run: as proposed, or as the person edited them
    record InForce(EffectProposed proposal, Verdict verdict, ObjectNode arguments, String reason) {
        boolean isRefusal() {
            return verdict == Verdict.DENIED;
        }

        /// Whether the decision holds for the effect as it is proposed now. A refusal always does; a yes holds for
        /// what was looked at: the same files going along, and values that come from nowhere worse.
        boolean holds(String hashOfWhatWasSeen, Map<String, Origin> provenance) {
            Map<String, Origin> unchanged = new HashMap<>(provenance);
            unchanged.keySet().removeAll(edited(proposal.arguments(), arguments));
            return isRefusal()
                    || (proposal.hash().equals(hashOfWhatWasSeen) && !isWorse(unchanged, proposal.provenance()));
        }
    }

    private final Catalogue catalogue;
    private final Repeats<StepFinished> steps = new Repeats<>();
    private final Repeats<InForce> decisions = new Repeats<>();
    private final int from;

    private EarlierPreview(Catalogue catalogue, int from) {
        this.catalogue = catalogue;
        this.from = from;
    }

    /// What is known when a preview begins.
    static EarlierPreview of(Run run, Lane lane, Catalogue catalogue) {
        Lane before = run.preview(lane.number() - 1).orElse(null);
        if (before == null) {
            return new EarlierPreview(catalogue, Integer.MAX_VALUE);
        }
        EarlierPreview earlier = new EarlierPreview(catalogue, before.started.afterStep());
        boolean sameStage = before.started.afterStep() == lane.started.afterStep();
        for (StepFinished step : before.steps.values()) {
            if (earlier.stays(step, sameStage, lane.started.fresh())) {
                earlier.steps.add(step.operation(), step.arguments(), step);
            }
        }
        Map<Integer, EffectDecision> decisions = new HashMap<>();
        if (before.resolved != null) {
            before.resolved.decisions().forEach(d -> decisions.put(d.number(), d));
        }
        for (EffectProposed proposal : before.proposals.values()) {
            decided(before, proposal, decisions.get(proposal.number()))
                    .ifPresent(d -> earlier.decisions.add(proposal.operation(), proposal.proposed(), d));
        }
        return earlier;
    }

    /// Answers and chance stay for good. A fresh preview looks at all else again; one of a later stage, before which
    /// something was done, at the device.
    private boolean stays(StepFinished step, boolean sameStage, boolean fresh) {
        EffectClass effect =
                catalogue.operation(step.operation()).map(Operation::effect).orElse(EffectClass.READ);
        return step.chance() || effect == EffectClass.ASK || (!fresh && (sameStage || effect != EffectClass.READ));
    }

    private static Optional<InForce> decided(Lane before, EffectProposed proposal, @Nullable EffectDecision decision) {
        String reason = before.resolved == null ? "" : before.resolved.reason();
        boolean asked = before.isAsked(proposal);
        if (decision != null && decision.approved() && decision.arguments() != null) {
            return Optional.of(new InForce(proposal, Verdict.EDITED, decision.arguments(), reason));
        } else if (decision != null && decision.approved() && asked) {
            return Optional.of(new InForce(proposal, Verdict.APPROVED, proposal.arguments(), reason));
        } else if (before.resolved != null && asked) {
            return Optional.of(new InForce(proposal, Verdict.DENIED, proposal.arguments(), reason));
        } else if (proposal.settled() != null) {
            return Optional.of(new InForce(proposal, proposal.settled(), proposal.arguments(), reason));
        }
        return Optional.empty();
    }

    /// What an equal call found out.
    Optional<StepFinished> step(Step step) {
        return steps.take(step.name(), step.arguments());
    }

    /// What the person decided about an equal call.
    Optional<InForce> decision(Step step) {
        return decisions.take(step.name(), step.arguments());
    }

    /// A call that is replayed: what it left is used up.
    void pass(Step step) {
        if (step.number() > from) {
            step(step);
            decision(step);
        }
    }

    /// Whether any argument comes from somewhere less trusted than before.
    static boolean isWorse(Map<String, Origin> now, Map<String, Origin> before) {
        return now.entrySet().stream().anyMatch(each -> {
            Origin then = before.get(each.getKey());
            return then != null && each.getValue().provenance().compareTo(then.provenance()) > 0;
        });
    }

    /// The parameters that the person changed.
    static Set<String> edited(ObjectNode proposed, ObjectNode arguments) {
        return arguments.properties().stream()
                .filter(member -> !Step.isSame(member.getValue(), proposed.get(member.getKey())))
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }
}
