package dev.errand.sandbox.check;

import com.oracle.js.parser.TokenType;
import com.oracle.js.parser.ir.AccessNode;
import com.oracle.js.parser.ir.BinaryNode;
import com.oracle.js.parser.ir.Block;
import com.oracle.js.parser.ir.CallNode;
import com.oracle.js.parser.ir.Expression;
import com.oracle.js.parser.ir.ExpressionStatement;
import com.oracle.js.parser.ir.ForNode;
import com.oracle.js.parser.ir.FunctionNode;
import com.oracle.js.parser.ir.IdentNode;
import com.oracle.js.parser.ir.LexicalContext;
import com.oracle.js.parser.ir.Node;
import com.oracle.js.parser.ir.Statement;
import com.oracle.js.parser.ir.UnaryNode;
import com.oracle.js.parser.ir.VarNode;
import com.oracle.js.parser.ir.visitor.NodeVisitor;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Finds what is done to an operation that fails whenever it is done: calling `then` on what it returns, making a
/// `new` one, leaving out the parentheses, assigning to it, or giving its skill's name to a variable that is read too
/// early.
final class Misuses extends NodeVisitor<LexicalContext> {
    private static final Set<String> OF_PROMISES = Set.of("then", "catch", "finally");
    private static final Set<String> OF_FUNCTIONS = Set.of("call", "apply", "bind", "name", "length", "toString");

    /// They hand three values to the function that they are given: an element, its number, and the list.
    private static final Set<String> OVER_LISTS =
            Set.of("map", "forEach", "flatMap", "filter", "find", "findIndex", "some", "every");

    private final Catalogue catalogue;
    private final Declarations declarations;
    private final Findings findings;

    Misuses(Catalogue catalogue, Declarations declarations, Findings findings) {
        super(new LexicalContext());
        this.catalogue = catalogue;
        this.declarations = declarations;
        this.findings = findings;
    }

    private Optional<String> called(Expression expression) {
        return expression instanceof CallNode call
                ? declarations.operation(call.getFunction()).map(Signature::operation)
                : Optional.empty();
    }

    private Optional<String> named(Expression expression) {
        return declarations.operation(expression).map(Signature::operation);
    }

    @Override
    public boolean enterAccessNode(AccessNode access) {
        if (OF_PROMISES.contains(access.getProperty())) {
            called(access.getBase())
                    .ifPresent(operation -> findings.add(
                            "not-a-promise",
                            access.getStart(),
                            operation + " returns its value at once, so there is no " + access.getProperty()
                                    + " to call",
                            "use the value on the next line: const value = " + operation
                                    + "(…); a failure is caught with try and catch"));
        }
        if (!OF_FUNCTIONS.contains(access.getProperty())) {
            named(access.getBase())
                    .ifPresent(operation ->
                            notCalled(access.getStart(), operation, operation + "(…)." + access.getProperty()));
        }
        return true;
    }

    @Override
    public boolean enterExpressionStatement(ExpressionStatement statement) {
        named(statement.getExpression())
                .ifPresent(operation -> notCalled(statement.getExpression().getStart(), operation, operation + "(…)"));
        return true;
    }

    private void notCalled(int offset, String operation, String call) {
        findings.add(
                "not-called", offset, operation + " is named here and not called", "write the parentheses: " + call);
    }

    @Override
    public boolean enterCallNode(CallNode call) {
        called(call.getFunction())
                .ifPresent(operation -> findings.add(
                        "not-a-function",
                        call.getStart(),
                        "What " + operation + " returns is called here, and it is no function",
                        "leave out the second pair of parentheses"));
        if (call.getFunction() instanceof AccessNode access
                && OVER_LISTS.contains(access.getProperty())
                && !call.getArgs().isEmpty()) {
            declarations
                    .operation(call.getArgs().getFirst())
                    .ifPresent(signature -> handedOver(call, access, signature));
        }
        return true;
    }

