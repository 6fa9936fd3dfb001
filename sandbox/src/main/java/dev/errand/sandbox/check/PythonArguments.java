package dev.errand.sandbox.check;

import com.oracle.graal.python.pegparser.sst.ExprTy;
import com.oracle.graal.python.pegparser.sst.KeywordTy;
import dev.errand.sandbox.check.Signature.Parameter;
import dev.errand.sandbox.syntax.PythonLines;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// Compares the arguments of one Python call with the signature of its operation, as far as they can be seen in the
/// code: positional arguments first, every parameter by its name.
final class PythonArguments {
    private static final String RULE = "arguments";

    private final Signature signature;
    private final PythonLines lines;
    private final Findings findings;

    PythonArguments(Signature signature, PythonLines lines, Findings findings) {
        this.signature = signature;
        this.lines = lines;
        this.findings = findings;
    }

    void check(ExprTy.Call call) {
        ExprTy[] arguments = call.args == null ? new ExprTy[0] : call.args;
        KeywordTy[] keywords = call.keywords == null ? new KeywordTy[0] : call.keywords;
        for (ExprTy argument : arguments) {
            if (argument instanceof ExprTy.Starred) {
                return;
            }
        }
        // A dict at the end may hold the named arguments, as an object does in JavaScript.
        boolean hasRest = arguments.length > 0 && isRest(arguments);
        List<Parameter> all = signature.parameters();
        int count = hasRest ? arguments.length - 1 : arguments.length;
        if (count > positional().size()) {
            report(
                    lines.offset(arguments[positional().size()]),
                    "got " + count + " arguments and takes " + positional().size() + " at the most by position");
            return;
        }
        Set<String> given = new HashSet<>();
        for (int i = 0; i < count; i++) {
            given.add(positional().get(i).name());
            checkType(positional().get(i), arguments[i]);
        }
        boolean open = hasRest;
        for (KeywordTy keyword : keywords) {
            open |= keyword.arg == null;
            if (keyword.arg != null) {
                checkNamed(keyword, given);
            }
        }
        for (Parameter parameter : all) {
            if (!open && parameter.required() && !given.contains(parameter.name())) {
                report(lines.offset(call), "the argument \"" + parameter.name() + "\" is missing");
            }
        }
    }

    private List<Parameter> positional() {
        return signature.parameters().stream().filter(Parameter::positional).toList();
    }

    private boolean isRest(ExprTy[] arguments) {
        if (!(arguments[arguments.length - 1] instanceof ExprTy.Dict)) {
            return false;
        }
        if (arguments.length > positional().size()) {
            return true;
        }
        String type = positional().get(arguments.length - 1).type();
        return !type.equals("object") && !type.equals("any");
    }

    private void checkNamed(KeywordTy keyword, Set<String> given) {
        String name = keyword.arg.endsWith("_") ? keyword.arg.substring(0, keyword.arg.length() - 1) : keyword.arg;
        Optional<Parameter> parameter = signature.parameters().stream()
                .filter(known ->
                        known.name().equals(keyword.arg) || known.name().equals(name))
                .findFirst();
        if (parameter.isEmpty()) {
            List<String> names =
                    signature.parameters().stream().map(Parameter::name).toList();
            String instead = Nearest.to(keyword.arg, names)
                    .map(near -> "; did you mean \"" + near + "\"?")
                    .orElse("");
            report(lines.offset(keyword), "there is no parameter \"" + keyword.arg + "\"" + instead);
        } else if (!given.add(parameter.get().name())) {
            report(lines.offset(keyword), "the argument \"" + parameter.get().name() + "\" is given twice");
        } else {
            checkType(parameter.get(), keyword.value);
        }
    }

    private void checkType(Parameter parameter, ExprTy argument) {
        PythonLiterals.kindOf(argument).ifPresent(kind -> {
            if (!kind.fits(parameter)) {
                report(
                        lines.offset(argument),
                        "\"" + parameter.name() + "\" is " + parameter.type() + ", and here stands " + kind.label());
            }
        });
    }

    private void report(int offset, String what) {
        findings.add(RULE, offset, signature.operation() + ": " + what, "call it as " + usage());
    }

    private String usage() {
        return signature.parameters().stream()
                .map(parameter -> (parameter.positional() ? parameter.name() : parameter.name() + "=…")
                        + (parameter.required() ? "" : "?"))
                .collect(Collectors.joining(", ", signature.operation() + "(", ")"));
    }
}
