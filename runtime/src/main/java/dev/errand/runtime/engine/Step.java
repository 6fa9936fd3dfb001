package dev.errand.runtime.engine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.errand.os.operation.Operation;
import dev.errand.runtime.policy.Proof;
import org.jspecify.annotations.Nullable;

/// A call that fits its operation.
///
/// @param arguments canonical
/// @param line      of the code; 0 if unknown
/// @param proof     what reading the code has proven about the call
record Step(int number, Operation operation, ObjectNode arguments, int line, Proof proof) {
    String name() {
        return operation.qualifiedName();
    }

    /// The call as it is with arguments that the person changed, or its own: they may raise its effect class.
    Step as(ObjectNode decided) {
        return new Step(number, operation.calledWith(decided), arguments, line, proof);
    }

    /// Whether this is the recorded call again.
    boolean isSameAs(String recordedOperation, ObjectNode recordedArguments) {
        return name().equals(recordedOperation) && isSame(arguments, recordedArguments);
    }

    /// Whether two values are the same as they are journaled: a number that was read back is of another Java type.
    static boolean isSame(JsonNode one, @Nullable JsonNode other) {
        return other != null && one.toString().equals(other.toString());
    }
}
