package dev.errand.sandbox.syntax;

import com.oracle.js.parser.ir.FunctionNode;

/// What came of reading a text.
public sealed interface Reading {
    /// The text is a program.
    ///
    /// @param tree the program as the body of an asynchronous function
    /// @param text what was read: the program itself, or the program with blanks where types stood, as long as it
    ///             and with everything else at the same place
    record Script(FunctionNode tree, String text) implements Reading {}

    /// The text is no program.
    ///
    /// @param offset  where reading stopped
    /// @param message what the parser says, one line
    /// @param remedy  what to do about it, empty if that cannot be told
    record Broken(int offset, String message, String remedy) implements Reading {}
}