    private void handedOver(CallNode call, AccessNode access, Signature signature) {
        long positional = signature.parameters().stream()
                .filter(Signature.Parameter::positional)
                .count();
        if (positional < 3) {
            findings.add(
                    "arguments",
                    call.getArgs().getFirst().getStart(),
                    access.getProperty() + " passes three arguments to " + signature.operation()
                            + ", which takes fewer",
                    "write a function around it: (each) => " + signature.operation() + "(each)");
        }
    }

    @Override
    public boolean enterUnaryNode(UnaryNode unary) {
        if (unary.isTokenType(TokenType.NEW)) {
            called(unary.getExpression())
                    .ifPresent(operation -> findings.add(
                            "not-a-constructor",
                            unary.getStart(),
                            operation + " makes no objects, so it cannot stand after new",
                            "leave out new: " + operation + "(…)"));
        } else if (unary.isAssignment() || unary.isTokenType(TokenType.DELETE)) {
            changed(unary.getExpression());
        }
        return true;
    }

    @Override
    public boolean enterBinaryNode(BinaryNode binary) {
        if (binary.isAssignment() && !binary.isTokenType(TokenType.ASSIGN_INIT)) {
            changed(binary.getLhs());
        }
        if (binary.isTokenType(TokenType.LT)) {
            // In a program without other types, those of a call are taken for a comparison.
            named(binary.getLhs())
                    .ifPresent(operation -> findings.add(
                            "not-called",
                            binary.getStart(),
                            operation + " is compared here and not called",
                            "call it without types: " + operation + "(…)"));
        }
        return true;
    }

    private void changed(Expression target) {
        Optional<String> name =
                declarations.isSkill(target) ? Optional.of(((IdentNode) target).getName()) : named(target);
        name.ifPresent(found -> findings.add(
                "assignment",
                target.getStart(),
                found + " belongs to the device and cannot be changed",
                "use a variable of another name"));
    }

    @Override
    public boolean enterBlock(Block block) {
        List<Statement> statements = block.getStatements();
        for (int i = 0; i < statements.size(); i++) {
            Set<String> declared = declaredBy(statements.get(i));
            for (int j = 0; j <= i && !declared.isEmpty(); j++) {
                readTooEarly(declared, statements.get(j));
            }
        }
        return true;
    }

    /// Skills whose names a statement gives to variables that have no value before it.
    private Set<String> declaredBy(Statement statement) {
        Set<String> names = new HashSet<>();
        if (statement instanceof VarNode declaration && declaration.isBlockScoped() && declaration.getInit() != null) {
            names.add(declaration.getName().getName());
        }
        if (pattern(statement) instanceof BinaryNode declaration) {
            Declarations.names(declaration.getLhs(), false).forEach(name -> names.add(name.getName()));
        }
        names.removeIf(name -> !catalogue.hasSkill(name));
        return names;
    }

    private static Node pattern(Statement statement) {
        boolean isPattern = statement instanceof ExpressionStatement expression
                && expression.getExpression().isTokenType(TokenType.ASSIGN_INIT);
        return isPattern ? ((ExpressionStatement) statement).getExpression() : statement;
    }

    private void readTooEarly(Set<String> skills, Statement statement) {
        if (statement instanceof VarNode declaration && declaration.getInit() instanceof FunctionNode) {
            return;
        }
        Node read = pattern(statement) instanceof BinaryNode declaration ? declaration.getRhs() : statement;
        Declarations.names(read, false).stream()
                .filter(name -> skills.contains(name.getName()))
                .findFirst()
                .ifPresent(this::shadowed);
    }

    @Override
    public boolean enterForNode(ForNode loop) {
        if (loop.isForInOrOf()
                && loop.getInit() instanceof IdentNode variable
                && catalogue.hasSkill(variable.getName())
                && declarations.isDeclared(variable.getName())) {
            Declarations.names(loop.getModify(), false).stream()
                    .filter(name -> name.getName().equals(variable.getName()))
                    .findFirst()
                    .ifPresent(this::shadowed);
        }
        return true;
    }

    private void shadowed(IdentNode name) {
        findings.add(
                "shadowed-skill",
                name.getStart(),
                "A variable is called " + name.getName()
                        + " like the skill, so here it is that variable, before it has a value",
                "give the variable another name");
    }
}
