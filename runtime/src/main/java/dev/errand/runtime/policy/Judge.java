package dev.errand.runtime.policy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.errand.os.operation.Operation;
import dev.errand.os.operation.Parameter;
import dev.errand.runtime.journal.CallHistory;
import dev.errand.runtime.journal.Entry.Verdict;
import dev.errand.runtime.policy.Policy.Judgement;
import dev.errand.runtime.policy.Policy.Proposal;
import dev.errand.runtime.policy.Rule.Kind;
import dev.errand.runtime.policy.Rulebook.Found;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// Policy with a person's rules and habits: the default table first, then deny over ask over allow.
///
/// A rule allows only what the table would ask ([Verdict#ASK]); what the person must decide themselves
/// ([Verdict#ASK_PERSON]: chosen from outside) stays with them. What is unusual turns a rule's yes into a question and
/// never touches what the table allows by itself. What cannot be told, and a rules file in error, never allows and
/// never lets through what may have been meant to be stopped.
///
/// For one thread at a time, and for one look at the device: rules and contacts are read once.
public final class Judge {
    private final Rulebook rules;
    private final Habits habits;
    private final People people;
    private final LocalDate today;

    public Judge(Rulebook rules, CallHistory history, People people, LocalDate today) {
        this.rules = rules;
        this.habits = new Habits(history);
        this.people = people;
        this.today = today;
    }

    /// The rule that refuses a call, if one does.
    public Optional<Rule> denial(Operation operation, ObjectNode arguments) {
        return find(Kind.DENY, operation, arguments)
                .filter(found -> found.fit() == Fit.YES)
                .map(Found::rule);
    }

    private Optional<Found> find(Kind kind, Operation operation, ObjectNode arguments) {
        return rules.find(kind, operation, arguments, people, today);
    }

    /// @param arguments canonical, as the call would run
    public Judgement judge(Proposal proposal, ObjectNode arguments) {
        Operation operation = proposal.operation();
        boolean asksNobody =
                !operation.effect().isEffect() && operation.effect() != dev.errand.os.operation.EffectClass.FETCH;
        Judgement table = Policy.judge(proposal);
        if (asksNobody) {
            return table;
        }
        Optional<Rule> denial = denial(operation, arguments);
        if (denial.isPresent()) {
            return new Judgement(
                    Verdict.DENIED,
                    List.of("your rule refuses it: " + denial.get().sentence()),
                    denial.get().id());
        }
        Judgement marked = odd(proposal, arguments, table);
        List<String> stops = stops(operation, arguments);
        if (!stops.isEmpty()) {
            return marked.asking(Verdict.ASK_PERSON, stops);
        }
        Optional<Rule> asks = find(Kind.ASK, operation, arguments).map(Found::rule);
        if (asks.isPresent()) {
            return marked.asking(
                    Verdict.ASK,
                    List.of("your rule wants it asked: " + asks.get().sentence()),
                    asks.get().id());
        }
        return marked.verdict() == Verdict.ASK ? allowed(proposal, arguments, marked) : marked;
    }

    /// Why this may be meant to be refused although no rule is known to.
    private List<String> stops(Operation operation, ObjectNode arguments) {
        List<String> stops = new ArrayList<>();
        find(Kind.DENY, operation, arguments)
                .ifPresent(found -> stops.add("it cannot be told whether your rule refuses it: "
                        + found.rule().sentence()));
        rules.problems().stream()
                .filter(problem -> problem.mayStop(operation))
                .forEach(problem ->
                        stops.add("your rules have an error, and may be meant to stop this. " + problem.words()));
        return stops;
    }

    /// What is asked anyway says what is unusual or in disguise about it.
    private Judgement odd(Proposal proposal, ObjectNode arguments, Judgement table) {
        if (table.verdict() == Verdict.ALLOWED) {
            return table;
        }
        List<String> marked = new ArrayList<>(table.reasons());
        marked.addAll(disguises(proposal.operation(), arguments));
        return switch (proposal.operation().effect()) {
            case SPEND -> {
                marked.addAll(habits.amounts(proposal.operation(), arguments, Set.of()));
                marked.addAll(habits.strangers(proposal.operation(), arguments));
                yield table.because(marked);
            }
            case SEND -> {
                marked.addAll(habits.strangers(proposal.operation(), arguments));
                yield table.because(marked);
            }
            case PURE, READ, ASK, SAY, WAIT, FETCH, WRITE, EXECUTE, DESTROY -> table.because(marked);
        };
    }

    private Judgement allowed(Proposal proposal, ObjectNode arguments, Judgement asked) {
        Operation operation = proposal.operation();
        Optional<Rule> found = find(Kind.ALLOW, operation, arguments)
                .filter(f -> f.fit() == Fit.YES && operation.rememberable())
                .map(Found::rule);
        if (found.isEmpty()) {
            return asked;
        }
        Rule rule = found.get();
        List<String> against = against(proposal, arguments, rule);
        if (against.isEmpty()) {
            return new Judgement(Verdict.ALLOWED, List.of("your rule allows it: " + rule.sentence()), rule.id());
        }
        String would = "your rule %s would allow it, but ".formatted(rule.id());
        List<String> reasons = new ArrayList<>(asked.reasons());
        reasons.removeAll(against);
        reasons.add(would + String.join("; ", against));
        return asked.because(reasons);
    }

    private List<String> against(Proposal proposal, ObjectNode arguments, Rule rule) {
        List<String> against = new ArrayList<>();
        if (!rules.problems().isEmpty()) {
            against.add("nothing is allowed by rule until the rules are mended. "
                    + rules.problems().getFirst().words());
        }
        against.addAll(disguises(proposal.operation(), arguments));
        against.addAll(Disclosures.reasons(proposal.disclosures()));
        against.addAll(habits.oddities(proposal.operation(), arguments, bounded(rule), proposal.alike()));
        return against;
    }

    /// Amounts about which the rule itself says how large they may be.
    private static Set<String> bounded(Rule rule) {
        return rule.where().stream()
                .filter(c -> c instanceof Condition.AtMost || c instanceof Condition.Is || c instanceof Condition.OneOf)
                .map(Condition::parameter)
                .collect(Collectors.toSet());
    }

    private static List<String> disguises(Operation operation, ObjectNode arguments) {
        List<String> disguises = new ArrayList<>();
        for (Parameter parameter : Coverage.deciding(operation)) {
            JsonNode value = arguments.path(parameter.name());
            for (JsonNode each : value.isArray() ? value : List.of(value)) {
                Domains.disguise(each.asText())
                        .ifPresent(how -> disguises.add("\"%s\" %s".formatted(parameter.name(), how)));
            }
        }
        return disguises;
    }
}
