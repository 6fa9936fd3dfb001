package dev.errand.runtime.engine;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.errand.os.contacts.Contacts;
import dev.errand.runtime.journal.CallHistory.PastCall;
import dev.errand.runtime.journal.Entry;
import dev.errand.runtime.journal.Entry.ApprovalResolved;
import dev.errand.runtime.journal.Entry.EffectDecision;
import dev.errand.runtime.journal.Entry.EffectProposed;
import dev.errand.runtime.journal.Entry.Verdict;
import dev.errand.runtime.policy.Rule;
import dev.errand.runtime.policy.RuleFault;
import dev.errand.runtime.policy.RuleMaker;
import dev.errand.runtime.policy.Rulebook;
import dev.errand.runtime.policy.Widening.Width;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/// Makes rules of effects that a person approves.
final class Remembering {
    /// How many past calls are shown with a rule.
    private static final int SHOWN = 20;

    private final Surroundings world;
    private final RuleMaker maker;

    Remembering(Surroundings world) {
        this.world = world;
        this.maker = new RuleMaker(world.catalogue(), () -> Contacts.of(world.device()), new SecureRandom());
    }

    /// @param fresh      rules that are not in the file yet
    /// @param remembered which effect each rule was made of, new or not
    record Rules(List<Rule> fresh, List<Entry.Remembered> remembered) {}

    List<RuleOffer> offers(Run run, Lane preview, int number) {
        EffectProposed effect = preview.proposals.values().stream()
                .filter(p -> p.number() == number)
                .findFirst()
                .orElseThrow(() -> new Refusal("There is no effect %d to remember.".formatted(number)));
        requireNotFromOutside(preview, effect);
        List<PastCall> past = world.history().callsOf(effect.operation(), SHOWN);
        List<RuleOffer> offers = new ArrayList<>();
        for (Width width : Width.values()) {
            rule(run, effect, effect.arguments(), width, "")
                    .filter(rule ->
                            offers.stream().noneMatch(o -> o.rule().where().equals(rule.where())))
                    .ifPresent(rule -> offers.add(new RuleOffer(
                            width,
                            rule,
                            past,
                            past.stream()
                                    .filter(call -> maker.covers(rule, call.arguments()))
                                    .toList())));
        }
        if (offers.isEmpty()) {
            throw nothingToRemember(effect);
        }
        return offers;
    }

    private static Refusal nothingToRemember(EffectProposed effect) {
        return new Refusal("Effect %d cannot be allowed for good: its command needs a shell, or runs another command."
                .formatted(effect.number()));
    }

    private static void requireNotFromOutside(Lane preview, EffectProposed effect) {
        boolean onlyThePerson = preview.ruling(effect.number())
                .filter(r -> r.verdict() == Verdict.ASK_PERSON)
                .isPresent();
        if (onlyThePerson) {
            throw new Refusal("Effect %d cannot be allowed for good: no rule covers what only you can decide (%s)."
                    .formatted(
                            effect.number(),
                            String.join(
                                    "; ",
                                    preview.ruling(effect.number())
                                            .orElseThrow()
                                            .reasons())));
        }
    }

    private Optional<Rule> rule(Run run, EffectProposed effect, ObjectNode arguments, Width width, String by) {
        try {
            return maker.widened(
                    effect.operation(),
                    arguments,
                    width,
                    new Rule.Source(by, run.id().value(), effect.number()),
                    world.clock().instant());
        } catch (RuleFault e) {
            throw new Refusal(e.getMessage());
        }
    }

    /// The rules of this width for all effects that are approved of those that were asked about.
    ///
    /// @throws Refusal if there is none for one of them; nothing was changed
    Rules rules(Run run, Lane preview, ApprovalResolved resolved, Width width) {
        Rulebook book = world.rules().read();
        book.problems().stream().findFirst().ifPresent(problem -> {
            throw new Refusal("Nothing can be allowed for good until the rules are mended. " + problem.words());
        });
        Map<Integer, EffectDecision> decisions = new HashMap<>();
        resolved.decisions().stream().filter(EffectDecision::approved).forEach(d -> decisions.put(d.number(), d));
        List<Rule> fresh = new ArrayList<>();
        List<Entry.Remembered> remembered = new ArrayList<>();
        for (EffectProposed effect : preview.asked()) {
            EffectDecision decision = decisions.get(effect.number());
            if (decision != null) {
                requireNotFromOutside(preview, effect);
                ObjectNode arguments = Objects.requireNonNullElse(decision.arguments(), effect.arguments());
                Rule made =
                        rule(run, effect, arguments, width, resolved.by()).orElseThrow(() -> nothingToRemember(effect));
                Optional<Rule> known = same(book.rules(), made).or(() -> same(fresh, made));
                if (known.isEmpty()) {
                    fresh.add(made);
                }
                Rule rule = known.orElse(made);
                remembered.add(new Entry.Remembered(effect.number(), rule.id(), rule.sentence()));
            }
        }
        if (remembered.isEmpty()) {
            throw new Refusal("There is nothing to remember: no effect was asked about and approved.");
        }
        return new Rules(fresh, remembered);
    }

    private static Optional<Rule> same(List<Rule> rules, Rule made) {
        return rules.stream()
                .filter(rule -> rule.kind() == made.kind()
                        && rule.operation().equals(made.operation())
                        && rule.where().equals(made.where())
                        && rule.until() == null)
                .findFirst();
    }

    /// @throws Refusal if they cannot be written
    void keep(Rules made) {
        try {
            if (!made.fresh().isEmpty()) {
                world.rules().add(made.fresh());
            }
        } catch (RuleFault e) {
            throw new Refusal("It was approved, but not remembered: " + e.getMessage());
        }
    }
}
