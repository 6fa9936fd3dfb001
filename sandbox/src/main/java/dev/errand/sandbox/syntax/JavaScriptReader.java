package dev.errand.sandbox.syntax;

import com.oracle.js.parser.ErrorManager;
import com.oracle.js.parser.Parser;
import com.oracle.js.parser.ParserException;
import com.oracle.js.parser.ScriptEnvironment;
import com.oracle.js.parser.Source;

/// Reads guest programs: strict mode, `await` and `return` allowed at the top level, no `import` and no `export`.
public final class JavaScriptReader {
    /// The edition that the engine runs by default (ECMAScript 2025).
    private static final int EDITION = 16;

    private JavaScriptReader() {}

    /// Reads a program as what the sandbox makes of it, the body of an asynchronous function. A text that is one can be
    /// put between braces without closing them early, so nobody can write his way out of the function.
    public static Reading read(String code) {
        ScriptEnvironment environment = ScriptEnvironment.builder()
                .ecmaScriptVersion(EDITION)
                .strict(true)
                .allowBigInt(true)
                .annexB(true)
                .classFields(true)
                .privateFieldsIn(true)
                .emptyStatements(false)
                .build();
        Source source = Source.sourceFor("program", code);
        try {
            Parser parser = new Parser(environment, source, new ErrorManager.ThrowErrorManager());
            return new Reading.Script(parser.parseFunctionBody(false, true));
        } catch (ParserException problem) {
            return new Reading.Broken(Math.max(0, problem.getPosition()), message(problem));
        } catch (StackOverflowError tooDeep) {
            return new Reading.Broken(0, "The program is nested too deeply to be read");
        }
    }

    private static String message(ParserException problem) {
        String raw = problem.getRawMessage();
        return raw == null
                ? "The program cannot be read"
                : raw.lines().findFirst().orElse(raw);
    }
}
