package dev.errand.sandbox.check;

import com.oracle.js.parser.TokenType;
import com.oracle.js.parser.ir.Expression;
import com.oracle.js.parser.ir.ObjectNode;
import com.oracle.js.parser.ir.PropertyNode;
import dev.errand.sandbox.check.Signature.Parameter;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// Compares the arguments of one call with the signature of its operation, as far as they can be seen in the code.
///
/// Two ways of calling count: positional arguments and then one object with the rest; or one object with everything.
final class ArgumentCheck {
    private static final String RULE = "arguments";

    private final Signature signature;
    private final Findings findings;
    private final List<Parameter> positional;
    private final List<Parameter> named;

    ArgumentCheck(Signature signature, Findings findings) {
        this.signature = signature;
        this.findings = findings;
        this.positional =
                signature.parameters().stream().filter(Parameter::positional).toList();
        this.named = signature.parameters().stream()
                .filter(parameter -> !parameter.positional())
                .toList();
    }

    void check(List<Expression> arguments, int offset) {
        if (arguments.stream().anyMatch(argument -> argument.isTokenType(TokenType.SPREAD_ARGUMENT))) {
            return;
        }
        boolean onlyObject = arguments.size() == 1 && arguments.getFirst() instanceof ObjectNode;
        if (onlyObject && (positional.isEmpty() || !takesObject(positional.getFirst()))) {
            checkObject((ObjectNode) arguments.getFirst(), signature.parameters());
        } else if (!onlyObject || positional.size() != 1) {
            // An only object for an operation that takes one may be either: there is nothing to be said against it.
            checkByPosition(arguments, offset);
        }
    }

    private static boolean takesObject(Parameter parameter) {
        return parameter.type().equals("object") || parameter.type().equals("any");
    }

    private void checkByPosition(List<Expression> arguments, int offset) {
        int most = positional.size() + (named.isEmpty() ? 0 : 1);
        if (arguments.size() > most) {
            report(
                    arguments.get(most).getStart(),
                    "got " + arguments.size() + " arguments and takes " + most + " at the most");
            return;
        }
        boolean hasRest = hasRest(arguments);
        int count = hasRest ? arguments.size() - 1 : arguments.size();
        for (int i = 0; i < count; i++) {
            checkType(positional.get(i), arguments.get(i));
        }
        for (Parameter missing : positional.subList(count, positional.size())) {
            if (missing.required()) {
                report(offset, "the argument \"" + missing.name() + "\" is missing");
            }
        }
        if (!hasRest) {
            requireNamed(Set.of(), named, offset);
        } else if (arguments.getLast() instanceof ObjectNode rest) {
            checkObject(rest, named);
        } else if (Literals.kindOf(arguments.getLast()).isPresent()) {
            report(arguments.getLast().getStart(), "the last argument must be an object with named values");
        }
    }

    /// Whether the last argument is the object with the named ones. It may come early if positional ones are left
    /// out.
    private boolean hasRest(List<Expression> arguments) {
        if (named.isEmpty() || arguments.isEmpty()) {
            return false;
        }
        if (arguments.size() > positional.size()) {
            return true;
        }
        return arguments.getLast() instanceof ObjectNode && !takesObject(positional.get(arguments.size() - 1));
    }

    private void checkObject(ObjectNode object, List<Parameter> allowed) {
        Set<String> given = new HashSet<>();
        boolean open = false;
        for (PropertyNode element : object.getElements()) {
            if (element.isComputed() || element.isRest() || element.getKey().isTokenType(TokenType.SPREAD_OBJECT)) {
                open = true;
            } else {
                given.add(element.getKeyName());
                checkNamed(element, allowed);
            }
        }
        if (!open) {
            requireNamed(given, allowed, object.getStart());
        }
    }

    private void checkNamed(PropertyNode element, List<Parameter> allowed) {
        String name = element.getKeyName();
        Optional<Parameter> parameter =
                allowed.stream().filter(known -> known.name().equals(name)).findFirst();
        if (parameter.isPresent()) {
            if (element.getValue() != null) {
                checkType(parameter.get(), element.getValue());
            }
            return;
        }
        List<String> names = allowed.stream().map(Parameter::name).toList();
        String instead = Nearest.to(name, names)
                .map(near -> "; did you mean \"" + near + "\"?")
                .orElse("");
        report(element.getStart(), "there is no parameter \"" + name + "\"" + instead);
    }

    private void requireNamed(Set<String> given, List<Parameter> allowed, int offset) {
        for (Parameter parameter : allowed) {
            if (parameter.required() && !given.contains(parameter.name())) {
                report(offset, "the argument \"" + parameter.name() + "\" is missing");
            }
        }
    }

    private void checkType(Parameter parameter, Expression argument) {
        Literals.kindOf(argument).ifPresent(kind -> {
            if (!kind.fits(parameter)) {
                report(
                        argument.getStart(),
                        "\"" + parameter.name() + "\" is " + parameter.type() + ", and here stands " + kind.label());
            }
        });
    }

    private void report(int offset, String what) {
        findings.add(RULE, offset, signature.operation() + ": " + what, "call it as " + usage());
    }

    private String usage() {
        String byPosition = positional.stream().map(ArgumentCheck::shown).collect(Collectors.joining(", "));
        if (named.isEmpty()) {
            return signature.operation() + "(" + byPosition + ")";
        }
        String byName = named.stream().map(ArgumentCheck::shown).collect(Collectors.joining(", ", "{", "}"));
        return signature.operation() + "(" + byPosition + (byPosition.isEmpty() ? "" : ", ") + byName + ")";
    }

    private static String shown(Parameter parameter) {
        return parameter.required() ? parameter.name() : parameter.name() + "?";
    }
}
