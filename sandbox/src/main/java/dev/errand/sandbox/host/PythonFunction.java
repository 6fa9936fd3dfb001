package dev.errand.sandbox.host;

import com.oracle.graal.python.pegparser.sst.StmtTy;
import com.oracle.graal.python.pegparser.tokenizer.SourceRange;
import dev.errand.sandbox.syntax.PythonLines;
import dev.errand.sandbox.syntax.PythonNames;
import dev.errand.sandbox.syntax.PythonReading;
import java.util.Set;

/// Makes a function of a Python program by putting a blank before every line that does not begin inside a text.
///
/// What the program binds at its top level stays global, as in a program of its own: functions in it find each other
/// and may say `global`.
final class PythonFunction {
    private static final String NAME = "errand_program";

    private PythonFunction() {}

    static GuestProgram of(PythonReading.Module module) {
        String text = module.text();
        PythonLines lines = new PythonLines(text);
        StmtTy[] statements = module.statements();
        SourceRange last = statements.length > 0 && statements[statements.length - 1] instanceof StmtTy.Expr expression
                ? expression.getSourceRange()
                : null;
        int returnAt = last == null ? -1 : lines.offset(last.startLine, last.startColumn);
        Insertions insertions = new Insertions(text);
        insertions.put(0, "def " + NAME + "():\n" + global(PythonNames.boundIn(module.tree())));
        for (int line = 1; line <= lines.count(); line++) {
            if (!module.held().contains(line)) {
                insertions.put(lines.start(line), " ");
            }
            if (last != null && line == last.startLine) {
                insertions.put(returnAt, "return ");
            }
        }
        // A program of nothing but comments has no statement, and a function needs one.
        String source = insertions.end("\n pass\n" + NAME + "\n");
        return new GuestProgram(source, last != null, insertions, lines.positions());
    }

    private static String global(Set<String> names) {
        return names.isEmpty() ? "" : " global " + String.join(", ", names) + "\n";
    }
}
