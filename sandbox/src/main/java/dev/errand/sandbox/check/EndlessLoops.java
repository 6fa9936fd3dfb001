package dev.errand.sandbox.check;

import com.oracle.js.parser.ir.AccessNode;
import com.oracle.js.parser.ir.BinaryNode;
import com.oracle.js.parser.ir.Block;
import com.oracle.js.parser.ir.BlockStatement;
import com.oracle.js.parser.ir.BreakNode;
import com.oracle.js.parser.ir.CallNode;
import com.oracle.js.parser.ir.ContinueNode;
import com.oracle.js.parser.ir.Expression;
import com.oracle.js.parser.ir.ExpressionStatement;
import com.oracle.js.parser.ir.ForNode;
import com.oracle.js.parser.ir.FunctionNode;
import com.oracle.js.parser.ir.IdentNode;
import com.oracle.js.parser.ir.IndexNode;
import com.oracle.js.parser.ir.LexicalContext;
import com.oracle.js.parser.ir.LiteralNode;
import com.oracle.js.parser.ir.LoopNode;
import com.oracle.js.parser.ir.Node;
import com.oracle.js.parser.ir.ReturnNode;
import com.oracle.js.parser.ir.Statement;
import com.oracle.js.parser.ir.SwitchNode;
import com.oracle.js.parser.ir.TernaryNode;
import com.oracle.js.parser.ir.ThrowNode;
import com.oracle.js.parser.ir.UnaryNode;
import com.oracle.js.parser.ir.VarNode;
import com.oracle.js.parser.ir.WhileNode;
import com.oracle.js.parser.ir.visitor.NodeVisitor;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Finds loops and functions that nothing ever leaves and that send, run, destroy or spend something each time round.
///
/// A preview would end at the limit of calls. A loop over a list is no such thing, however long the list is: the
/// preview
/// shows every effect, and a person decides.
final class EndlessLoops extends NodeVisitor<LexicalContext> {
    private static final String RULE = "endless-loop";
    private static final String REMEDY = "go through a list with for (const each of list), or count and stop";

    private final Declarations declarations;
    private final Findings findings;

    EndlessLoops(Declarations declarations, Findings findings) {
        super(new LexicalContext());
        this.declarations = declarations;
        this.findings = findings;
    }

    @Override
    public boolean enterWhileNode(WhileNode loop) {
        check(loop);
        return true;
    }

    @Override
    public boolean enterForNode(ForNode loop) {
        if (!loop.isForInOrOf()) {
            check(loop);
        }
        return true;
    }

    private void check(LoopNode loop) {
        Expression test = loop.getTest() == null ? null : loop.getTest().getExpression();
        if (staysTrue(test) && !isLeft(loop)) {
            lasting(loop)
                    .ifPresent(operation -> findings.add(
                            RULE,
                            loop.getStart(),
                            "Nothing ends this loop, and " + operation + " stands in it",
                            REMEDY));
        }
    }

    /// Whether a condition is there to be true, or is made of variables that nothing ever changes: then it is the
    /// same every time, and if it lets the loop begin it does not end it.
    private boolean staysTrue(@Nullable Expression test) {
        return switch (test) {
            case null -> true;
            case LiteralNode<?> literal ->
                literal.getValue() instanceof Boolean is ? is : literal.getValue() instanceof Number;
            case UnaryNode not when !not.isAssignment() -> isFixed(not.getExpression());
            case BinaryNode binary when !binary.isAssignment() -> isFixed(binary.getLhs()) && isFixed(binary.getRhs());
            default -> isFixed(test);
        };
    }

    private boolean isFixed(Expression expression) {
        return switch (expression) {
            case LiteralNode<?> literal -> !literal.isArray();
            case IdentNode variable -> isPlain(variable.getName());
            default -> false;
        };
    }

    private boolean isPlain(String variable) {
        return declarations
                .value(variable)
                .filter(value -> value instanceof LiteralNode<?> literal && !literal.isArray())
                .isPresent();
    }

    private boolean isLeft(LoopNode loop) {
        Exits exits = new Exits();
        loop.getBody().accept(exits);
        return exits.found;
    }

