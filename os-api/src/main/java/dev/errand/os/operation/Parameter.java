package dev.errand.os.operation;

import java.util.Optional;

/// One parameter of an operation.
///
/// @param positional whether a call passes it by position; the others go into one last object argument
/// @param required   whether a call without it is refused
/// @param raises     what a call that gives it does besides, such as sending where it names people who are told
public record Parameter(
        String name,
        Shape shape,
        Mark mark,
        boolean positional,
        boolean required,
        Optional<Raise> raises,
        String description) {
    /// One that raises nothing.
    public Parameter(String name, Shape shape, Mark mark, boolean positional, boolean required, String description) {
        this(name, shape, mark, positional, required, Optional.empty(), description);
    }
}
