package dev.errand.sandbox.host;

import com.oracle.js.parser.TokenType;
import com.oracle.js.parser.ir.Expression;
import com.oracle.js.parser.ir.ExpressionStatement;
import com.oracle.js.parser.ir.Statement;
import dev.errand.sandbox.syntax.Lines;
import dev.errand.sandbox.syntax.Reading;
import java.util.List;

/// Makes an asynchronous function of a JavaScript program, so that `await` works at its top level.
final class JavaScriptFunction {
    private JavaScriptFunction() {}

    static GuestProgram of(Reading.Script script) {
        String code = script.text();
        Insertions insertions = new Insertions(code);
        insertions.put(0, "(async function () {");
        int returnAt = lastExpression(script.tree().getBody().getStatements());
        if (returnAt >= 0) {
            insertions.put(returnAt, "return ");
        }
        return new GuestProgram(insertions.end("\n})"), returnAt >= 0, insertions, new Lines(code));
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
}
