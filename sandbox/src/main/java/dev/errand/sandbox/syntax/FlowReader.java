package dev.errand.sandbox.syntax;

import com.oracle.js.parser.TokenType;
import com.oracle.js.parser.ir.AccessNode;
import com.oracle.js.parser.ir.BinaryNode;
import com.oracle.js.parser.ir.Block;
import com.oracle.js.parser.ir.BreakNode;
import com.oracle.js.parser.ir.CallNode;
import com.oracle.js.parser.ir.CaseNode;
import com.oracle.js.parser.ir.CatchNode;
import com.oracle.js.parser.ir.ContinueNode;
import com.oracle.js.parser.ir.Expression;
import com.oracle.js.parser.ir.ExpressionStatement;
import com.oracle.js.parser.ir.ForNode;
import com.oracle.js.parser.ir.FunctionNode;
import com.oracle.js.parser.ir.IdentNode;
import com.oracle.js.parser.ir.IfNode;
import com.oracle.js.parser.ir.IndexNode;
import com.oracle.js.parser.ir.LexicalContext;
import com.oracle.js.parser.ir.LiteralNode;
import com.oracle.js.parser.ir.Node;
import com.oracle.js.parser.ir.ObjectNode;
import com.oracle.js.parser.ir.ParameterNode;
import com.oracle.js.parser.ir.PropertyNode;
import com.oracle.js.parser.ir.ReturnNode;
import com.oracle.js.parser.ir.Scope;
import com.oracle.js.parser.ir.Statement;
import com.oracle.js.parser.ir.SwitchNode;
import com.oracle.js.parser.ir.TernaryNode;
import com.oracle.js.parser.ir.ThrowNode;
import com.oracle.js.parser.ir.TryNode;
import com.oracle.js.parser.ir.UnaryNode;
import com.oracle.js.parser.ir.VarNode;
import com.oracle.js.parser.ir.WhileNode;
import com.oracle.js.parser.ir.visitor.NodeVisitor;
import dev.errand.sandbox.syntax.ProgramFlow.GuardKind;
import dev.errand.sandbox.syntax.ProgramFlow.PointKind;
import dev.errand.sandbox.syntax.ProgramFlow.Uses;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Walks through a program once and notes its [ProgramFlow]. What an expression is made of is collected while it is
/// walked through; collections nest as expressions do, and what is found inside counts for the outside too.
final class FlowReader extends NodeVisitor<LexicalContext> {
    /// Methods that put their arguments into what they are called on.
    private static final Set<String> FILLING = Set.of("push", "unshift", "splice", "set", "add", "assign", "fill");

    private final Flows flows;
    private final Deque<Collected> open = new ArrayDeque<>();
    private final Deque<String> functions = new ArrayDeque<>();
    private final Map<Scope, Integer> scopes = new HashMap<>();

    /// Leaving a block early keeps what follows from being reached: the guards of each such exit.
    private final List<Exit> exits = new ArrayList<>();

    /// Of the function whose body comes next.
    private List<IdentNode> parameters = List.of();

    FlowReader(Lines lines) {
        super(new LexicalContext());
        this.flows = new Flows(lines);
    }

    /// @param leavesLoop whether it leaves or goes on with the innermost loop, and not the function
    private record Exit(List<Integer> guards, boolean leavesLoop) {}

    private static final class Collected {
        final Set<String> variables = new HashSet<>();
        final Set<Integer> calls = new HashSet<>();
        final Set<String> members = new HashSet<>();

        Uses uses() {
            return new Uses(variables, calls, members);
        }

        void add(Uses uses) {
            variables.addAll(uses.variables());
            calls.addAll(uses.calls());
            members.addAll(uses.members());
        }
    }

    ProgramFlow read(FunctionNode program) {
        program.getBody().accept(this);
        return flows.flow();
    }

    /// What is in an expression; it counts for the expression around it too.
    private Uses collect(Node node) {
        Uses uses = apart(node);
        use(uses);
        return uses;
    }

    /// What is in an expression, and does not count for the one around it.
    private Uses apart(Node node) {
        return apart(() -> node.accept(this));
    }

    private Uses apart(Runnable walk) {
        open.push(new Collected());
        walk.run();
        return open.pop().uses();
    }

    private void use(Uses uses) {
        if (!open.isEmpty()) {
            open.peek().add(uses);
        }
    }

    private void useVariable(String key) {
        use(new Uses(Set.of(key), Set.of(), Set.of()));
    }

    private void within(int guard, Runnable walk) {
        flows.guards.add(guard);
        walk.run();
        flows.guards.removeLast();
    }

