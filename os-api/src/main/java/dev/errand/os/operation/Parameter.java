package dev.errand.os.operation;

/// One parameter of an operation.
///
/// @param positional whether a call passes it by position; the others go into one last object argument
/// @param required   whether a call without it is refused
public record Parameter(
        String name, Shape shape, Mark mark, boolean positional, boolean required, String description) {}
