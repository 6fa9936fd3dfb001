package dev.errand.sandbox.syntax;

import com.oracle.graal.python.pegparser.sst.ExceptHandlerTy;
import com.oracle.graal.python.pegparser.sst.ExprTy;
import com.oracle.graal.python.pegparser.sst.SSTNode;
import com.oracle.graal.python.pegparser.sst.StmtTy;

/// Places of a Python program from which it may go on in more than one way.
final class PythonBranches {
    private PythonBranches() {}

    static int in(String code) {
        return switch (PythonReader.read(code)) {
            case PythonReading.Module module -> below(module.tree());
            case PythonReading.Broken _ -> 0;
        };
    }

    private static int below(SSTNode node) {
        int count = isBranch(node) ? 1 : 0;
        for (SSTNode child : PythonTree.children(node)) {
            count += below(child);
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
