package dev.errand.sandbox.check;

import com.oracle.js.parser.TokenType;
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
import com.oracle.js.parser.ir.ObjectNode;
import com.oracle.js.parser.ir.PropertyNode;
import com.oracle.js.parser.ir.ReturnNode;
import com.oracle.js.parser.ir.Statement;
import com.oracle.js.parser.ir.TemplateLiteralNode;
import com.oracle.js.parser.ir.TernaryNode;
import com.oracle.js.parser.ir.ThrowNode;
import com.oracle.js.parser.ir.UnaryNode;
import com.oracle.js.parser.ir.VarNode;
import com.oracle.js.parser.ir.visitor.NodeVisitor;
import dev.errand.sandbox.syntax.Lines;
import dev.errand.sandbox.syntax.Position;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Finds the [SettledCall]s of a program.
///
/// It goes along the statements of the top level, which run once and in order, and stops at the first that may end the
/// program early; a loop over values that are written out counts as its body written out for each. Branches, other
/// loops, `try` and functions are passed by: what is called in them is not settled, and what
/// stands after them is reached all the same. A value is settled if it is written out, or if it is (part of) what an
/// operation returned whose arguments are all written out. Whatever is not known to be so is not settled.
final class SettledCalls {
    /// How a value came to be.
    private enum Kind {
        /// Written out, or put together from what is.
        WRITTEN,
        /// Returned by an operation that was given only what is written out.
        LOOKED_UP
    }

    private final Catalogue catalogue;
    private final Lines lines;
    private final Disturbances disturbances;
    private final Map<String, Kind> variables = new HashMap<>();
    private final List<SettledCall> settled = new ArrayList<>();

    private SettledCalls(Catalogue catalogue, Lines lines, Disturbances disturbances) {
        this.catalogue = catalogue;
        this.lines = lines;
        this.disturbances = disturbances;
    }

    static List<SettledCall> of(FunctionNode program, Catalogue catalogue, Lines lines) {
        Disturbances disturbances = Disturbances.of(program, catalogue);
        if (disturbances.strays()) {
            return List.of();
        }
        SettledCalls calls = new SettledCalls(catalogue, lines, disturbances);
        calls.walk(program.getBody());
        return calls.settled;
    }

    private void walk(Block body) {
        for (Statement statement : body.getStatements()) {
            switch (statement) {
                case VarNode declaration -> declare(declaration);
                case ExpressionStatement expression -> run(expression.getExpression());
                case ReturnNode end -> {
                    if (end.getExpression() != null) {
                        collect(end.getExpression());
                    }
                    return;
                }
                default -> {
                    if (mayEndEarly(statement)) {
                        return;
                    }
                    countedLoop(statement).ifPresent(this::runLoop);
                }
            }
        }
    }

    /// `for (const each of ["a", "b"])`: as good as its body written out for each, if nothing leaves it.
    private static Optional<ForNode> countedLoop(Statement statement) {
        if (statement instanceof BlockStatement block
                && block.getBlock().getStatements().size() == 1) {
            return countedLoop(block.getBlock().getStatements().getFirst());
        }
        return statement instanceof ForNode loop
                        && loop.isForOf()
                        && !loop.isForAwaitOf()
                        && loop.getInit() instanceof IdentNode
                        && !leavesLoop(loop)
                ? Optional.of(loop)
                : Optional.empty();
    }

    private static boolean leavesLoop(ForNode loop) {
        boolean[] found = {false};
        loop.getBody().accept(new NodeVisitor<LexicalContext>(new LexicalContext()) {
            @Override
            public boolean enterBreakNode(BreakNode end) {
                found[0] = true;
                return false;
            }

            @Override
            public boolean enterContinueNode(ContinueNode next) {
                found[0] = true;
                return false;
            }
        });
        return found[0];
    }

    private void runLoop(ForNode loop) {
        Expression elements = loop.getModify().getExpression();
        boolean isWrittenOut = isObject(elements)
                && kind(elements).filter(kind -> kind == Kind.WRITTEN).isPresent();
        String variable = ((IdentNode) loop.getInit()).getName();
        if (isWrittenOut && !disturbances.isAssigned(variable)) {
            variables.put(variable, Kind.WRITTEN);
            walk(loop.getBody());
            variables.remove(variable);
        }
    }

