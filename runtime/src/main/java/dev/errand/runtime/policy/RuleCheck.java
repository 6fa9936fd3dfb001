package dev.errand.runtime.policy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.errand.os.operation.Catalogue;
import dev.errand.os.operation.EffectClass;
import dev.errand.os.operation.InvalidArguments;
import dev.errand.os.operation.Mark;
import dev.errand.os.operation.Operation;
import dev.errand.os.operation.Parameter;
import dev.errand.runtime.policy.Rule.Example;
import dev.errand.runtime.policy.Rule.Kind;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// What makes a rule one that can be in force: it is about an operation that there is, it speaks of all that decides,
/// and its examples hold. Checked when a rule is made and whenever it is read.
final class RuleCheck {
    private final Catalogue catalogue;

    RuleCheck(Catalogue catalogue) {
        this.catalogue = catalogue;
    }

    boolean knows(String operation) {
        return catalogue.operation(operation).isPresent();
    }

    /// @throws RuleFault that says what is wrong with it
    Operation require(Rule rule) {
        Operation operation = catalogue
                .operation(rule.operation())
                .orElseThrow(
                        () -> new RuleFault("there is no operation %s on this device".formatted(rule.operation())));
        boolean isAskedAbout = operation.effect().isEffect() || operation.effect() == EffectClass.FETCH;
        if (!isAskedAbout) {
            throw new RuleFault("%s changes nothing and asks nobody; rules are for effects and services"
                    .formatted(rule.operation()));
        }
        conditions(rule, operation);
        if (rule.kind() == Kind.ALLOW) {
            mayAllow(rule, operation);
        }
        examples(rule, operation);
        return operation;
    }

    private static void conditions(Rule rule, Operation operation) {
        Set<String> seen = new HashSet<>();
        for (Condition condition : rule.where()) {
            String name = condition.parameter();
            Parameter parameter = operation
                    .parameter(name)
                    .orElseThrow(() -> new RuleFault("%s has no parameter \"%s\"; it has %s"
                            .formatted(
                                    rule.operation(),
                                    name,
                                    operation.parameters().stream()
                                            .map(Parameter::name)
                                            .toList())));
            if (!seen.add(name)) {
                throw new RuleFault("there are two conditions on \"%s\"; make two rules of it".formatted(name));
            }
            boolean isCommand =
                    condition instanceof Condition.CommandIs || condition instanceof Condition.CommandBegins;
            boolean isFree = condition instanceof Condition.Anything || condition instanceof Condition.Absent;
            if (isCommand != (parameter.mark() == Mark.COMMAND) && !isFree) {
                throw new RuleFault(
                        isCommand
                                ? "\"%s\" is no command".formatted(name)
                                : "\"%s\" is a command: only its words can be looked at (command, command-is)"
                                        .formatted(name));
            }
        }
    }

    private static void mayAllow(Rule rule, Operation operation) {
        if (!operation.rememberable()) {
            throw new RuleFault(
                    "%s cannot be allowed for good: %s".formatted(rule.operation(), Widening.whyNever(operation)));
        }
        for (Parameter parameter : Coverage.deciding(operation)) {
            Condition condition = rule.where().stream()
                    .filter(c -> c.parameter().equals(parameter.name()))
                    .findFirst()
                    .orElseThrow(() -> new RuleFault(
                            ("it says nothing about \"%s\", which decides who receives or what is changed;"
                                            + " add a condition on it (none, if it is not to be given)")
                                    .formatted(parameter.name())));
            if (parameter.mark() == Mark.COMMAND && condition instanceof Condition.Anything) {
                throw new RuleFault("any command cannot be allowed; name the words it begins with");
            }
        }
    }

    private static void examples(Rule rule, Operation operation) {
        if (rule.match().isEmpty()) {
            throw new RuleFault("it has no example that it matches; add one");
        }
        boolean limits = rule.where().stream().anyMatch(c -> !(c instanceof Condition.Anything));
        if (limits && rule.notMatch().isEmpty()) {
            throw new RuleFault("it has no example that it does not match; add one");
        }
        hold(rule, operation, rule.match(), Fit.YES);
        hold(rule, operation, rule.notMatch(), Fit.NO);
    }

    private static void hold(Rule rule, Operation operation, List<Example> examples, Fit wanted) {
        for (int i = 0; i < examples.size(); i++) {
            Example example = examples.get(i);
            Fit fit = Fits.of(rule, operation, canonical(operation, example), People.of(example.contacts()));
            boolean holds = wanted == Fit.YES ? fit == Fit.YES : fit != Fit.YES;
            if (!holds) {
                throw new RuleFault("its example %s %d %s: %s"
                        .formatted(
                                wanted == Fit.YES ? "match" : "notMatch",
                                i + 1,
                                wanted == Fit.YES ? "is not covered by it" : "is covered by it",
                                example.arguments()));
            }
        }
    }

    private static ObjectNode canonical(Operation operation, Example example) {
        try {
            JsonNode arguments = example.arguments().deepCopy();
            return operation.bind(JsonNodeFactory.instance.arrayNode(), (ObjectNode) arguments);
        } catch (InvalidArguments e) {
            throw new RuleFault("an example is no call of it: %s".formatted(e.getMessage()));
        }
    }
}
