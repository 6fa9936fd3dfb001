package dev.errand.runtime.engine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.errand.os.operation.Catalogue;
import dev.errand.os.operation.InvalidArguments;
import dev.errand.os.operation.Operation;
import dev.errand.runtime.journal.Entry;
import dev.errand.runtime.journal.Entry.ApprovalResolved;
import dev.errand.runtime.journal.Entry.EffectDecision;
import dev.errand.runtime.journal.Entry.EffectProposed;
import dev.errand.runtime.journal.Entry.EffectsJudged;
import dev.errand.runtime.journal.Entry.RuleDenial;
import dev.errand.runtime.journal.Entry.Ruling;
import dev.errand.runtime.journal.Entry.Verdict;
import dev.errand.runtime.policy.Judge;
import dev.errand.runtime.policy.Policy;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// Policy's word on the effects of a preview, and the person's.
final class Decisions {
    private Decisions() {}

    static EffectsJudged judge(Run run, Lane preview, Surroundings world) {
        // Over all stages: what comes in small portions is as much in the end.
        Map<String, Long> alike = run.proposals().stream()
                .map(Run.Proposed::effect)
                .collect(Collectors.groupingBy(EffectProposed::operation, Collectors.counting()));
        Judge judge = world.judge(run);
        List<Ruling> rulings = preview.proposals.values().stream()
                .map(proposal -> ruling(
                        proposal,
                        new Policy.Proposal(
                                operation(world.catalogue(), proposal.operation())
                                        .calledWith(proposal.arguments()),
                                proposal.provenance(),
                                Math.toIntExact(alike.getOrDefault(proposal.operation(), 1L)),
                                proposal.recipients(),
                                proposal.disclosures()),
                        judge))
                .toList();
        return new EffectsJudged(preview.number(), rulings);
    }

    private static Ruling ruling(EffectProposed effect, Policy.Proposal proposal, Judge judge) {
        RuleDenial denial = effect.denied();
        if (denial != null) {
            String why = "your rule refuses it: " + denial.sentence();
            return new Ruling(effect.number(), Verdict.DENIED, List.of(why), denial.rule());
        }
        Verdict settled = effect.settled();
        if (settled != null) {
            return new Ruling(effect.number(), settled, List.of("you decided"), null);
        }
        Policy.Judgement judgement = judge.judge(proposal, effect.arguments());
        return new Ruling(effect.number(), judgement.verdict(), judgement.reasons(), judgement.rule());
    }

    private static Operation operation(Catalogue catalogue, String name) {
        return catalogue
                .operation(name)
                .orElseThrow(() -> new Refusal("This device no longer offers %s.".formatted(name)));
    }

    static ApprovalResolved resolve(Lane preview, Approval approval, Catalogue catalogue) {
        for (int number : approval.named()) {
            if (preview.proposals.values().stream().noneMatch(p -> p.number() == number)) {
                throw new Refusal("There is no effect %d; this run proposes %s."
                        .formatted(
                                number,
                                preview.proposals.values().stream()
                                        .map(p -> "" + p.number())
                                        .toList()));
            }
        }
        List<EffectDecision> decisions = new ArrayList<>();
        for (EffectProposed proposal : preview.proposals.values()) {
            Map<String, JsonNode> edits = approval.edits().getOrDefault(proposal.number(), Map.of());
            boolean approved = approval.covers(proposal.number()) || !edits.isEmpty();
            boolean refusedBefore = preview.ruling(proposal.number())
                    .filter(r -> r.verdict() == Verdict.DENIED)
                    .isPresent();
            if (approved && !refusedBefore) {
                ObjectNode edited = edits.isEmpty() ? null : edit(proposal, edits, catalogue);
                decisions.add(new EffectDecision(proposal.number(), true, edited));
            }
        }
        return new ApprovalResolved(preview.number(), decisions, approval.by(), "", List.of());
    }

    /// The same with the rules that were made of it.
    static ApprovalResolved remembering(ApprovalResolved resolved, List<Entry.Remembered> remembered) {
        return new ApprovalResolved(
                resolved.lane(), resolved.decisions(), resolved.by(), resolved.reason(), remembered);
    }

    static ApprovalResolved refuseAll(Lane preview, String reason, String by) {
        return new ApprovalResolved(preview.number(), List.of(), by, reason, List.of());
    }

    private static ObjectNode edit(EffectProposed proposal, Map<String, JsonNode> edits, Catalogue catalogue) {
        ObjectNode arguments = proposal.arguments().deepCopy();
        edits.forEach((path, value) -> set(proposal, arguments, path, value));
        try {
            return operation(catalogue, proposal.operation()).bind(JsonNodeFactory.instance.arrayNode(), arguments);
        } catch (InvalidArguments e) {
            throw new Refusal("Effect %d cannot be changed like that: %s".formatted(proposal.number(), e.getMessage()));
        }
    }

    private static void set(EffectProposed proposal, ObjectNode arguments, String path, JsonNode value) {
        String[] names = path.split("[./]");
        JsonNode parent = arguments;
        for (int i = 0; i < names.length - 1; i++) {
            parent = parent.isArray() ? parent.path(index(names[i])) : parent.path(names[i]);
        }
        String last = names[names.length - 1];
        switch (parent) {
            case ObjectNode object -> object.set(last, value);
            case ArrayNode array when index(last) >= 0 && index(last) < array.size() -> array.set(index(last), value);
            default ->
                throw new Refusal("Effect %d has no \"%s\" to change; it has %s."
                        .formatted(
                                proposal.number(),
                                path,
                                arguments.properties().stream()
                                        .map(Map.Entry::getKey)
                                        .toList()));
        }
    }

    private static int index(String name) {
        return name.matches("\\d{1,6}") ? Integer.parseInt(name) : -1;
    }
}
