package dev.errand.runtime.policy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.errand.os.operation.Mark;
import dev.errand.os.operation.Operation;
import dev.errand.os.operation.Parameter;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Which parameters a rule that allows has to speak of.
///
/// Those that decide (destination, target, command): all, or the rule is refused. Those whose content refers to
/// something that goes along (attachments, the mail that is forwarded): a call that has one is covered only by a rule
/// that speaks of it. Plain parameters and words are free.
final class Coverage {
    private Coverage() {}

    static boolean decides(Parameter parameter) {
        return switch (parameter.mark()) {
            case DESTINATION, TARGET, COMMAND -> true;
            case PLAIN, CONTENT -> false;
        };
    }

    static List<Parameter> deciding(Operation operation) {
        return operation.parameters().stream().filter(Coverage::decides).toList();
    }

    /// Parameters whose value is not words but something that is looked up and goes along.
    static List<Parameter> enclosing(Operation operation) {
        return operation.parameters().stream()
                .filter(p -> p.mark() == Mark.CONTENT
                        && !Fits.kind(operation, p.name()).isEmpty())
                .toList();
    }

    /// What goes along with this call.
    static List<String> goesAlong(Operation operation, ObjectNode arguments) {
        return enclosing(operation).stream()
                .map(Parameter::name)
                .filter(name -> isPresent(arguments.get(name)))
                .toList();
    }

    static boolean isPresent(@Nullable JsonNode value) {
        return value != null && !value.isNull() && !(value.isArray() && value.isEmpty());
    }
}
