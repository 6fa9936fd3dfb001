package dev.errand.sandbox.syntax;

import com.oracle.graal.python.pegparser.sst.ModTy;
import com.oracle.graal.python.pegparser.sst.StmtTy;
import java.util.Set;

/// What came of reading a Python text.
public sealed interface PythonReading {
    /// The text is a program.
    ///
    /// @param tree the program
    /// @param text what was read, with line ends as Python has them
    /// @param held lines, counted from 1, that begin inside a text literal: nothing may be put before them
    record Module(ModTy.Module tree, String text, Set<Integer> held) implements PythonReading {
        public Module {
            held = Set.copyOf(held);
        }

        /// The statements of the top level.
        public StmtTy[] statements() {
            return tree.body == null ? new StmtTy[0] : tree.body;
        }
    }

    /// The text is no program.
    ///
    /// @param at      where reading stopped
    /// @param message what the parser says, one line
    record Broken(Position at, String message) implements PythonReading {}
}
