package dev.errand.runtime.engine;

import dev.errand.os.contacts.Contacts;
import dev.errand.os.operation.Operation;
import dev.errand.runtime.journal.CallHistory.PastCall;
import dev.errand.runtime.journal.Entry.Verdict;
import dev.errand.runtime.journal.RunId;
import dev.errand.runtime.policy.Condition;
import dev.errand.runtime.policy.Rule;
import dev.errand.runtime.policy.RuleFault;
import dev.errand.runtime.policy.RuleMaker;
import dev.errand.runtime.policy.Rulebook;
import dev.errand.runtime.policy.Widening.Width;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/// Rules that would have spared a person questions: what they approved again and again. Computed from the last calls
/// and the decisions about them; nothing is changed.
final class Suggestions {
    /// So many of the last calls are looked at.
    private static final int LOOKED_AT = 100;
    /// So often must the like of it have been approved.
    private static final int ENOUGH = 5;

    private final Surroundings world;
    private final Function<RunId, Run> journal;
    private final RuleMaker maker;
    private final Map<RunId, Run> read = new HashMap<>();

    Suggestions(Surroundings world, Function<RunId, Run> journal) {
        this.world = world;
        this.journal = journal;
        this.maker = new RuleMaker(world.catalogue(), () -> Contacts.of(world.device()), new SecureRandom());
    }

    private record Alike(String operation, List<Condition> where) {}

    /// @param by who would have made the rules
    List<RuleOffer> all(String by) {
        Rulebook book = world.rules().read();
        if (!book.problems().isEmpty()) {
            return List.of(); // nothing is allowed by rule before that is mended
        }
        Map<String, List<PastCall>> operations = world.history().calls(LOOKED_AT).stream()
                .filter(call -> world.catalogue()
                        .operation(call.operation())
                        .filter(Operation::rememberable)
                        .isPresent())
                .collect(Collectors.groupingBy(PastCall::operation, LinkedHashMap::new, Collectors.toList()));
        List<RuleOffer> offers = new ArrayList<>();
        operations.values().stream()
                .filter(calls -> calls.size() >= ENOUGH)
                .forEach(calls -> offers.addAll(of(calls, book, by)));
        return offers;
    }

    /// @param calls of one operation, newest first
    private List<RuleOffer> of(List<PastCall> calls, Rulebook book, String by) {
        Map<Alike, List<PastCall>> alike = new LinkedHashMap<>();
        Map<Alike, Rule> rules = new HashMap<>();
        for (PastCall call : calls) {
            boolean isRuled = book.rules().stream()
                    .anyMatch(
                            rule -> rule.operation().equals(call.operation()) && maker.covers(rule, call.arguments()));
            if (!isRuled && wasApproved(call)) {
                rule(call, by).ifPresent(rule -> {
                    Alike kind = new Alike(rule.operation(), rule.where());
                    rules.putIfAbsent(kind, rule);
                    alike.computeIfAbsent(kind, _ -> new ArrayList<>()).add(call);
                });
            }
        }
        return alike.entrySet().stream()
                .filter(each -> each.getValue().size() >= ENOUGH)
                .map(each -> new RuleOffer(
                        Width.MEDIUM,
                        Optional.ofNullable(rules.get(each.getKey())).orElseThrow(),
                        calls,
                        each.getValue()))
                .toList();
    }

    private Optional<Rule> rule(PastCall call, String by) {
        try {
            return maker.widened(
                    call.operation(),
                    call.arguments(),
                    Width.MEDIUM,
                    new Rule.Source(by, call.run().value(), call.effect()),
                    world.clock().instant());
        } catch (RuleFault e) {
            return Optional.empty();
        }
    }

    /// Whether a person was asked about it, and about nothing that only they can decide.
    private boolean wasApproved(PastCall call) {
        Run run = read.computeIfAbsent(call.run(), journal);
        return run.previews().stream()
                .anyMatch(lane -> lane.resolved != null
                        && !lane.resolved.by().equals("--yes")
                        && lane.ruling(call.effect())
                                .filter(ruling -> ruling.verdict() == Verdict.ASK)
                                .isPresent()
                        && lane.proposals.values().stream()
                                .anyMatch(proposal -> proposal.number() == call.effect() && lane.isApproved(proposal)));
    }
}
