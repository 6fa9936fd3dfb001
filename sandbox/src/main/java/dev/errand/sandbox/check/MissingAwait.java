package dev.errand.sandbox.check;

import com.oracle.js.parser.TokenType;
import com.oracle.js.parser.ir.AccessNode;
import com.oracle.js.parser.ir.BinaryNode;
import com.oracle.js.parser.ir.CallNode;
import com.oracle.js.parser.ir.Expression;
import com.oracle.js.parser.ir.FunctionNode;
import com.oracle.js.parser.ir.IdentNode;
import com.oracle.js.parser.ir.LexicalContext;
import com.oracle.js.parser.ir.LiteralNode;
import com.oracle.js.parser.ir.ObjectNode;
import com.oracle.js.parser.ir.PropertyNode;
import com.oracle.js.parser.ir.TemplateLiteralNode;
import com.oracle.js.parser.ir.visitor.NodeVisitor;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Finds promises of the program's own asynchronous functions that are used as if they were what they will become.
final class MissingAwait extends NodeVisitor<LexicalContext> {
    private static final Set<String> OF_PROMISES = Set.of("then", "catch", "finally", "constructor");

    private final Declarations declarations;
    private final Findings findings;

    MissingAwait(Declarations declarations, Findings findings) {
        super(new LexicalContext());
        this.declarations = declarations;
        this.findings = findings;
    }

    @Override
    public boolean enterCallNode(CallNode call) {
        if (declarations.operation(call.getFunction()).isPresent()) {
            call.getArgs().forEach(this::passed);
        }
        return true;
    }

    private void passed(Expression argument) {
        switch (argument) {
            case ObjectNode object ->
                object.getElements().stream().map(PropertyNode::getValue).forEach(this::passedIfAny);
            case LiteralNode<?> list
            when list.isArray() -> list.getElementExpressions().forEach(this::passedIfAny);
            default -> used(argument);
        }
    }

    private void passedIfAny(@Nullable Expression value) {
        if (value != null) {
            passed(value);
        }
    }

    @Override
    public boolean enterAccessNode(AccessNode access) {
        if (!OF_PROMISES.contains(access.getProperty())) {
            used(access.getBase());
        }
        return true;
    }

    @Override
    public boolean enterBinaryNode(BinaryNode binary) {
        if (binary.isTokenType(TokenType.ADD)) {
            used(binary.getLhs());
            used(binary.getRhs());
        }
        return true;
    }

    @Override
    public boolean enterTemplateLiteralNode(TemplateLiteralNode template) {
        if (template instanceof TemplateLiteralNode.UntaggedTemplateLiteralNode parts) {
            parts.getExpressions().forEach(this::used);
        }
        return true;
    }

    private void used(Expression value) {
        promise(value)
                .ifPresent(function -> findings.add(
                        "missing-await",
                        value.getStart(),
                        "This is the promise of " + function + ", which is async, and not yet what it returns",
                        "put await before the call: await " + function + "(…)"));
    }

    /// The asynchronous function whose promise a value is.
    private Optional<String> promise(Expression value) {
        return switch (value) {
            case CallNode call
            when call.getFunction() instanceof IdentNode name && !call.isNew() ->
                declarations
                        .function(name.getName())
                        .filter(MissingAwait::isAsync)
                        .map(_ -> name.getName());
            case IdentNode variable ->
                declarations
                        .value(variable.getName())
                        .filter(CallNode.class::isInstance)
                        .flatMap(this::promise);
            default -> Optional.empty();
        };
    }

    private static boolean isAsync(FunctionNode function) {
        return function.isAsync() && !function.isGenerator();
    }
}
