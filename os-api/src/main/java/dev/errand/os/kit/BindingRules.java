package dev.errand.os.kit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.errand.os.operation.InvalidArguments;
import dev.errand.os.operation.Operation;
import dev.errand.os.operation.Parameter;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Calls made from an operation's declaration are accepted, and others are refused in words that name the parameter.
final class BindingRules {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final Operation operation;
    private final Collection<Finding> findings;

    BindingRules(Operation operation, Collection<Finding> findings) {
        this.operation = operation;
        this.findings = findings;
    }

    void check() {
        List<Parameter> required =
                operation.parameters().stream().filter(Parameter::required).toList();
        ObjectNode full = new Values().arguments(operation, operation.parameters());
        accepted(new Values().arguments(operation, required), "with the required parameters alone");
        accepted(full, "with all parameters");
        inOrder(full);
        for (Parameter parameter : operation.parameters()) {
            JsonNode wrong = Values.wrong(parameter.shape());
            if (wrong != null) {
                refused(full.deepCopy().<ObjectNode>set(parameter.name(), wrong), parameter.name());
            }
            if (parameter.required()) {
                refused(full.deepCopy().without(parameter.name()), parameter.name());
            }
        }
        refused(full.deepCopy().put("noSuchParameter", 1), "noSuchParameter");
    }

    private void accepted(ObjectNode arguments, String which) {
        @Nullable String refusal = refusal(JSON.arrayNode(), arguments);
        if (refusal != null) {
            wrong("A call made from its declaration, " + which + ", is refused: " + refusal);
        }
    }

    /// The same call as the declarations write it: some by position, the others in one object.
    private void inOrder(ObjectNode full) {
        ArrayNode positional = JSON.arrayNode();
        ObjectNode options = JSON.objectNode();
        for (Parameter parameter : operation.parameters()) {
            if (parameter.positional()) {
                positional.add(full.get(parameter.name()));
            } else {
                options.set(parameter.name(), full.get(parameter.name()));
            }
        }
        if (!options.isEmpty()) {
            positional.add(options);
        }
        @Nullable String refusal = refusal(positional, JSON.objectNode());
        if (refusal != null) {
            wrong("A call made from its declaration, by position, is refused: " + refusal);
        } else if (!operation.bind(positional, JSON.objectNode()).equals(operation.bind(JSON.arrayNode(), full))) {
            wrong("A call by position means something else than the same call by name.");
        }
    }

    private void refused(ObjectNode arguments, String parameter) {
        @Nullable String refusal = refusal(JSON.arrayNode(), arguments);
        if (refusal == null) {
            wrong("A call with a wrong or missing \"" + parameter + "\" is accepted.");
        } else if (!refusal.contains("\"" + parameter)) {
            wrong("The refusal of a wrong \"" + parameter + "\" does not name it: " + refusal);
        }
    }

    private @Nullable String refusal(ArrayNode positional, ObjectNode named) {
        try {
            operation.bind(positional, named);
            return null;
        } catch (InvalidArguments e) {
            return e.getMessage();
        }
    }

    private void wrong(String what) {
        findings.add(Finding.error(
                operation.qualifiedName(), what, "Use types that the annotations of a skill know; see Skill."));
    }
}