    /// Looks for ways out of a loop, outside of functions of its own.
    private static final class Exits extends NodeVisitor<LexicalContext> {
        private int depth;
        private boolean found;

        Exits() {
            super(new LexicalContext());
        }

        @Override
        protected boolean enterDefault(Node node) {
            depth += node instanceof LoopNode || node instanceof SwitchNode ? 1 : 0;
            return true;
        }

        @Override
        protected Node leaveDefault(Node node) {
            depth -= node instanceof LoopNode || node instanceof SwitchNode ? 1 : 0;
            return node;
        }

        @Override
        public boolean enterFunctionNode(FunctionNode function) {
            return false;
        }

        @Override
        public boolean enterBreakNode(BreakNode end) {
            found |= depth == 0 || end.getLabelName() != null;
            return false;
        }

        @Override
        public boolean enterContinueNode(ContinueNode next) {
            found |= next.getLabelName() != null;
            return false;
        }

        @Override
        public boolean enterReturnNode(ReturnNode end) {
            found = true;
            return false;
        }

        @Override
        public boolean enterThrowNode(ThrowNode end) {
            found = true;
            return false;
        }
    }

    @Override
    public boolean enterVarNode(VarNode declaration) {
        String name = declaration.getName().getName();
        declarations
                .function(name)
                .filter(function ->
                        declaration.getInit() instanceof FunctionNode && callsItself(name, function.getBody()))
                .flatMap(this::lasting)
                .ifPresent(operation -> findings.add(
                        RULE,
                        declaration.getInit().getStart(),
                        name + " calls itself whatever happens, and " + operation + " stands in it",
                        REMEDY));
        return true;
    }

    /// Whether a call of the function itself is reached on every way through its body.
    private static boolean callsItself(String name, Block body) {
        for (Statement statement : body.getStatements()) {
            if (statement instanceof BlockStatement inner
                    ? callsItself(name, inner.getBlock())
                    : isCalled(name, statement)) {
                return true;
            }
            Exits exits = new Exits();
            statement.accept(exits);
            if (exits.found) {
                return false;
            }
        }
        return false;
    }

    private static boolean isCalled(String name, Statement statement) {
        if (!(statement instanceof ExpressionStatement)
                && !(statement instanceof ReturnNode)
                && !(statement instanceof VarNode)) {
            return false;
        }
        boolean[] found = {false};
        statement.accept(new NodeVisitor<LexicalContext>(new LexicalContext()) {
            @Override
            public boolean enterFunctionNode(FunctionNode function) {
                return false;
            }

            @Override
            public boolean enterTernaryNode(TernaryNode choice) {
                return false;
            }

            @Override
            public boolean enterBinaryNode(BinaryNode binary) {
                return !binary.isLogical();
            }

            @Override
            public boolean enterCallNode(CallNode call) {
                found[0] |= call.getFunction() instanceof IdentNode callee
                        && callee.getName().equals(name)
                        && !call.isOptionalChain();
                return true;
            }
        });
        return found[0];
    }

    private Optional<String> lasting(Node part) {
        return lasting(part, new HashSet<>());
    }

    /// An operation that stands in a part of the program, or in a function that is called there.
    private Optional<String> lasting(Node part, Set<String> seen) {
        String[] found = {""};
        part.accept(new NodeVisitor<LexicalContext>(new LexicalContext()) {
            @Override
            public boolean enterAccessNode(AccessNode access) {
                note(access);
                return true;
            }

            @Override
            public boolean enterIndexNode(IndexNode access) {
                note(access);
                return true;
            }

            private void note(Expression access) {
                declarations
                        .operation(access)
                        .filter(signature -> signature.reach() == Signature.Reach.LASTING)
                        .ifPresent(signature -> found[0] = signature.operation());
            }

            @Override
            public boolean enterIdentNode(IdentNode name) {
                if (found[0].isEmpty() && seen.add(name.getName())) {
                    declarations
                            .function(name.getName())
                            .flatMap(function -> lasting(function.getBody(), seen))
                            .ifPresent(operation -> found[0] = operation);
                }
                return false;
            }
        });
        return Optional.of(found[0]).filter(operation -> !operation.isEmpty());
    }
}
