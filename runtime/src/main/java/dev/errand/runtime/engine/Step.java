package dev.errand.runtime.engine;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.errand.os.operation.Operation;

/// A call that fits its operation.
///
/// @param arguments canonical
/// @param line      of the code; 0 if unknown
record Step(int number, Operation operation, ObjectNode arguments, int line) {
    String name() {
        return operation.qualifiedName();
    }
}
