package dev.errand.sandbox.check;

import com.oracle.graal.python.pegparser.sst.AliasTy;
import com.oracle.graal.python.pegparser.sst.ConstantValue;
import com.oracle.graal.python.pegparser.sst.ExprTy;
import com.oracle.graal.python.pegparser.sst.SSTNode;
import com.oracle.graal.python.pegparser.sst.StmtTy;
import com.oracle.graal.python.pegparser.sst.UnaryOpTy;
import dev.errand.sandbox.syntax.PythonLines;
import dev.errand.sandbox.syntax.PythonNames;
import dev.errand.sandbox.syntax.PythonReading;
import dev.errand.sandbox.syntax.PythonTree;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Walks through a Python program once and notes what it names, writes out and calls.
///
/// A name counts as the program's own if the program binds it anywhere; that errs on the side of silence.
final class PythonWalk {
    final Set<String> texts = new LinkedHashSet<>();
    final Set<Double> numbers = new LinkedHashSet<>();
    final Set<String> operations = new LinkedHashSet<>();
    final Reachability reachability = new Reachability();

    private final PythonLines lines;
    private final Catalogue catalogue;
    private final Findings findings;
    private final Set<String> own;

    PythonWalk(PythonReading.Module module, PythonLines lines, Catalogue catalogue, Findings findings) {
        this.lines = lines;
        this.catalogue = catalogue;
        this.findings = findings;
        this.own = PythonNames.boundAnywhereIn(module.tree());
    }

    void visit(SSTNode node) {
        switch (node) {
            case StmtTy.FunctionDef function -> function(function.name, function);
            case StmtTy.AsyncFunctionDef function -> {
                forbid(function, "async is not available: calls are synchronous, leave it out");
                function(function.name, function);
            }
            case StmtTy.Import imported -> {
                for (AliasTy module : imported.names) {
                    module(module.name, imported);
                }
            }
            case StmtTy.ImportFrom imported -> importFrom(imported);
            case ExprTy.Await await -> {
                forbid(await, "await is not available: calls are synchronous, leave it out");
                visitChildren(await);
            }
            case ExprTy.Name name -> name(name);
            case ExprTy.Attribute access -> {
                member(access);
                visitChildren(access);
            }
            case ExprTy.Call call -> {
                call(call);
                visitChildren(call);
            }
            case ExprTy.Constant constant -> constant(constant.value);
            case ExprTy.UnaryOp sign -> {
                if (sign.op == UnaryOpTy.USub && sign.operand instanceof ExprTy.Constant constant) {
                    PythonLiterals.number(constant.value).ifPresent(number -> numbers.add(-number));
                }
                visitChildren(sign);
            }
            default -> visitChildren(node);
        }
    }

    private void visitChildren(SSTNode node) {
        PythonTree.children(node).forEach(this::visit);
    }

    private void forbid(SSTNode node, String message) {
        findings.add("forbidden", lines.offset(node), message, "");
    }

    private void function(String name, SSTNode function) {
        if (name.equals("__del__")) {
            forbid(function, "__del__ is not available: what memory is collected when is not the same in every run");
        }
        reachability.enter(name);
        visitChildren(function);
        reachability.leave();
    }

    private void module(String name, SSTNode statement) {
        PythonForbidden.module(name, catalogue).ifPresent(message -> forbid(statement, message));
    }

    private void importFrom(StmtTy.ImportFrom imported) {
        if (imported.level > 0 || imported.module == null) {
            forbid(imported, "import of a neighbour is not available: the program is alone");
            return;
        }
        module(imported.module, imported);
        for (AliasTy name : imported.names) {
            if (name.name.equals("*")) {
                forbid(imported, "import of * is not available: name what you need");
            }
        }
    }

    private boolean isFree(String name) {
        return !own.contains(name);
    }

    private void name(ExprTy.Name name) {
        reachability.mention(name.id);
        if (!isFree(name.id)) {
            return;
        }
        String remedy = PythonForbidden.remedy(name.id, catalogue);
        if (remedy != null) {
            forbid(name, name.id + " is not available: " + remedy);
        }
        if (catalogue.hasSkill(plain(name.id)) || isVoice(name.id)) {
            reachability.use();
        }
    }

    private void member(ExprTy.Attribute access) {
        if (PythonForbidden.isInner(access.attr)) {
            forbid(access, access.attr + " is not available: it leads to the inside of the language");
        }
        if (!(access.value instanceof ExprTy.Name base) || !isFree(base.id)) {
            return;
        }
        String skill = plain(base.id);
        String operation = skill + "." + plain(access.attr);
        if (catalogue.has(operation)) {
            operations.add(operation);
        } else if (catalogue.hasSkill(skill)) {
            String instead = catalogue.insteadOf(skill, access.attr);
            unknown(access, "There is no operation " + operation, instead);
        } else if (isUnknown(base.id)) {
            unknown(access, "There is no skill " + skill, catalogue.insteadOf(operation));
        }
    }

    private void unknown(SSTNode node, String message, String remedy) {
        findings.add("unknown-operation", lines.offset(node), message, remedy);
    }

    private void call(ExprTy.Call call) {
        Signature signature = signature(call.func);
        if (signature != null) {
            new PythonArguments(signature, lines, findings).check(call);
        } else if (call.func instanceof ExprTy.Name callee && isFree(callee.id) && isUnknown(callee.id)) {
            if (!catalogue.hasSkill(plain(callee.id))) {
                String instead = catalogue.insteadOf(callee.id.replace("_", ""));
                unknown(callee, "There is no function " + callee.id, instead);
            }
        }
    }

    private @Nullable Signature signature(ExprTy function) {
        return function instanceof ExprTy.Attribute access
                        && access.value instanceof ExprTy.Name base
                        && isFree(base.id)
                ? catalogue.signature(plain(base.id) + "." + plain(access.attr))
                : null;
    }

    /// A name that Python keeps for itself is written with an underscore behind it.
    private static String plain(String name) {
        return name.endsWith("_") && !name.endsWith("__") ? name.substring(0, name.length() - 1) : name;
    }

    private boolean isVoice(String name) {
        return name.equals("print") && catalogue.has("user.say");
    }

    private boolean isUnknown(String name) {
        return !PythonForbidden.isPresent(name)
                && !isVoice(name)
                && !catalogue.hasSkill(plain(name))
                && PythonForbidden.remedy(name, catalogue) == null;
    }

    private void constant(ConstantValue value) {
        if (value.kind == ConstantValue.Kind.CODEPOINTS) {
            texts.add(value.getCodePoints().toJavaString());
        }
        PythonLiterals.number(value).ifPresent(numbers::add);
    }
}
