package dev.errand.runtime.policy;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.errand.os.operation.EffectClass;
import dev.errand.os.operation.Mark;
import dev.errand.os.operation.Operation;
import dev.errand.os.operation.Origin;
import dev.errand.os.operation.Parameter;
import dev.errand.os.operation.Provenance;
import dev.errand.os.operation.Readers;
import dev.errand.os.operation.Shape;
import dev.errand.runtime.journal.Entry.OutsideWords;
import dev.errand.sandbox.check.SettledCall;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Where the arguments of one execution's calls come from, and what the execution has got to know.
///
/// A value that equals a literal of the plan, an answer of the person or a value that an operation returned has that
/// origin, of several the least trusted. Every other value was computed and may hold anything the code has seen: it
/// takes the least trusted origin of all that was returned or opened. Equality shows where characters come from, not
/// who chose them: once content from outside is open, every destination, target and command counts as chosen by it,
/// unless reading the code has proven that nothing which was read decides it ([Proof]).
///
/// Two floating labels say what was met: one of everything that was returned or opened, one of content alone. Records
/// are handles, and what is open in them (names, dates, paths, addresses) is no content; anything else is.
///
/// For one thread at a time.
public final class Origins {
    private static final Origin PLAN = new Origin(Provenance.CODE, "the plan");

    private record Site(String operation, int line, int column) {}

    private final Map<String, Origin> texts = new HashMap<>();
    private final Map<Double, Origin> numbers = new HashMap<>();
    private final Map<Site, Proof> proofs = new HashMap<>();
    private final Map<String, Origin> strangers = new LinkedHashMap<>();
    private final OutsideTexts outside = new OutsideTexts();
    private final Label met = new Label(PLAN);
    private final Label content = new Label(PLAN);

    public Origins(
            Collection<String> literalTexts, Collection<Double> literalNumbers, Collection<SettledCall> settledCalls) {
        literalTexts.forEach(text -> texts.put(text, PLAN));
        literalNumbers.forEach(number -> numbers.put(number, PLAN));
        settledCalls.forEach(call ->
                proofs.put(new Site(call.operation(), call.line(), call.column()), new Proof(true, call.parameters())));
    }

    /// What was proven about the call of an operation at a place of the code.
    public Proof proof(String operation, int line, int column) {
        return proofs.getOrDefault(new Site(operation, line, column), Proof.NONE);
    }

    /// The person answered.
    public void answered(String text) {
        texts.merge(text, new Origin(Provenance.USER, "your answer"), Origin::join);
    }

    /// Somebody gave the intent, or an answer. Where that was not the person, an address among their words is theirs
    /// too, though the plan holds it.
    public void told(String text, Origin origin) {
        texts.merge(text, origin, Origin::join);
        if (origin.provenance() == Provenance.OUTSIDE) {
            strangers.put(text.toLowerCase(Locale.ROOT), origin);
        }
    }

    private Origin named(Parameter parameter, JsonNode value, Origin origin) {
        boolean leads = parameter.mark() == Mark.DESTINATION || parameter.mark() == Mark.COMMAND;
        if (!leads || strangers.isEmpty()) {
            return origin;
        } else if (value.isContainerNode()) {
            return value.valueStream().reduce(origin, (so, each) -> named(parameter, each, so), Origin::join);
        }
        String text = value.asText().strip().toLowerCase(Locale.ROOT);
        return strangers.entrySet().stream()
                .filter(told -> !text.isEmpty() && told.getKey().contains(text))
                .map(Map.Entry::getValue)
                .reduce(origin, Origin::join);
    }

    /// An operation returned something; what is closed in it is not looked at.
    public void returned(Operation operation, JsonNode value, Origin origin, Set<JsonPointer> closed) {
        remember(value, JsonPointer.empty(), origin, closed);
        met.join(origin);
        if (operation.effect() != EffectClass.PURE && !isHandle(operation.result())) {
            content.join(origin);
        }
    }

    /// An operation failed, in words that may quote what it came across.
    public void failed(String message, Origin origin) {
        opened(TextNode.valueOf(message), origin);
    }

    /// The code read a closed field.
    public void opened(JsonNode value, Origin origin) {
        remember(value, JsonPointer.empty(), origin, Set.of());
        met.join(origin);
        content.join(origin);
    }

    private static boolean isHandle(Shape result) {
        return switch (result) {
            case Shape.Structure _, Shape.Nothing _ -> true;
            case Shape.ListOf list -> isHandle(list.element());
            case Shape.Text _,
                    Shape.Whole _,
                    Shape.Decimal _,
                    Shape.Truth _,
                    Shape.Time _,
                    Shape.Choice _,
                    Shape.Reference _,
                    Shape.Any _ -> false;
        };
    }

    private void remember(JsonNode value, JsonPointer at, Origin origin, Set<JsonPointer> closed) {
        if (closed.contains(at)) {
            return;
        }
        if (value.isTextual()) {
            texts.merge(value.textValue(), origin, Origin::join);
            outside.add(value.textValue(), origin);
        } else if (value.isNumber()) {
            numbers.merge(value.doubleValue(), origin, Origin::join);
        } else if (value.isArray()) {
            for (int i = 0; i < value.size(); i++) {
                remember(value.get(i), at.appendIndex(i), origin, closed);
            }
        } else {
            value.properties()
                    .forEach(member -> remember(member.getValue(), at.appendProperty(member.getKey()), origin, closed));
        }
    }