    /// Whether a statement holds a `return` or `throw` outside of functions of its own.
    private static boolean mayEndEarly(Statement statement) {
        boolean[] found = {false};
        statement.accept(new NodeVisitor<LexicalContext>(new LexicalContext()) {
            @Override
            public boolean enterFunctionNode(FunctionNode function) {
                return false;
            }

            @Override
            public boolean enterReturnNode(ReturnNode end) {
                found[0] = true;
                return false;
            }

            @Override
            public boolean enterThrowNode(ThrowNode end) {
                found[0] = true;
                return false;
            }
        });
        return found[0];
    }

    private void declare(VarNode declaration) {
        Expression value = declaration.getInit();
        if (value != null && !(value instanceof FunctionNode)) {
            collect(value);
            bind(declaration.getName(), value);
        }
    }

    private void run(Expression expression) {
        if (expression instanceof BinaryNode declaration && declaration.isTokenType(TokenType.ASSIGN_INIT)) {
            collect(declaration.getRhs());
            bindPattern(declaration.getLhs(), declaration.getRhs());
        } else {
            collect(expression);
        }
    }

    private void bind(IdentNode variable, Expression value) {
        boolean mayChange = isObject(value) && disturbances.changesObjects();
        if (!mayChange && !disturbances.isAssigned(variable.getName())) {
            kind(value).ifPresent(kind -> variables.put(variable.getName(), kind));
        }
    }

    private static boolean isObject(Expression value) {
        return value instanceof ObjectNode || (value instanceof LiteralNode<?> literal && literal.isArray());
    }

    /// `const [first] = …`, `const {path} = …`; a pattern of anything but plain names is passed by.
    private void bindPattern(Expression pattern, Expression value) {
        switch (pattern) {
            case IdentNode variable -> bind(variable, value);
            case LiteralNode<?> list
            when list.isArray() ->
                list.getElementExpressions().forEach(element -> {
                    if (element instanceof IdentNode variable) {
                        bind(variable, value);
                    }
                });
            case ObjectNode members ->
                members.getElements().forEach(member -> {
                    if (!member.isComputed() && member.getValue() instanceof IdentNode variable) {
                        bind(variable, value);
                    }
                });
            default -> {}
        }
    }

    /// Notes the calls that are made whenever the expression is evaluated.
    private void collect(Expression expression) {
        switch (expression) {
            case CallNode call
            when !call.isOptionalChain() -> {
                collect(call.getFunction());
                call.getArgs().forEach(this::collect);
                signature(call).ifPresent(signature -> note(call, signature));
            }
            case AccessNode access when !access.isOptionalChain() -> collect(access.getBase());
            case IndexNode access
            when !access.isOptionalChain() -> {
                collect(access.getBase());
                collect(access.getIndex());
            }
            case BinaryNode binary -> {
                collect(binary.getLhs());
                if (!binary.isLogical() && !binary.isAssignment()) {
                    collect(binary.getRhs());
                }
            }
            case TernaryNode choice -> collect(choice.getTest());
            case UnaryNode unary -> collect(unary.getExpression());
            case LiteralNode<?> list
            when list.isArray() ->
                list.getElementExpressions().forEach(element -> {
                    if (element != null) {
                        collect(element);
                    }
                });
            case ObjectNode object ->
                object.getElements().forEach(member -> {
                    if (member.getValue() != null) {
                        collect(member.getValue());
                    }
                });
            case TemplateLiteralNode.UntaggedTemplateLiteralNode template ->
                template.getExpressions().forEach(this::collect);
            default -> {}
        }
    }

    private Optional<Signature> signature(CallNode call) {
        if (call.isNew() || call.isOptionalChain()) {
            return Optional.empty();
        }
        String name = switch (call.getFunction()) {
            case AccessNode access
            when access.getBase() instanceof IdentNode base -> base.getName() + "." + access.getProperty();
            case IndexNode access
            when access.getBase() instanceof IdentNode base
                    && access.getIndex() instanceof LiteralNode<?> literal
                    && literal.isString() -> base.getName() + "." + literal.getString();
            default -> "";
        };
        return Optional.ofNullable(catalogue.signature(name));
    }

    private void note(CallNode call, Signature signature) {
        Position at = lines.at(call.getStart());
        settled.add(new SettledCall(signature.operation(), at.line(), at.column(), parameters(call, signature)));
    }

