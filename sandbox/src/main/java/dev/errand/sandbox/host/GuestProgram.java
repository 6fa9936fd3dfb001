package dev.errand.sandbox.host;

import com.oracle.js.parser.TokenType;
import com.oracle.js.parser.ir.Expression;
import com.oracle.js.parser.ir.ExpressionStatement;
import com.oracle.js.parser.ir.Statement;
import dev.errand.sandbox.syntax.Lines;
import dev.errand.sandbox.syntax.Position;
import dev.errand.sandbox.syntax.Reading;
import java.util.List;

/// A program as it is given to the engine: the code as the body of an asynchronous function, so that `await` and
/// `return` work at its top level, with `return` put before a last line that is an expression.
///
/// Both additions move characters; [#position] undoes that, so that every place reported is one in the person's code.
record GuestProgram(String source, boolean hasImplicitResult, int returnAt, Lines lines) {
    private static final String BEFORE = "(async function () {";
    private static final String AFTER = "\n})";
    private static final String RETURN = "return ";

    static GuestProgram of(String code, Reading.Script script) {
        int returnAt = lastExpression(script.tree().getBody().getStatements());
        boolean implicit = returnAt >= 0;
        String body = implicit ? code.substring(0, returnAt) + RETURN + code.substring(returnAt) : code;
        return new GuestProgram(BEFORE + body + AFTER, implicit, implicit ? returnAt : code.length(), new Lines(code));
    }

    /// Where the expression begins that the program ends with; -1 if it ends with something else.
    private static int lastExpression(List<Statement> statements) {
        if (statements.isEmpty() || !(statements.getLast() instanceof ExpressionStatement last)) {
            return -1;
        }
        Expression expression = last.getExpression();
        // The parser makes an expression of `const {a} = b` as well; a `return` before its pattern would not be one.
        boolean declaration = expression.isTokenType(TokenType.ASSIGN_INIT);
        return declaration ? -1 : expression.getStart();
    }

    /// The place in the program's code of an offset in [#source]; unknown if it is in none.
    Position position(int offset) {
        if (offset < 0 || offset > source.length()) {
            return Position.UNKNOWN;
        }
        int inBody = offset - BEFORE.length();
        int moved = hasImplicitResult && inBody > returnAt ? Math.max(returnAt, inBody - RETURN.length()) : inBody;
        return lines.at(moved);
    }
}