    /// The origin of each argument, by parameter name. Nothing that was edited by the person is looked up: it is
    /// theirs.
    public Map<String, Origin> of(Operation operation, ObjectNode arguments, Set<String> edited, Proof proof) {
        Map<String, Origin> origins = new LinkedHashMap<>();
        for (Parameter parameter : operation.parameters()) {
            JsonNode value = arguments.get(parameter.name());
            if (value != null) {
                origins.put(
                        parameter.name(),
                        edited.contains(parameter.name())
                                ? new Origin(Provenance.USER, "your change")
                                : chosen(parameter, named(parameter, value, origin(value)), proof));
            }
        }
        return origins;
    }

    private Origin chosen(Parameter parameter, Origin origin, Proof proof) {
        boolean decides = switch (parameter.mark()) {
            case DESTINATION, TARGET, COMMAND -> true;
            case PLAIN, CONTENT -> false;
        };
        Origin least = met.least();
        return decides
                        && least.provenance() == Provenance.OUTSIDE
                        && origin.provenance() != Provenance.OUTSIDE
                        && !proof.settles(parameter.name())
                ? new Origin(
                        Provenance.OUTSIDE,
                        origin.source() + ", chosen after reading " + least.source(),
                        origin.readers().meet(least.readers()))
                : origin;
    }

    private Origin origin(JsonNode value) {
        if (value.isTextual()) {
            return known(texts.get(value.textValue()));
        } else if (value.isNumber()) {
            return known(numbers.get(value.doubleValue()));
        } else if (value.isContainerNode()) {
            Optional<Origin> least = Optional.empty();
            for (JsonNode child : value) {
                Origin origin = origin(child);
                least = Optional.of(least.map(l -> l.join(origin)).orElse(origin));
            }
            return least.orElse(met.least());
        }
        return met.least();
    }

    private Origin known(@Nullable Origin origin) {
        if (origin != null) {
            return origin;
        }
        Origin least = met.least();
        return least.provenance() == Provenance.CODE
                ? least
                : new Origin(least.provenance(), "computed after reading " + least.source(), least.readers());
    }

    /// The origin of an address that an operation found itself.
    ///
    /// @param found where the operation says that it comes from
    Origin ofAddress(String address, Origin found) {
        return Optional.ofNullable(texts.get(Readers.principal(address))).orElse(found);
    }

    /// What a call gives away, by source: what its arguments hold, and what whoever sees that the call was made can
    /// conclude from it. Where something goes to somebody by a yes of the person, or by a rule of theirs, only
    /// content counts for what was computed or concluded.
    Map<String, Readers> told(Operation operation, ObjectNode arguments, Set<String> edited, Proof proof) {
        Map<String, Readers> told = new LinkedHashMap<>();
        Map<String, Readers> course = (operation.effect() == EffectClass.SEND ? content : met).secrets();
        for (Parameter parameter : operation.parameters()) {
            JsonNode value = arguments.get(parameter.name());
            boolean isSaid = operation.effect() != EffectClass.SEND || parameter.mark() != Mark.DESTINATION;
            boolean isSwitch = value != null && value.isBoolean() && proof.settles(parameter.name());
            if (value != null && isSaid && !isSwitch && !edited.contains(parameter.name())) {
                tell(value, course, told);
            }
        }
        if (!isDecidedByNothing(operation, arguments, edited, proof)) {
            course.forEach((source, readers) -> told.merge(source, readers, Readers::meet));
        }
        return told;
    }

    /// Whether neither that the call is made nor what any of its arguments is was decided by something that was read.
    /// A literal that was chosen between others by a secret is as telling as the secret.
    private static boolean isDecidedByNothing(
            Operation operation, ObjectNode arguments, Set<String> edited, Proof proof) {
        return proof.reached()
                && operation.parameters().stream()
                        .map(Parameter::name)
                        .filter(name -> arguments.has(name) && !edited.contains(name))
                        .allMatch(proof::settles);
    }

    private void tell(JsonNode value, Map<String, Readers> course, Map<String, Readers> told) {
        if (value.isContainerNode()) {
            value.forEach(child -> tell(child, course, told));
            return;
        }
        Origin known = value.isTextual()
                ? texts.get(value.textValue())
                : value.isNumber() ? numbers.get(value.doubleValue()) : null;
        if (known == null) {
            course.forEach((source, readers) -> told.merge(source, readers, Readers::meet));
        } else if (!known.readers().isEverybody()) {
            told.merge(known.source(), known.readers(), Readers::meet);
        }
    }

    /// The label of what a call writes: of all its arguments, and of what has decided that it is made.
    public Origin ofWritten(Operation operation, ObjectNode arguments, Set<String> edited, Proof proof) {
        Origin written = of(operation, arguments, edited, proof).values().stream()
                .reduce(Origin::join)
                .orElse(PLAN);
        return isDecidedByNothing(operation, arguments, edited, proof) ? written : written.join(met.least());
    }

    /// Which characters of an outgoing call others wrote.
    public List<OutsideWords> outsideWords(Operation operation, ObjectNode arguments) {
        return switch (operation.effect()) {
            case FETCH, SEND -> outside.in(operation, arguments);
            case PURE, READ, ASK, SAY, WAIT, WRITE, EXECUTE, DESTROY, SPEND -> List.of();
        };
    }
}