    /// Positional arguments first, then one object with named ones. Where an object could be either, it counts only as
    /// a whole.
    private Set<String> parameters(CallNode call, Signature signature) {
        List<Expression> arguments = call.getArgs();
        Set<String> found = new HashSet<>();
        if (arguments.stream().anyMatch(argument -> argument.isTokenType(TokenType.SPREAD_ARGUMENT))) {
            return found;
        }
        int positionals = (int) signature.parameters().stream()
                .filter(Signature.Parameter::positional)
                .count();
        for (int i = 0; i < arguments.size(); i++) {
            Expression argument = arguments.get(i);
            boolean isLast = i == arguments.size() - 1;
            if (i < positionals && !(isLast && argument instanceof ObjectNode)) {
                if (kind(argument).isPresent()) {
                    found.add(signature.parameters().get(i).name());
                }
            } else if (i >= positionals && argument instanceof ObjectNode object) {
                object.getElements().stream()
                        .filter(member -> isPlain(object) && member.getValue() != null)
                        .filter(member -> kind(member.getValue()).isPresent())
                        .forEach(member -> found.add(member.getKeyName()));
            } else if (kind(argument).isPresent()) {
                signature.parameters().stream().skip(i).forEach(parameter -> found.add(parameter.name()));
                if (i == 0) {
                    signature.parameters().forEach(parameter -> found.add(parameter.name()));
                }
            }
        }
        return found;
    }

    private static boolean isPlain(ObjectNode object) {
        return object.getElements().stream().allMatch(SettledCalls::isPlain);
    }

    private static boolean isPlain(PropertyNode member) {
        return !member.isComputed()
                && !member.isRest()
                && !member.isAccessor()
                && !member.isProto()
                && !member.getKey().isTokenType(TokenType.SPREAD_OBJECT);
    }

    private Optional<Kind> kind(Expression expression) {
        return switch (expression) {
            case LiteralNode<?> list when list.isArray() -> worst(list.getElementExpressions());
            case LiteralNode<?> _ -> Optional.of(Kind.WRITTEN);
            case TemplateLiteralNode.UntaggedTemplateLiteralNode template ->
                worst(template.getExpressions()).filter(kind -> kind == Kind.WRITTEN);
            case ObjectNode object
            when isPlain(object) ->
                worst(object.getElements().stream().map(PropertyNode::getValue).toList());
            case UnaryNode sign when sign.isTokenType(TokenType.SUB) -> kind(sign.getExpression());
            case UnaryNode waiting when waiting.isTokenType(TokenType.AWAIT) -> kind(waiting.getExpression());
            case BinaryNode sum
            when sum.isTokenType(TokenType.ADD) ->
                worst(List.of(sum.getLhs(), sum.getRhs())).filter(kind -> kind == Kind.WRITTEN);
            case IdentNode variable -> Optional.ofNullable(variables.get(variable.getName()));
            case CallNode call -> lookedUp(call);
            case AccessNode access when !access.isOptionalChain() -> part(access.getBase());
            case IndexNode access
            when !access.isOptionalChain() && access.getIndex() instanceof LiteralNode<?> index && !index.isArray() ->
                part(access.getBase());
            default -> Optional.empty();
        };
    }

    /// An object that may be changed after it was looked up says nothing.
    private Optional<Kind> lookedUp(CallNode call) {
        boolean isLookUp = signature(call).isPresent()
                && !disturbances.changesObjects()
                && worst(call.getArgs()).filter(kind -> kind == Kind.WRITTEN).isPresent();
        return isLookUp ? Optional.of(Kind.LOOKED_UP) : Optional.empty();
    }

    private Optional<Kind> part(Expression whole) {
        return kind(whole).filter(kind -> kind == Kind.LOOKED_UP);
    }

    private Optional<Kind> worst(List<? extends Expression> expressions) {
        Kind worst = Kind.WRITTEN;
        for (Expression expression : expressions) {
            Optional<Kind> kind = expression == null ? Optional.empty() : kind(expression);
            if (kind.isEmpty()) {
                return Optional.empty();
            }
            worst = kind.get() == Kind.LOOKED_UP ? Kind.LOOKED_UP : worst;
        }
        return Optional.of(worst);
    }
}
