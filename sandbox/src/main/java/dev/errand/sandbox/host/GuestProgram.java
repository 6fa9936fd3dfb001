package dev.errand.sandbox.host;

import dev.errand.sandbox.Outcome;
import dev.errand.sandbox.Program;
import dev.errand.sandbox.syntax.JavaScriptReader;
import dev.errand.sandbox.syntax.Lines;
import dev.errand.sandbox.syntax.Position;
import dev.errand.sandbox.syntax.PythonReader;
import dev.errand.sandbox.syntax.PythonReading;
import dev.errand.sandbox.syntax.Reading;
import java.util.function.Function;

/// A program as it is given to the engine: the code as the body of a function, so that `return` works at its top
/// level, and returns the value of a last line that is an expression.
///
/// What that adds moves characters; [#position] undoes it, so that every place reported is one in the person's code.
record GuestProgram(String source, boolean hasImplicitResult, Insertions insertions, Lines lines) {
    /// What came of preparing a program.
    sealed interface Preparation {
        record Ready(GuestProgram program) implements Preparation {}

        /// It cannot be read, and this is its outcome.
        record Unreadable(Outcome outcome) implements Preparation {}

        /// The outcome of what `execution` makes of the program, if there is one to execute.
        default Outcome run(Function<GuestProgram, Outcome> execution) {
            return switch (this) {
                case Unreadable(Outcome outcome) -> outcome;
                case Ready(GuestProgram program) -> execution.apply(program);
            };
        }
    }

    static Preparation prepare(Program program) {
        return switch (program.language()) {
            case JAVASCRIPT ->
                switch (JavaScriptReader.read(program.code())) {
                    case Reading.Broken broken ->
                        unreadable(new Lines(program.code()).at(broken.offset()), broken.message());
                    case Reading.Script script -> new Preparation.Ready(JavaScriptFunction.of(script));
                };
            case PYTHON ->
                switch (PythonReader.read(program.code())) {
                    case PythonReading.Broken broken -> unreadable(broken.at(), broken.message());
                    case PythonReading.Module module -> new Preparation.Ready(PythonFunction.of(module));
                };
        };
    }

    private static Preparation unreadable(Position at, String message) {
        return new Preparation.Unreadable(Wire.threw("SyntaxError", message, at));
    }

    /// The place in the program's code of an offset in [#source]; unknown if it is in none.
    Position position(int offset) {
        if (offset < 0 || offset > source.length()) {
            return Position.UNKNOWN;
        }
        return lines.at(insertions.undone(offset));
    }
}