    @Override
    public boolean enterBlock(Block block) {
        List<IdentNode> own = parameters;
        parameters = List.of();
        for (int i = 0; i < own.size(); i++) {
            if (block.getScope().hasSymbol(own.get(i).getName())) {
                Uses given = new Uses(Set.of(parameter(functions.getFirst(), i)), Set.of(), Set.of());
                flows.define(key(own.get(i)), given, true, own.get(i));
            }
        }
        walk(block.getStatements());
        return false;
    }

    private void walk(List<Statement> statements) {
        int depth = flows.guards.size();
        for (Statement statement : statements) {
            int before = exits.size();
            statement.accept(this);
            for (Exit exit : List.copyOf(exits.subList(before, exits.size()))) {
                exit.guards().stream().filter(g -> !flows.guards.contains(g)).forEach(flows.guards::add);
            }
        }
        while (flows.guards.size() > depth) {
            flows.guards.removeLast();
        }
    }

    @Override
    public boolean enterExpressionStatement(ExpressionStatement statement) {
        point(PointKind.OTHER, statement, statement.getExpression());
        return false;
    }

    @Override
    public boolean enterReturnNode(ReturnNode statement) {
        if (statement.getExpression() == null) {
            flows.point(PointKind.RETURN, statement, Uses.NOTHING);
        } else {
            Uses value = point(PointKind.RETURN, statement, statement.getExpression());
            if (!functions.isEmpty()) {
                flows.define(functions.peek(), value, false, statement);
            }
        }
        exits.add(new Exit(List.copyOf(flows.guards), false));
        return false;
    }

    @Override
    public boolean enterThrowNode(ThrowNode statement) {
        point(PointKind.THROW, statement, statement.getExpression());
        exits.add(new Exit(List.copyOf(flows.guards), false));
        return false;
    }

    @Override
    public boolean enterBreakNode(BreakNode statement) {
        exits.add(new Exit(List.copyOf(flows.guards), true));
        return false;
    }

    @Override
    public boolean enterContinueNode(ContinueNode statement) {
        exits.add(new Exit(List.copyOf(flows.guards), true));
        return false;
    }

    private Uses point(PointKind kind, Statement statement, Expression expression) {
        Uses uses = collect(expression);
        flows.point(kind, statement, uses);
        return uses;
    }

    @Override
    public boolean enterVarNode(VarNode declaration) {
        if (declaration.getInit() instanceof FunctionNode function) {
            declare(key(declaration.getName()), function, declaration);
        } else if (declaration.getInit() != null) {
            Uses from = collect(declaration.getInit());
            flows.define(key(declaration.getName()), from, true, declaration);
            flows.point(PointKind.OTHER, declaration, from);
        }
        return false;
    }

    /// The body of a function is reached where the function is called; its value is made of what it returns.
    private void declare(String name, FunctionNode function, Node declaration) {
        int guard = flows.guard(
                GuardKind.FUNCTION, declaration, new Uses(Set.of(called(name)), Set.of(), Set.of()), Set.of());
        apart(() -> within(guard, () -> walkBody(name, function)));
    }

    private static String called(String function) {
        return function + "()";
    }

    private static String parameter(String function, int index) {
        return function + "(" + index + ")";
    }

    private void walkBody(String name, FunctionNode function) {
        int before = exits.size();
        functions.push(name);
        parameters = function.getParameters();
        function.getBody().accept(this);
        functions.pop();
        exits.subList(before, exits.size()).clear();
    }

    /// A function without a name of its own: what is in its body counts for the expression it stands in.
    @Override
    public boolean enterFunctionNode(FunctionNode function) {
        walkBody("function at " + function.getStart(), function);
        return false;
    }

    @Override
    public boolean enterParameterNode(ParameterNode parameter) {
        if (!functions.isEmpty()) {
            useVariable(parameter(functions.peek(), parameter.getIndex()));
        }
        return false;
    }

    @Override
    public boolean enterIfNode(IfNode statement) {
        Uses test = collect(statement.getTest());
        flows.point(PointKind.OTHER, statement, test);
        int guard = flows.guard(GuardKind.CONDITION, statement, test, Set.of());
        within(guard, () -> statement.getPass().accept(this));
        if (statement.getFail() != null) {
            within(guard, () -> statement.getFail().accept(this));
        }
        return false;
    }

    @Override
    public boolean enterTernaryNode(TernaryNode choice) {
        int guard = flows.guard(GuardKind.CONDITION, choice, collect(choice.getTest()), Set.of());
        within(guard, () -> choice.getTrueExpression().accept(this));
        within(guard, () -> choice.getFalseExpression().accept(this));
        return false;
    }

