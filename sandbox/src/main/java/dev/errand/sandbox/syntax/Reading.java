package dev.errand.sandbox.syntax;

import com.oracle.js.parser.ir.FunctionNode;

/// What came of reading a text.
public sealed interface Reading {
    /// The text is a program.
    ///
    /// @param tree the program as the body of an asynchronous function
    record Script(FunctionNode tree) implements Reading {}

    /// The text is no program.
    ///
    /// @param offset  where reading stopped
    /// @param message what the parser says, one line
    record Broken(int offset, String message) implements Reading {}
}
