package dev.errand.os.operation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;

/// One function of the OS API.
///
/// @param skill      the skill it belongs to, such as `mail`
/// @param name       its name in the skill, such as `send`
/// @param version    raised whenever the meaning of a call changes; part of what an approval binds to
/// @param summary    one line for declarations and documentation
/// @param headline   what a call does, in words for an approval, with parameters in braces and parts that need one in
///                   brackets: `Send “{subject}” to {to}[ with {attachments}]`
/// @param recovery   how a step is settled that a crash cut short
/// @param provenance of results, unless they say better themselves
/// @param sentences  words that people use for it
/// @param remember   whether a person may have its calls allowed for good
public record Operation(
        String skill,
        String name,
        int version,
        String summary,
        String headline,
        EffectClass effect,
        Recovery recovery,
        Provenance provenance,
        List<Parameter> parameters,
        Shape result,
        List<Sentence> sentences,
        Body body,
        Remember remember) {
    public Operation {
        parameters = List.copyOf(parameters);
        sentences = List.copyOf(sentences);
    }

    /// One whose class says whether its calls may be allowed for good.
    public Operation(
            String skill,
            String name,
            int version,
            String summary,
            String headline,
            EffectClass effect,
            Recovery recovery,
            Provenance provenance,
            List<Parameter> parameters,
            Shape result,
            List<Sentence> sentences,
            Body body) {
        this(
                skill,
                name,
                version,
                summary,
                headline,
                effect,
                recovery,
                provenance,
                parameters,
                result,
                sentences,
                body,
                Remember.BY_CLASS);
    }

    /// Whether a rule may allow calls of it unasked.
    public boolean rememberable() {
        return remember == Remember.BY_CLASS && effect != EffectClass.DESTROY && effect != EffectClass.SPEND;
    }

    /// `skill.operation`, as guest code writes it.
    public String qualifiedName() {
        return skill + "." + name;
    }

    public Optional<Parameter> parameter(String parameterName) {
        return parameters.stream().filter(p -> p.name().equals(parameterName)).findFirst();
    }

    /// Canonical arguments of a call: one member a parameter, in declared order, references as keys, single elements
    /// as lists where a list is wanted, absent ones left out. What is approved, executed and journaled is this.
    ///
    /// @throws InvalidArguments with a message for whoever wrote the call
    public ObjectNode bind(ArrayNode positional, ObjectNode named) {
        return new Binding(this).bind(positional, named);
    }

    /// The call in words for a person.
    public String describe(ObjectNode arguments) {
        return Headline.fill(headline, arguments);
    }

    /// This operation as a call with these arguments performs it: of its own class, or of a riskier one that a
    /// parameter raises it to by being there, or by its value.
    public Operation calledWith(ObjectNode arguments) {
        EffectClass riskiest = effect;
        Recovery settled = recovery;
        for (Parameter each : parameters) {
            Optional<Raise> raise = each.raises().filter(raised -> raised.appliesTo(arguments.path(each.name())));
            if (raise.isPresent()) {
                EffectClass raised = raise.get().effect();
                riskiest = raised.compareTo(riskiest) > 0 ? raised : riskiest;
                settled = raise.get().recovery().orElse(settled);
            }
        }
        return new Operation(
                skill,
                name,
                version,
                summary,
                headline,
                riskiest,
                settled,
                provenance,
                parameters,
                result,
                sentences,
                body,
                remember);
    }

    /// The same operation, carried out by something else.
    public Operation carriedOutBy(Body other) {
        return new Operation(
                skill,
                name,
                version,
                summary,
                headline,
                effect,
                recovery,
                provenance,
                parameters,
                result,
                sentences,
                other,
                remember);
    }

    /// Whether an executed call can be taken back.
    public boolean undoable() {
        return body.undoable() || (effect == EffectClass.WRITE && recovery == Recovery.JOURNALED);
    }

    /// The value of an argument as text, or the fallback if it is absent.
    public static String text(ObjectNode arguments, String parameter, String fallback) {
        JsonNode value = arguments.get(parameter);
        return value == null || value.isNull() ? fallback : value.asText();
    }
}
