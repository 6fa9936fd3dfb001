package dev.errand.sandbox.syntax;

import com.oracle.graal.python.pegparser.sst.ExceptHandlerTy;
import com.oracle.graal.python.pegparser.sst.ExprTy;
import com.oracle.graal.python.pegparser.sst.SSTNode;
import com.oracle.graal.python.pegparser.sst.StmtTy;
import dev.errand.sandbox.Language;

/// How much a program is, as far as its text tells.
///
/// @param lines    that hold something else than space and a comment
/// @param branches places from which it may go on in more than one way: conditions, loops, and handlers of errors; 0
///                 of a text that is no program
public record ProgramShape(int lines, int branches) {
    public static ProgramShape of(Language language, String code) {
        return switch (language) {
            case JAVASCRIPT -> new ProgramShape(lines(code, "//"), branchesOfJavaScript(code));
            case PYTHON -> new ProgramShape(lines(code, "#"), branchesOfPython(code));
        };
    }

    private static int lines(String code, String comment) {
        int count = 0;
        boolean inside = false;
        for (String line : code.lines().map(String::strip).toList()) {
            boolean opens = !inside && comment.equals("//") && line.startsWith("/*");
            inside |= opens;
            if (inside) {
                int end = line.indexOf("*/");
                inside = end < 0;
                count += end >= 0 && end + 2 < line.length() ? 1 : 0;
            } else if (!line.isEmpty() && !line.startsWith(comment)) {
                count++;
            }
        }
        return count;
    }

    private static int branchesOfJavaScript(String code) {
        return (int) ProgramFlow.of(code).guards().stream()
                .filter(guard -> guard.kind() != ProgramFlow.GuardKind.FUNCTION)
                .count();
    }

    private static int branchesOfPython(String code) {
        return switch (PythonReader.read(code)) {
            case PythonReading.Module module -> branchesBelow(module.tree());
            case PythonReading.Broken _ -> 0;
        };
    }

    private static int branchesBelow(SSTNode node) {
        int count = isBranch(node) ? 1 : 0;
        for (SSTNode child : PythonTree.children(node)) {
            count += branchesBelow(child);
        }
        return count;
    }

    private static boolean isBranch(SSTNode node) {
        return node instanceof StmtTy.If
                || node instanceof StmtTy.For
                || node instanceof StmtTy.While
                || node instanceof StmtTy.Match
                || node instanceof ExprTy.IfExp
                || node instanceof ExceptHandlerTy;
    }
}
