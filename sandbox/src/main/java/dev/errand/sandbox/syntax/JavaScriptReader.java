package dev.errand.sandbox.syntax;

import com.oracle.js.parser.ErrorManager;
import com.oracle.js.parser.Parser;
import com.oracle.js.parser.ParserException;
import com.oracle.js.parser.ScriptEnvironment;
import com.oracle.js.parser.Source;

/// Reads guest programs: strict mode, `await` and `return` allowed at the top level, no `import` and no `export`;
/// types of TypeScript are passed over.
public final class JavaScriptReader {
    /// The edition that the engine runs by default (ECMAScript 2025).
    private static final int EDITION = 16;

    private JavaScriptReader() {}

    /// Reads a program as what the sandbox makes of it, the body of an asynchronous function. A text that is one can
    /// be put between braces without closing them early, so nobody can write his way out of the function.
    ///
    /// A program that is JavaScript is read as it stands. From one that is not, types of TypeScript are taken,
    /// and it is read again.
    public static Reading read(String code) {
        try {
            return switch (parse(code)) {
                case Reading.Broken broken -> withoutTypes(code, broken);
                case Reading.Script script -> script;
            };
        } catch (StackOverflowError tooDeep) {
            return new Reading.Broken(0, "The program is nested too deeply to be read", "write it in smaller steps");
        }
    }

    private static Reading withoutTypes(String code, Reading.Broken broken) {
        return TypeEraser.erase(code)
                .map(erased -> withoutTypes(erased, broken))
                .orElse(broken);
    }

    private static Reading withoutTypes(TypeEraser.Erased erased, Reading.Broken broken) {
        if (erased.problem().isEmpty()) {
            return parse(erased.text());
        }
        NotTypeScript problem = erased.problem().get();
        if (!problem.message().isEmpty()) {
            return new Reading.Broken(problem.offset(), problem.message(), problem.remedy());
        }
        // Types were understood up to somewhere, so what is wrong with the rest is more to the point than the first of
        // them. A text that was not understood to its end is never run.
        return parse(erased.text()) instanceof Reading.Broken further && further.offset() > broken.offset()
                ? further
                : broken;
    }

    private static Reading parse(String code) {
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
            return new Reading.Script(parser.parseFunctionBody(false, true), code);
        } catch (ParserException problem) {
            return new Reading.Broken(Math.max(0, problem.getPosition()), message(problem), "");
        }
    }

    private static String message(ParserException problem) {
        String raw = problem.getRawMessage();
        return raw == null
                ? "The program cannot be read"
                : raw.lines().findFirst().orElse(raw);
    }
}
