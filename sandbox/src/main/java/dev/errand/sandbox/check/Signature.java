package dev.errand.sandbox.check;

import java.util.List;

/// What the checker knows of an operation.
///
/// @param operation  `skill.operation`
/// @param parameters in order; JavaScript passes the positional ones by position and the others in one last object
/// @param reach      what is left of a call that was made once too often
public record Signature(String operation, List<Parameter> parameters, Reach reach) {
    public Signature {
        parameters = List.copyOf(parameters);
    }

    /// Of an operation that leaves nothing behind that could not be taken back.
    public Signature(String operation, List<Parameter> parameters) {
        this(operation, parameters, Reach.RECOVERABLE);
    }

    /// How far the effect of a call goes.
    public enum Reach {
        /// It has none, or one on the device that can be taken back.
        RECOVERABLE,
        /// It sends, runs, destroys or spends something.
        LASTING
    }

    /// @param type one word for messages and for comparing literals: `text`, `number`, `integer`, `boolean`, `list`,
    ///             `object`, or `any`
    public record Parameter(String name, boolean positional, boolean required, String type) {}
}
