package dev.errand.sandbox.check;

import java.util.Set;

/// A place in a program where an operation is called as often, whatever the program has read by then: nothing that
/// stands before it in the code can lead the program past it, and nothing chooses between it and another call. (That an
/// operation fails, or that an expression throws, ends the program and leads nowhere.)
///
/// @param line       of the call, counted from 1
/// @param column     counted from 1
/// @param parameters those whose arguments are written out, or looked up by what is written out, so that nothing else
///                   that the program has read decides what stands there
public record SettledCall(String operation, int line, int column, Set<String> parameters) {
    public SettledCall {
        parameters = Set.copyOf(parameters);
    }
}
