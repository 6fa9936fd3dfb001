package dev.errand.sandbox.check;

import java.util.List;

/// What the checker knows of an operation.
///
/// @param operation  `skill.operation`
/// @param parameters in order; JavaScript passes the positional ones by position and the others in one last object
public record Signature(String operation, List<Parameter> parameters) {
    public Signature {
        parameters = List.copyOf(parameters);
    }

    /// @param type one word for messages and for comparing literals: `text`, `number`, `integer`, `boolean`, `list`,
    ///             `object`, or `any`
    public record Parameter(String name, boolean positional, boolean required, String type) {}
}