    @Override
    public boolean enterSwitchNode(SwitchNode statement) {
        Uses test = collect(statement.getExpression());
        int guard = flows.guard(GuardKind.CONDITION, statement, test, Set.of());
        int before = exits.size();
        for (CaseNode each : statement.getCases()) {
            if (each.getTest() != null) {
                collect(each.getTest());
            }
            within(guard, () -> walk(each.getStatements()));
        }
        exits.subList(before, exits.size()).removeIf(Exit::leavesLoop);
        return false;
    }

    @Override
    public boolean enterForNode(ForNode loop) {
        Uses over;
        if (loop.isForInOrOf()) {
            over = collect(loop.getModify());
            flows.access("[]", over, loop);
            flows.point(PointKind.OTHER, loop, over);
        } else {
            if (loop.getInit() != null) {
                collect(loop.getInit());
            }
            over = loop.getTest() == null ? Uses.NOTHING : collect(loop.getTest());
        }
        loop(flows.guard(GuardKind.LOOP, loop, over, Set.of()), () -> {
            if (loop.isForInOrOf()) {
                targets(loop.getInit()).forEach(name -> flows.define(name, over, true, loop));
            }
            loop.getBody().accept(this);
            if (!loop.isForInOrOf() && loop.getModify() != null) {
                collect(loop.getModify());
            }
        });
        return false;
    }

    @Override
    public boolean enterWhileNode(WhileNode loop) {
        Uses test = collect(loop.getTest());
        loop(flows.guard(GuardKind.LOOP, loop, test, Set.of()), () -> loop.getBody().accept(this));
        return false;
    }

    private void loop(int guard, Runnable body) {
        int before = exits.size();
        within(guard, body);
        exits.subList(before, exits.size()).removeIf(Exit::leavesLoop);
    }

    @Override
    public boolean enterTryNode(TryNode statement) {
        int from = flows.calls.size();
        statement.getBody().accept(this);
        Set<Integer> tried = new HashSet<>();
        for (int i = from; i < flows.calls.size(); i++) {
            tried.add(i);
        }
        int guard = flows.guard(GuardKind.CATCH, statement, new Uses(Set.of(), tried, Set.of()), tried);
        for (Block caught : statement.getCatchBlocks()) {
            within(guard, () -> caught.accept(this));
        }
        if (statement.getFinallyBody() != null) {
            statement.getFinallyBody().accept(this);
        }
        return false;
    }

    @Override
    public boolean enterCatchNode(CatchNode caught) {
        Uses failed = flows.guardedBy();
        if (caught.getException() instanceof IdentNode error) {
            flows.define(key(error), failed, true, caught);
        }
        caught.getBody().accept(this);
        return false;
    }

    @Override
    public boolean enterBinaryNode(BinaryNode binary) {
        if (!binary.isAssignment()) {
            return true;
        }
        Uses value = collect(binary.getRhs());
        Uses from = new Uses(value.variables(), value.calls(), membersTaken(binary.getLhs(), value.members()));
        if (binary.getLhs() instanceof ObjectNode || binary.getLhs() instanceof LiteralNode<?>) {
            String members = binary.getLhs() instanceof LiteralNode<?> ? "[]" : "";
            flows.access(members, from, binary);
        }
        boolean replaces = binary.isTokenType(TokenType.ASSIGN) || binary.isTokenType(TokenType.ASSIGN_INIT);
        boolean whole = replaces && !(binary.getLhs() instanceof AccessNode)
                && !(binary.getLhs() instanceof IndexNode);
        if (!whole) {
            collect(binary.getLhs());
        }
        targets(binary.getLhs()).forEach(name -> flows.define(name, from, whole, binary));
        return false;
    }

    private static Set<String> membersTaken(Node pattern, Set<String> others) {
        Set<String> members = new HashSet<>(others);
        if (pattern instanceof ObjectNode object) {
            object.getElements().stream().map(FlowReader::nameOf).forEach(members::add);
        }
        return members;
    }

    /// The variables that an assignment to this place changes.
    private List<String> targets(Node place) {
        return switch (place) {
            case IdentNode name -> List.of(key(name));
            case AccessNode access -> targets(access.getBase());
            case IndexNode access -> targets(access.getBase());
            case ObjectNode pattern ->
                pattern.getElements().stream().flatMap(e -> targets(e).stream()).toList();
            case PropertyNode element ->
                element.getValue() == null ? targets(element.getKey()) : targets(element.getValue());
            case LiteralNode<?> pattern
            when pattern.isArray() ->
                pattern.getElementExpressions().stream()
                        .filter(e -> e != null)
                        .flatMap(e -> targets(e).stream())
                        .toList();
            case BinaryNode withDefault -> targets(withDefault.getLhs());
            case UnaryNode rest -> targets(rest.getExpression());
            default -> List.of();
        };
    }

