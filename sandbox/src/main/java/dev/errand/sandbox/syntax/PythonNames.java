package dev.errand.sandbox.syntax;

import com.oracle.graal.python.pegparser.sst.AliasTy;
import com.oracle.graal.python.pegparser.sst.ArgTy;
import com.oracle.graal.python.pegparser.sst.ExceptHandlerTy;
import com.oracle.graal.python.pegparser.sst.ExprContextTy;
import com.oracle.graal.python.pegparser.sst.ExprTy;
import com.oracle.graal.python.pegparser.sst.ModTy;
import com.oracle.graal.python.pegparser.sst.PatternTy;
import com.oracle.graal.python.pegparser.sst.SSTNode;
import com.oracle.graal.python.pegparser.sst.StmtTy;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/// The names that a Python program binds.
public final class PythonNames {
    private final Set<String> bound = new TreeSet<>();
    private final Set<String> annotated = new TreeSet<>();
    private final boolean isDeep;

    private PythonNames(boolean isDeep) {
        this.isDeep = isDeep;
    }

    /// Those bound at the top level, as far as they may be declared `global`: one that has an annotation may not.
    public static Set<String> boundIn(ModTy.Module program) {
        PythonNames names = new PythonNames(false);
        names.visit(program);
        names.bound.removeAll(names.annotated);
        return names.bound;
    }

    /// Those bound anywhere, parameters among them.
    public static Set<String> boundAnywhereIn(ModTy.Module program) {
        PythonNames names = new PythonNames(true);
        names.visit(program);
        return names.bound;
    }

    private void visit(SSTNode node) {
        named(node).filter(name -> name != null).forEach(bound::add);
        if (node instanceof StmtTy.AnnAssign declaration && declaration.target instanceof ExprTy.Name name) {
            annotated.add(name.id);
        }
        if (node instanceof StmtTy.Global global && !isDeep) {
            // It says so itself, and saying it twice is an error.
            annotated.addAll(List.of(global.names));
        }
        boolean isScope = node instanceof StmtTy.FunctionDef
                || node instanceof StmtTy.AsyncFunctionDef
                || node instanceof StmtTy.ClassDef
                || node instanceof ExprTy.Lambda;
        if (isDeep || !isScope) {
            PythonTree.children(node).forEach(this::visit);
        }
    }

    private static Stream<String> named(SSTNode node) {
        return switch (node) {
            case ExprTy.Name name when name.context != ExprContextTy.Load -> Stream.of(name.id);
            case StmtTy.FunctionDef function -> Stream.of(function.name);
            case StmtTy.AsyncFunctionDef function -> Stream.of(function.name);
            case StmtTy.ClassDef type -> Stream.of(type.name);
            case AliasTy alias -> Stream.of(alias.asName != null ? alias.asName : first(alias.name));
            case ExceptHandlerTy.ExceptHandler handler -> Stream.ofNullable(handler.name);
            case PatternTy.MatchAs pattern -> Stream.ofNullable(pattern.name);
            case PatternTy.MatchStar pattern -> Stream.ofNullable(pattern.name);
            case PatternTy.MatchMapping pattern -> Stream.ofNullable(pattern.rest);
            case ArgTy parameter -> Stream.of(parameter.arg);
            default -> Stream.empty();
        };
    }

    private static String first(String dotted) {
        int dot = dotted.indexOf('.');
        return dot < 0 ? dotted : dotted.substring(0, dot);
    }
}
