package dev.errand.runtime.policy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.errand.os.contacts.Contact;
import dev.errand.os.operation.Catalogue;
import dev.errand.os.operation.InvalidArguments;
import dev.errand.os.operation.Operation;
import dev.errand.os.operation.Parameter;
import dev.errand.runtime.policy.Rule.Example;
import dev.errand.runtime.policy.Rule.Kind;
import dev.errand.runtime.policy.Rule.Source;
import dev.errand.runtime.policy.Widening.Width;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Makes rules, with examples: out of what a person typed, or of a call that they looked at. Stateless but for the
/// device it reads contacts from.
public final class RuleMaker {
    private static final String LETTERS = "23456789abcdefghjkmnpqrstuvwxyz";

    /// How conditions are typed, one form a line.
    public static final String GRAMMAR = ConditionForm.GRAMMAR;

    private final Catalogue catalogue;
    private final Supplier<List<Contact>> book;
    private final RandomGenerator chance;

    /// @param book   the device's contacts, as they are when it is asked
    /// @param chance names new rules
    public RuleMaker(Catalogue catalogue, Supplier<List<Contact>> book, RandomGenerator chance) {
        this.catalogue = catalogue;
        this.book = book;
        this.chance = chance;
    }

    /// What a person typed.
    ///
    /// @param where    conditions such as `to=group:family`; to allow, optional parameters that decide and are not
    ///                 spoken of must not be given
    /// @param match    arguments of calls that it must cover; none: one is thought of
    /// @param notMatch the same of calls that it must not cover
    public record Typed(
            Kind kind,
            String operation,
            List<String> where,
            @Nullable LocalDate until,
            List<ObjectNode> match,
            List<ObjectNode> notMatch) {}

    /// @throws RuleFault if it is no rule
    public Rule make(Typed typed, Source source, Instant now) {
        Operation operation = operation(typed.operation());
        List<Condition> where = new ArrayList<>();
        typed.where().forEach(each -> where.add(ConditionForm.parse(each, operation)));
        if (typed.kind() == Kind.ALLOW) {
            operation.parameters().stream()
                    .filter(p -> !p.required() && Coverage.decides(p))
                    .map(Parameter::name)
                    .filter(name -> where.stream().noneMatch(c -> c.parameter().equals(name)))
                    .forEach(name -> where.add(new Condition.Absent(name)));
        }
        People people = People.of(book);
        Examples examples = new Examples(operation, where, people);
        List<Example> match = match(typed, operation, examples);
        List<Example> notMatch = typed.notMatch().isEmpty()
                ? examples.missing(match.getFirst().arguments())
                : typed.notMatch().stream()
                        .map(arguments -> examples.of(bind(operation, arguments)))
                        .toList();
        return checked(new Rule(
                name(operation), typed.kind(), typed.operation(), where, typed.until(), source, now, match, notMatch));
    }

    private List<Example> match(Typed typed, Operation operation, Examples examples) {
        if (!typed.match().isEmpty()) {
            return typed.match().stream()
                    .map(arguments -> examples.of(bind(operation, arguments)))
                    .toList();
        }
        List<String> addresses =
                book.get().stream().flatMap(RuleMaker::addresses).toList();
        return List.of(examples.fitting(addresses)
                .map(examples::of)
                .orElseThrow(() -> new RuleFault(("No call of %s could be thought of that fits these conditions."
                                + " Give one: --match JSON, such as {\"%s\": …}.")
                        .formatted(
                                typed.operation(),
                                operation.parameters().stream()
                                        .map(Parameter::name)
                                        .findFirst()
                                        .orElse("")))));
    }

    private static Stream<String> addresses(Contact contact) {
        return Stream.concat(contact.emails().stream(), contact.phones().stream());
    }

    private Operation operation(String name) {
        return catalogue
                .operation(name)
                .orElseThrow(() -> new RuleFault(
                        "There is no operation \"%s\" on this device; `errand skills` shows what there is."
                                .formatted(name)));
    }

    private static ObjectNode bind(Operation operation, ObjectNode arguments) {
        try {
            return operation.bind(JsonNodeFactory.instance.arrayNode(), arguments);
        } catch (InvalidArguments e) {
            throw new RuleFault("An example is no call of it: " + e.getMessage());
        }
    }

    /// A rule that allows a call again, and what is like it; empty if there is no such rule of this width.
    ///
    /// @param arguments canonical
    /// @throws RuleFault if the operation cannot be allowed for good
    public Optional<Rule> widened(String operationName, ObjectNode arguments, Width width, Source source, Instant now) {
        Operation operation = operation(operationName);
        if (!operation.rememberable()) {
            throw new RuleFault(
                    "%s cannot be allowed for good: %s.".formatted(operationName, Widening.whyNever(operation)));
        }
        People people = People.of(book);
        return new Widening(operation, arguments, people).conditions(width).map(where -> {
            Examples examples = new Examples(operation, where, people);
            return checked(new Rule(
                    name(operation),
                    Kind.ALLOW,
                    operationName,
                    where,
                    null,
                    source,
                    now,
                    List.of(examples.of(arguments)),
                    examples.missing(arguments)));
        });
    }

    private Rule checked(Rule rule) {
        try {
            new RuleCheck(catalogue).require(rule);
            return rule;
        } catch (RuleFault e) {
            throw new RuleFault("“%s” cannot be a rule: %s.".formatted(rule.sentence(), e.getMessage()));
        }
    }

    /// Whether a rule covers a call, as the address book is now.
    public boolean covers(Rule rule, ObjectNode arguments) {
        return catalogue
                .operation(rule.operation())
                .filter(operation -> Fits.of(rule, operation, arguments, People.of(book)) == Fit.YES)
                .isPresent();
    }

    private String name(Operation operation) {
        StringBuilder name = new StringBuilder(operation.skill() + "-" + operation.name() + "-");
        for (int i = 0; i < 4; i++) {
            name.append(LETTERS.charAt(chance.nextInt(LETTERS.length())));
        }
        return name.toString();
    }
}