    @Override
    public boolean enterUnaryNode(UnaryNode unary) {
        if (unary.isAssignment()) {
            targets(unary.getExpression()).forEach(name -> flows.define(name, Uses.NOTHING, false, unary));
        }
        return true;
    }

    @Override
    public boolean enterIdentNode(IdentNode name) {
        if (!name.isPropertyName() && isDeclared(name.getName())) {
            useVariable(key(name));
        }
        return false;
    }

    @Override
    public boolean enterPropertyNode(PropertyNode property) {
        if (property.isComputed()) {
            collect(property.getKey());
        }
        collect(property.getValue() == null ? property.getKey() : property.getValue());
        return false;
    }

    @Override
    public boolean enterAccessNode(AccessNode access) {
        flows.access(access.getProperty(), collect(access.getBase()), access);
        use(new Uses(Set.of(), Set.of(), Set.of(access.getProperty())));
        return false;
    }

    @Override
    public boolean enterIndexNode(IndexNode access) {
        Uses base = collect(access.getBase());
        collect(access.getIndex());
        String member = access.getIndex() instanceof LiteralNode<?> literal ? literal.getString() : "";
        flows.access(member, base, access);
        use(new Uses(Set.of(), Set.of(), Set.of(member)));
        return false;
    }

    @Override
    public boolean enterCallNode(CallNode call) {
        String operation = operation(call.getFunction());
        if (!operation.isEmpty()) {
            callOperation(operation, call);
        } else if (call.getFunction() instanceof IdentNode name && isDeclared(name.getName())) {
            callFunction(key(name), call);
        } else {
            callMethod(call);
        }
        return false;
    }

    private void callOperation(String operation, CallNode call) {
        Map<String, Uses> arguments = new HashMap<>();
        for (int i = 0; i < call.getArgs().size(); i++) {
            Expression argument = call.getArgs().get(i);
            if (argument instanceof ObjectNode object) {
                object.getElements().forEach(e -> arguments.put(nameOf(e), apart(e)));
            } else {
                arguments.put(String.valueOf(i), apart(argument));
            }
        }
        use(new Uses(Set.of(), Set.of(flows.call(operation, call, arguments)), Set.of()));
    }

    private static String nameOf(PropertyNode element) {
        return element.isComputed() || element.isRest() || !(element.getKey() instanceof IdentNode
                        || element.getKey() instanceof LiteralNode<?>)
                ? "…"
                : element.getKeyName();
    }

    private void callFunction(String function, CallNode call) {
        useVariable(function);
        flows.define(called(function), Uses.NOTHING, false, call);
        for (int i = 0; i < call.getArgs().size(); i++) {
            flows.define(parameter(function, i), collect(call.getArgs().get(i)), false, call);
        }
    }

    /// A function that is handed to a method is given what the method is called on.
    private void callMethod(CallNode call) {
        Uses base = collect(call.getFunction());
        for (Expression argument : call.getArgs()) {
            if (argument instanceof FunctionNode function) {
                for (int i = 0; i < 3; i++) {
                    flows.define(parameter("function at " + function.getStart(), i), base, false, call);
                }
                int guard = flows.guard(GuardKind.FUNCTION, call, base, Set.of());
                within(guard, () -> collect(function));
            } else {
                Uses given = collect(argument);
                if (call.getFunction() instanceof AccessNode method && FILLING.contains(method.getProperty())) {
                    targets(method.getBase()).forEach(name -> flows.define(name, given, false, call));
                }
            }
        }
    }

    /// `skill.operation`, if that is what is called; what the program prints counts as said.
    private String operation(Expression function) {
        if (function instanceof IdentNode name && name.getName().equals("print") && !isDeclared("print")) {
            return "user.say";
        }
        if (!(function instanceof AccessNode access) || !(access.getBase() instanceof IdentNode base)) {
            return "";
        }
        String skill = base.getName();
        if (isDeclared(skill) || Character.isUpperCase(skill.charAt(0)) || skill.equals("globalThis")) {
            return "";
        }
        return skill.equals("console") ? "user.say" : skill + "." + access.getProperty();
    }

    private boolean isDeclared(String name) {
        return scopeOf(name) >= 0;
    }

    private String key(IdentNode name) {
        return name.getName() + "@" + scopeOf(name.getName());
    }

    /// The number of the innermost scope that declares a name; negative if none does.
    private int scopeOf(String name) {
        Scope scope = lc.isEmpty() ? null : lc.getCurrentScope();
        while (scope != null && !scope.hasSymbol(name)) {
            scope = scope.getParent();
        }
        return scope == null ? -1 : scopes.computeIfAbsent(scope, _ -> scopes.size());
    }
}
